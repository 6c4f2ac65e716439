import type { ViewContext } from '#platform/pages/page.ts'
import { Button, Disclosure, Form, FormActions, Section, TextArea, TextField } from '#ui/index.ts'
import type { Diploma } from '../../diploma.ts'
import { HandOverFields } from './hand-over-fields.tsx'

type Props = { diploma: Diploma; context: ViewContext }

const mayKeep = ({ diploma, context }: Props): boolean =>
  context.may('diplomas.register', { institution: diploma.institution_id })

/** Handing one over, with a signature on the sheet or a one-time code the holder says. */
export function DeliverForm({ diploma, context }: Props) {
  const { t, form } = context
  if (diploma.origin !== 'issued' || diploma.state !== 'issued' || !mayKeep({ diploma, context })) return null
  return (
    <Section title={t('diplomas.issuing.deliver.one')}>
      <Form
        hidden={{ ...form.hidden('deliver'), 'diplomas[]': diploma.id }}
        label={t('diplomas.issuing.deliver.one')}
      >
        <HandOverFields context={context} />
        <TextField
          {...form.field('code')}
          label={t('diplomas.issuing.deliver.code')}
          hint={t('diplomas.issuing.deliver.code_hint')}
          optional={t('diplomas.issuing.optional')}
          inputmode="numeric"
          width="short"
          maxlength={20}
        />
        <FormActions>
          <Button>{t('diplomas.issuing.deliver.act')}</Button>
        </FormActions>
      </Form>
      <Form
        bare
        hidden={{ ...form.hidden('code'), id: diploma.id }}
        label={t('diplomas.issuing.deliver.send')}
      >
        <Button kind="ghost">{t('diplomas.issuing.deliver.send')}</Button>
      </Form>
    </Section>
  )
}

/** Voiding a number entered wrongly, before the diploma is issued. */
export function VoidForm({ diploma, context }: Props) {
  const { t, form } = context
  if (diploma.state !== 'numbered' || !mayKeep({ diploma, context })) return null
  return (
    <div class="mt-8">
      <Disclosure label={t('diplomas.issuing.void.title')} open={form.sent === 'void'}>
        <p class="mb-3">{t('diplomas.issuing.void.lead')}</p>
        <Form
          hidden={{ ...form.hidden('void', { version: diploma.version }), id: diploma.id }}
          label={t('diplomas.issuing.void.title')}
        >
          <TextArea
            {...(form.sent === 'void' ? form.field('reason') : { name: 'reason' })}
            label={t('diplomas.issuing.field.reason')}
            rows={2}
            maxlength={500}
            required
          />
          <FormActions>
            <Button kind="danger">{t('diplomas.issuing.void.act')}</Button>
          </FormActions>
        </Form>
      </Disclosure>
    </div>
  )
}
