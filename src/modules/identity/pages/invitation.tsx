import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Alert, Button, Form, FormActions, PageHeader } from '#ui/index.ts'
import { acceptInvitation } from '../actions/accept-invitation.ts'
import { withHeaders } from '../own.ts'
import { findInvitation } from '../store/secrets.ts'
import { NewPasswordField } from '../view/password-fields.tsx'

/** Answering an invitation: the first password. */
export const invitationPage = definePage({
  path: '/loi-moi',
  permission: 'public',
  frame: 'public',
  query: z.object({ token: z.string().max(200).default('') }),
  headers: { 'cache-control': 'no-store' },
  load: async ({ app, query }) => ({
    token: query.token,
    invitation: await findInvitation(app, query.token),
  }),
  title: (_data, t) => t('identity.invitation.title'),
  forms: {
    accept: defineForm({
      action: acceptInvitation,
      input: withHeaders,
      then: (result) => ({ to: result.to, say: 'identity.invitation.done' }),
      headers: (result) => result.cookies,
    }),
  },
  view: ({ token, invitation }, { t, form }) => (
    <>
      <PageHeader
        title={t('identity.invitation.title')}
        lead={invitation && t('identity.invitation.lead', { name: invitation.name, email: invitation.email })}
      />
      {invitation ? (
        <Form hidden={{ _form: 'accept', token }}>
          <NewPasswordField t={t} form={form} />
          <FormActions>
            <Button>{t('identity.invitation.act')}</Button>
          </FormActions>
        </Form>
      ) : (
        <Alert kind="warning" title={t('identity.error.old_link')}>
          {t('identity.invitation.old_hint')}
        </Alert>
      )}
    </>
  ),
})
