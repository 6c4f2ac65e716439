import { birthText } from '#modules/people/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Button, Form, FormActions, LinkButton, Section, Table, TextArea, type Column } from '#ui/index.ts'
import { runAddress, type IssueRun } from '../run.ts'
import type { LeftOut as LeftOutRow, Line } from '../store/line.ts'
import { DiplomaBadge, failureText, Faults, Numbers } from './words.tsx'

/** Columns of the lines: before numbering what each says and lacks, after it the numbers. */
export function lineColumns(run: IssueRun, context: ViewContext): Column<Line>[] {
  const { t, may } = context
  const name: Column<Line> = {
    key: 'name',
    label: t('people.field.full_name'),
    render: (row) => row.content.holder.full_name,
  }
  const birth: Column<Line> = {
    key: 'birth',
    label: t('people.field.birth'),
    render: (row) => birthText(row.content.holder) || '–',
  }
  const classification: Column<Line> = {
    key: 'class',
    label: t('diplomas.issuing.field.classification'),
    render: (row) => row.content.classification?.name[t.lang] ?? '–',
  }
  if (run.state !== 'draft')
    return [name, birth, classification, numbersColumn(context), stateColumn(context)]
  const programme: Column<Line> = {
    key: 'programme',
    label: t('diplomas.issuing.field.programme'),
    render: (row) => row.content.programme.name.vi,
  }
  const mayKeep = may('diplomas.register', { institution: run.institution_id })
  return [name, birth, programme, classification, checkColumn(run, mayKeep, context)]
}

const numbersColumn = ({ t }: ViewContext): Column<Line> => ({
  key: 'numbers',
  label: t('diplomas.issuing.field.serial'),
  render: (row) => <Numbers one={row} t={t} />,
})

const stateColumn = ({ t }: ViewContext): Column<Line> => ({
  key: 'state',
  label: t('diplomas.issuing.field.state'),
  render: (row) => (
    <div>
      <DiplomaBadge state={row.state} t={t} />
      {row.failure && <p class="mt-1">{failureText(row.failure, t)}</p>}
    </div>
  ),
})

function checkColumn(run: IssueRun, mayKeep: boolean, { t }: ViewContext): Column<Line> {
  return {
    key: 'check',
    label: t('diplomas.issuing.check'),
    render: (row) => (
      <div class="grid gap-1">
        {row.faults.length > 0 ? (
          <Faults faults={row.faults} t={t} linked={mayKeep} />
        ) : (
          t('diplomas.issuing.check_ok')
        )}
        {mayKeep && (
          <a href={`${runAddress(run.id)}?bo=${row.id}#bo`}>
            {t('diplomas.issuing.leave')}
            <span class="sr-only"> {row.content.holder.full_name}</span>
          </a>
        )}
      </div>
    ),
  }
}

/** Asks for the reason of leaving somebody out; opened from the line. */
export function LeaveOutForm({
  data: { run, rows, query },
  context,
}: {
  data: { run: IssueRun; rows: readonly Line[]; query: { bo?: string | undefined } }
  context: ViewContext
}) {
  const { t, form, may } = context
  const row = rows.find((one) => one.id === query.bo)
  if (!row || run.state !== 'draft' || !may('diplomas.register', { institution: run.institution_id }))
    return null
  return (
    <Section
      id="bo"
      title={t('diplomas.issuing.leave_title', { name: row.content.holder.full_name })}
      lead={t('diplomas.issuing.leave_lead')}
    >
      <Form
        hidden={{ ...form.hidden('leave'), run: run.id, diploma: row.id }}
        label={t('diplomas.issuing.leave')}
      >
        <TextArea
          {...(form.sent === 'leave' ? form.field('reason') : { name: 'reason' })}
          idPrefix="bo"
          label={t('diplomas.issuing.field.reason')}
          rows={2}
          maxlength={500}
          required
        />
        <FormActions>
          <Button kind="secondary">{t('diplomas.issuing.leave_act')}</Button>
          <LinkButton kind="ghost" href={runAddress(run.id)}>
            {t('diplomas.issuing.back')}
          </LinkButton>
        </FormActions>
      </Form>
    </Section>
  )
}

/** Who gets none in this issue, and why; a draft takes them in again. */
export function LeftOut({
  run,
  rows,
  context,
}: {
  run: IssueRun
  rows: readonly LeftOutRow[]
  context: ViewContext
}) {
  const { t, form, may } = context
  if (rows.length === 0) return null
  const mayKeep = run.state === 'draft' && may('diplomas.register', { institution: run.institution_id })
  return (
    <Section title={t('diplomas.issuing.left_out', { count: rows.length })}>
      <Table
        caption={t('diplomas.issuing.left_out', { count: rows.length })}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: 'full_name', label: t('people.field.full_name'), render: (row) => row.full_name ?? '–' },
          { key: 'reason', label: t('diplomas.issuing.field.reason') },
          { key: 'by', label: t('diplomas.issuing.field.by'), render: (row) => row.by_name },
          {
            key: 'act',
            label: t('diplomas.issuing.waiting.act'),
            render: (row) =>
              mayKeep ? (
                <Form
                  bare
                  label={t('diplomas.issuing.let_in')}
                  hidden={{ ...form.hidden('let'), run: run.id, left_out: row.id }}
                >
                  <Button kind="secondary" small>
                    {t('diplomas.issuing.let_in')}
                  </Button>
                </Form>
              ) : (
                '–'
              ),
          },
        ]}
      />
    </Section>
  )
}
