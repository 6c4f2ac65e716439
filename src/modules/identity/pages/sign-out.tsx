import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, PageHeader } from '#ui/index.ts'
import { signOut } from '../actions/sign-out.ts'
import { withHeaders } from '../own.ts'

/** Signing out; every page posts here. */
export const signOutPage = definePage({
  path: '/dang-xuat',
  permission: 'public',
  load: async () => ({}),
  title: (_data, t) => t('identity.sign_out.title'),
  forms: {
    out: defineForm({
      action: signOut,
      input: withHeaders,
      then: () => ({ to: '/', say: 'identity.sign_out.done' }),
      headers: (result) => result.cookies,
    }),
  },
  view: (_data, { t }) => (
    <>
      <PageHeader title={t('identity.sign_out.title')} />
      <Form hidden={{ _form: 'out' }}>
        <FormActions>
          <Button icon="signOut">{t('identity.sign_out.act')}</Button>
        </FormActions>
      </Form>
    </>
  ),
})
