import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Button, Disclosure, Form, FormActions, Section, TextArea, TextField } from '#ui/index.ts'
import type { IssueRun } from '../run.ts'
import { dayText } from '../typed.ts'
import { SettingFields } from './setting-fields.tsx'

type Props = { run: IssueRun; context: ViewContext }

const mayKeep = ({ run, context }: Props): boolean =>
  context.may('diplomas.register', { institution: run.institution_id })

/** Reads the records again, so that what was mended leaves the list. */
export function RebuildForm({ run, context: { t, form } }: Props) {
  return (
    <Form
      bare
      label={t('diplomas.issuing.rebuild')}
      hidden={{ ...form.hidden('rebuild', { version: run.version }), run: run.id }}
    >
      <Button kind="secondary" icon="refresh">
        {t('diplomas.issuing.rebuild')}
      </Button>
    </Form>
  )
}

/** Entering in the register; said what will be taken, since it cannot be undone. */
export function NumberForm({ run, context }: Props) {
  const { t, form } = context
  const isReady = run.state === 'draft' && run.faulty === 0 && run.lines > 0
  if (!isReady || !mayKeep({ run, context })) return null
  return (
    <Section
      title={t('diplomas.issuing.number.title')}
      lead={t('diplomas.issuing.number.lead', { count: run.lines, year: run.issue_date.slice(0, 4) })}
    >
      <Form
        hidden={{ ...form.hidden('number', { version: run.version }), run: run.id }}
        label={t('diplomas.issuing.number.title')}
      >
        {run.medium !== 'digital' && (
          <TextField
            {...form.field('first_blank')}
            label={t('diplomas.issuing.field.first_blank')}
            hint={t('diplomas.issuing.hint.first_blank')}
            optional={t('diplomas.issuing.optional')}
            width="half"
            maxlength={60}
          />
        )}
        <FormActions>
          <Button>{t('diplomas.issuing.number.act', { count: run.lines })}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

/** Signing and issuing what waits; going on after failures. */
export function SignForm({ run, context }: Props) {
  const { t, form, may, today } = context
  if ((run.state !== 'numbered' && run.state !== 'signing') || run.numbered === 0) return null
  if (!may('diplomas.sign', { institution: run.institution_id }))
    return <Alert kind="info" title={t('diplomas.issuing.sign.by_head')} />
  if (run.issue_date > today)
    return <Alert kind="info" title={t('diplomas.issuing.sign.not_yet', { day: t.date(run.issue_date) })} />
  const isAgain = run.state === 'signing'
  const name = isAgain ? 'again' : run.medium === 'paper' ? 'paper' : 'digital'
  return (
    <Section
      title={t.dynamic(`diplomas.issuing.sign.title_${name}`)}
      lead={t.dynamic(`diplomas.issuing.sign.lead_${name}`, { count: run.numbered })}
    >
      <Form
        hidden={{ ...form.hidden('sign', { version: run.version }), run: run.id }}
        label={t.dynamic(`diplomas.issuing.sign.title_${name}`)}
      >
        <FormActions>
          <Button>{t.dynamic(`diplomas.issuing.sign.act_${name}`, { count: run.numbered })}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

/** Learners typed in, for an issue that began with a list by hand. */
export function AddForm({ run, context }: Props) {
  const { t, form } = context
  if (run.state !== 'draft' || run.source !== 'list' || !mayKeep({ run, context })) return null
  return (
    <Section title={t('diplomas.issuing.add.title')} lead={t('diplomas.issuing.add.lead')}>
      <Form
        hidden={{ ...form.hidden('add', { version: run.version }), run: run.id }}
        label={t('diplomas.issuing.add.title')}
      >
        <TextArea
          {...(form.sent === 'add' ? form.field('people') : { name: 'people' })}
          label={t('diplomas.issuing.add.people')}
          hint={t('diplomas.issuing.add.hint')}
          rows={8}
          required
        />
        <FormActions>
          <Button>{t('diplomas.issuing.add.act')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

/** What stands on every diploma, as long as nothing is numbered. */
export function SettingForm({ run, context }: Props) {
  const { t, form } = context
  if (run.state !== 'draft' || !mayKeep({ run, context })) return null
  return (
    <div class="mt-8">
      <Disclosure label={t('diplomas.issuing.setting.change')} open={form.sent === 'save'}>
        <Form
          hidden={{ ...form.hidden('save', { version: run.version }), run: run.id }}
          label={t('diplomas.issuing.setting.change')}
        >
          <SettingFields context={context} setting={{ ...run, issue_date: dayText(run.issue_date) }} />
          <FormActions>
            <Button>{t('diplomas.issuing.setting.act')}</Button>
          </FormActions>
        </Form>
      </Disclosure>
    </div>
  )
}

/** Giving a draft up, with the reason. */
export function CancelForm({ run, context }: Props) {
  const { t, form } = context
  if (run.state !== 'draft' || !mayKeep({ run, context })) return null
  return (
    <div class="mt-4">
      <Disclosure label={t('diplomas.issuing.cancel')} open={form.sent === 'cancel'}>
        <Form
          hidden={{ ...form.hidden('cancel', { version: run.version }), run: run.id }}
          label={t('diplomas.issuing.cancel')}
        >
          <TextArea
            {...(form.sent === 'cancel' ? form.field('reason') : { name: 'reason' })}
            idPrefix="huy"
            label={t('diplomas.issuing.field.reason')}
            rows={2}
            maxlength={500}
            required
          />
          <FormActions>
            <Button kind="danger">{t('diplomas.issuing.cancel_act')}</Button>
          </FormActions>
        </Form>
      </Disclosure>
    </div>
  )
}
