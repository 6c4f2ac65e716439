import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, PageHeader, PasswordField } from '#ui/index.ts'
import { resetPassword } from '../actions/reset-password.ts'

/** Choosing a new password by the link of the letter. */
export const newPasswordPage = definePage({
  path: '/dat-lai-mat-khau',
  permission: 'public',
  frame: 'public',
  query: z.object({ token: z.string().max(200).default('') }),
  // The address holds a secret: it must not be kept.
  headers: { 'cache-control': 'no-store' },
  load: async ({ query }) => query,
  title: (_data, t) => t('identity.new_password.title'),
  forms: {
    save: defineForm({
      action: resetPassword,
      then: () => ({ to: '/dang-nhap', say: 'identity.new_password.done' }),
    }),
  },
  view: ({ token }, { t, form }) => (
    <>
      <PageHeader title={t('identity.new_password.title')} lead={t('identity.new_password.lead')} />
      <Form hidden={{ ...form.hidden('save'), token }}>
        <PasswordField
          name="password"
          error={form.errors.password}
          label={t('identity.field.new_password')}
          hint={t('identity.password.hint')}
          autocomplete="new-password"
          required
        />
        <FormActions>
          <Button>{t('identity.new_password.act')}</Button>
          <a href="/quen-mat-khau">{t('identity.new_password.other_link')}</a>
        </FormActions>
      </Form>
    </>
  ),
})
