import type { ViewContext } from '#platform/pages/page.ts'
import { Button, DateField, Form, FormActions, Section, Table, fieldId } from '#ui/index.ts'
import type { Run } from '../store/courses.ts'
import type { Enrolment } from '../store/enrolments.ts'
import { decimal } from './parts.tsx'

type Props = { run: Run; enrolments: readonly Enrolment[]; context: ViewContext }

/** Results of the class, a line for each person: a plain form, so it works without script. */
export function ResultsGrid({ run, enrolments, context }: Props) {
  const { t, form, today } = context
  const toIssue = enrolments.filter((one) => one.outcome === 'passed' && !one.certificate_id).length
  const usual = run.to_date < today ? run.to_date : today
  return (
    <Section title={t('staff.training.run.results')} lead={t('staff.training.run.results_lead')} id="ket-qua">
      <Form bare hidden={form.hidden('results')}>
        <DateField
          {...form.field('decided_on', t.date(usual))}
          label={t('staff.training.field.decided_on')}
          hint={t('staff.training.field.day_hint')}
          required
        />
        <Table
          caption={t('staff.training.run.results')}
          rows={enrolments}
          rowKey={(one) => one.id}
          columns={[
            {
              key: 'person_name',
              label: t('staff.training.field.person'),
              render: (one) => <Person one={one} context={context} />,
            },
            {
              key: 'outcome',
              label: t('staff.training.field.outcome'),
              render: (one) => <OutcomeCell one={one} context={context} />,
            },
            {
              key: 'score',
              label: t('staff.training.field.score'),
              render: (one) => (
                <NumberCell
                  one={one}
                  name="score"
                  label={t('staff.training.field.score')}
                  context={context}
                />
              ),
            },
            {
              key: 'hours',
              label: t('staff.training.field.hours'),
              render: (one) => (
                <NumberCell
                  one={one}
                  name="hours"
                  label={t('staff.training.field.hours')}
                  context={context}
                />
              ),
            },
          ]}
        />
        <FormActions>
          <Button icon="save">{t('staff.training.run.results_save')}</Button>
        </FormActions>
      </Form>
      {toIssue > 0 && (
        <Form bare hidden={form.hidden('issue')}>
          <FormActions>
            <Button kind="secondary" icon="award">
              {t('staff.training.run.issue')}
            </Button>
            <span class="text-muted">{t('staff.training.run.to_issue', { count: toIssue })}</span>
          </FormActions>
        </Form>
      )}
    </Section>
  )
}

type CellProps = { one: Enrolment; context: ViewContext }

function Person({ one, context: { form } }: CellProps) {
  return (
    <>
      {one.person_name}
      <input
        type="hidden"
        name={`results.${one.id}.version`}
        value={
          form.isConflict ? String(one.version) : form.field(`results.${one.id}.version`, one.version).value
        }
      />
    </>
  )
}

function OutcomeCell({ one, context: { t, form } }: CellProps) {
  const name = `results.${one.id}.outcome`
  const field = form.field(name, one.outcome)
  return (
    <>
      <select
        id={fieldId(name)}
        name={name}
        class="select input-short"
        aria-label={t('staff.training.run.results_of', {
          label: t('staff.training.field.outcome'),
          name: one.person_name,
        })}
        aria-invalid={field.error ? 'true' : undefined}
      >
        <option value="" selected={field.value === ''}>
          {t('staff.training.outcome.pick')}
        </option>
        {['passed', 'failed'].map((value) => (
          <option key={value} value={value} selected={field.value === value}>
            {t.dynamic(`staff.training.outcome.${value}`)}
          </option>
        ))}
      </select>
      {field.current !== undefined && (
        <p class="field-current">
          {t('staff.training.current', {
            value: field.current
              ? t.dynamic(`staff.training.outcome.${field.current}`)
              : t('staff.training.outcome.none'),
          })}
        </p>
      )}
      {field.error && <p class="field-error">{field.error}</p>}
    </>
  )
}

function NumberCell({
  one,
  name: part,
  label,
  context: { t, form },
}: CellProps & { name: 'score' | 'hours'; label: string }) {
  const name = `results.${one.id}.${part}`
  const stored = decimal(one[part], t)
  const field = form.field(name, stored)
  return (
    <>
      <input
        id={fieldId(name)}
        name={name}
        class="input input-short tabular-nums"
        type="text"
        inputmode="decimal"
        value={field.value}
        aria-label={t('staff.training.run.results_of', { label, name: one.person_name })}
        aria-invalid={field.error ? 'true' : undefined}
      />
      {field.current !== undefined && (
        <p class="field-current">{t('staff.training.current', { value: field.current || '–' })}</p>
      )}
      {field.error && <p class="field-error">{field.error}</p>}
    </>
  )
}
