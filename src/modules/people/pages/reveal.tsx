import { defineForm, type ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Disclosure, Form, TextField } from '#ui/index.ts'
import { revealCitizenNumber } from '../actions/reveal-citizen-number.ts'

/** The form by which a page lets somebody see a citizen number; the page passes its person's id. */
export const revealPersonNumber = (personId: (params: Record<string, string>) => string | undefined) =>
  defineForm({
    action: revealCitizenNumber,
    input: (body, { params, request }) => ({
      id: personId(params) ?? body.person,
      reason: body.reason,
      path: new URL(request.url).pathname,
    }),
    then: (result) => `${result.path}?so=${result.token}`,
  })

/** Asks why before the number is shown. */
export function RevealForm({ context, personId }: { context: ViewContext; personId: string }) {
  const { t, form } = context
  return (
    <Disclosure label={t('people.reveal.open')} open={form.sent === 'reveal'}>
      <Form hidden={{ ...form.hidden('reveal'), person: personId }} bare label={t('people.reveal.open')}>
        <TextField
          {...form.field('reason')}
          idPrefix="reveal"
          label={t('people.reveal.reason')}
          hint={t('people.reveal.hint')}
          required
          maxlength={300}
        />
        <Button kind="secondary">{t('people.reveal.act')}</Button>
      </Form>
    </Disclosure>
  )
}

/** The number, this once. */
export function Revealed({ context: { t }, number }: { context: ViewContext; number: string | undefined }) {
  if (!number) return null
  return (
    <Alert kind="info" title={t('people.reveal.shown', { number })}>
      {t('people.reveal.logged')}
    </Alert>
  )
}
