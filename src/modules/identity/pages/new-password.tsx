import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Alert, Button, Form, FormActions, LinkButton, PageHeader } from '#ui/index.ts'
import { resetPassword } from '../actions/reset-password.ts'
import { findResetLink } from '../store/secrets.ts'
import { NewPasswordField } from '../view/password-fields.tsx'

/** Choosing a new password by the link of the letter. */
export const newPasswordPage = definePage({
  path: '/dat-lai-mat-khau',
  permission: 'public',
  frame: 'public',
  query: z.object({ token: z.string().max(200).default('') }),
  // The address holds a secret: it must not be kept.
  headers: { 'cache-control': 'no-store' },
  load: async ({ app, query }) => ({
    token: query.token,
    isGood: (await findResetLink(app, query.token)) !== undefined,
  }),
  title: (_data, t) => t('identity.new_password.title'),
  forms: {
    save: defineForm({
      action: resetPassword,
      then: () => ({ to: '/dang-nhap', say: 'identity.new_password.done' }),
    }),
  },
  view: ({ token, isGood }, { t, form }) => (
    <>
      <PageHeader title={t('identity.new_password.title')} lead={t('identity.new_password.lead')} />
      {isGood || form.sent ? (
        <Form hidden={form.hidden('save', { token })}>
          <NewPasswordField t={t} form={form} />
          <FormActions>
            <Button>{t('identity.new_password.act')}</Button>
            <a href="/quen-mat-khau">{t('identity.new_password.other_link')}</a>
          </FormActions>
        </Form>
      ) : (
        <Alert
          kind="warning"
          title={t('identity.error.old_link')}
          actions={<LinkButton href="/quen-mat-khau">{t('identity.new_password.other_link')}</LinkButton>}
        />
      )}
    </>
  ),
})
