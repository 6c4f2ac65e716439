import { z } from 'zod'
import { defineForm, definePage } from '#platform/pages/page.ts'
import { Button, Form, FormActions, PageHeader, TextField } from '#ui/index.ts'
import { verifyCode } from '../actions/verify-code.ts'
import { ReturnPath, withHeaders } from '../own.ts'

/** The second step of signing in: one code. */
export const secondStepPage = definePage({
  path: '/dang-nhap/ma',
  permission: 'public',
  frame: 'public',
  query: z.object({ tiep: ReturnPath }),
  headers: { 'cache-control': 'no-store' },
  load: async ({ query }) => query,
  title: (_data, t) => t('identity.second_step.title'),
  forms: {
    code: defineForm({
      action: verifyCode,
      input: withHeaders,
      then: (result) => result.to,
      headers: (result) => result.cookies,
    }),
  },
  view: ({ tiep }, { t, form }) => (
    <>
      <PageHeader title={t('identity.second_step.title')} lead={t('identity.second_step.lead')} />
      <Form hidden={{ _form: 'code', tiep }} label={t('identity.second_step.title')}>
        <TextField
          name="code"
          error={form.errors.code}
          label={t('identity.field.code')}
          hint={t('identity.second_step.hint')}
          autocomplete="one-time-code"
          width="half"
          spellcheck={false}
          required
        />
        <FormActions>
          <Button>{t('identity.second_step.act')}</Button>
          <a href={`/dang-nhap?tiep=${encodeURIComponent(tiep)}`}>{t('identity.second_step.again')}</a>
        </FormActions>
      </Form>
    </>
  ),
})
