import type { ViewContext } from '#platform/pages/page.ts'
import { Button, DateField, Disclosure, Form, FormActions, Section, TextArea, TextField } from '#ui/index.ts'
import { stepsFrom, type Step, type Version } from '../version.ts'
import { shown } from './parts.tsx'

/** What each step asks for, and who may take it. */
const asked: Record<Step, { permission: string; fields: readonly ('document' | 'start' | 'note')[] }> = {
  submit: { permission: 'curricula.edit', fields: [] },
  return: { permission: 'curricula.appraise', fields: ['note'] },
  appraise: { permission: 'curricula.appraise', fields: ['document', 'note'] },
  approve: { permission: 'curricula.approve', fields: ['document', 'note'] },
  activate: { permission: 'curricula.approve', fields: ['start'] },
  retire: { permission: 'curricula.approve', fields: ['note'] },
}

/** The steps the reader may take now; the first is open, the others unfold. */
export function Steps({ version, context }: { version: Version; context: ViewContext }) {
  const { t, may } = context
  const open = stepsFrom(version.state).filter((step) =>
    may(asked[step].permission, { institution: version.institution_id }),
  )
  const ways = open.toSorted((a, b) => Number(isBack(a)) - Number(isBack(b)))
  if (ways.length === 0) return null
  return (
    <Section title={t('curricula.step.title')} id="buoc-tiep">
      {ways.map((step, at) =>
        at === 0 && !isBack(step) ? (
          <StepForm key={step} step={step} version={version} context={context} />
        ) : (
          <Disclosure
            key={step}
            label={t.dynamic(`curricula.step.${step}`)}
            open={context.form.sent === step}
          >
            <StepForm step={step} version={version} context={context} />
          </Disclosure>
        ),
      )}
    </Section>
  )
}

const isBack = (step: Step) => step === 'return' || step === 'retire'

function StepForm({ step, version, context }: { step: Step; version: Version; context: ViewContext }) {
  const { t, form } = context
  const { fields } = asked[step]
  const prefix = step
  const own = (name: string) => (form.sent === step ? shown(context, name) : { name, value: '' })
  return (
    <Form hidden={{ ...form.hidden(step, { version: version.version }), id: version.id }}>
      <p class="mb-4 max-w-prose">{t.dynamic(`curricula.step.${step}_lead`)}</p>
      {fields.includes('document') && (
        <>
          <TextField
            {...own('document_no')}
            idPrefix={prefix}
            label={t.dynamic(`curricula.step.${step}_document_no`)}
            width="half"
            required
          />
          <DateField
            {...own('document_date')}
            idPrefix={prefix}
            label={t.dynamic(`curricula.step.${step}_document_date`)}
            hint={t('curricula.field.day_hint')}
            required
          />
        </>
      )}
      {fields.includes('start') && (
        <>
          <TextField
            {...own('cohort')}
            idPrefix={prefix}
            label={t('curricula.field.cohort')}
            hint={t('curricula.field.cohort_hint')}
            width="half"
            required
          />
          <DateField
            {...own('active_from')}
            idPrefix={prefix}
            label={t('curricula.field.active_from')}
            hint={t('curricula.field.day_hint')}
            required
          />
        </>
      )}
      {fields.includes('note') && (
        <TextArea
          {...own('note')}
          idPrefix={prefix}
          label={t.dynamic(`curricula.step.${step}_note`)}
          optional={isBack(step) ? undefined : t('curricula.optional')}
          rows={3}
        />
      )}
      <FormActions>
        <Button kind={isBack(step) ? 'secondary' : 'primary'} icon={isBack(step) ? 'undo' : 'check'}>
          {t.dynamic(`curricula.step.${step}`)}
        </Button>
      </FormActions>
    </Form>
  )
}
