import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Alert, Button, Form, FormActions, PageHeader, TextField } from '#ui/index.ts'
import { requestReset } from '../actions/request-reset.ts'
import { withHeaders } from '../own.ts'

/** Asking for a link to choose a new password. */
export const forgottenPage = definePage({
  path: '/quen-mat-khau',
  permission: 'public',
  frame: 'public',
  query: z.object({ gui: z.string().optional() }),
  load: async ({ query }) => ({ isSent: query.gui !== undefined }),
  title: (_data, t) => t('identity.forgotten.title'),
  forms: {
    ask: defineForm({ action: requestReset, input: withHeaders, then: () => '/quen-mat-khau?gui=1' }),
  },
  view: ({ isSent }, { t, form }) => (
    <>
      <PageHeader title={t('identity.forgotten.title')} lead={t('identity.forgotten.lead')} />
      {isSent && (
        <Alert kind="success" title={t('identity.forgotten.sent')}>
          {t('identity.forgotten.sent_hint')}
        </Alert>
      )}
      <Form hidden={form.hidden('ask')} action="/quen-mat-khau">
        <TextField
          {...form.field('email')}
          type="email"
          label={t('identity.field.email')}
          autocomplete="username"
          required
        />
        <FormActions>
          <Button icon="mail">{t('identity.forgotten.act')}</Button>
          <a href="/dang-nhap">{t('identity.sign_in.act')}</a>
        </FormActions>
      </Form>
    </>
  ),
})
