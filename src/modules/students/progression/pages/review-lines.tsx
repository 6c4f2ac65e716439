import type { ViewContext } from '#platform/pages/page.ts'
import { Disclosure, Table, type Column } from '#ui/index.ts'
import { say } from '../../grading/explain.ts'
import { StateBadge } from '../../records/pages/parts.tsx'
import type { Line } from '../cohort-lines.ts'
import type { OwedUnit } from '../progression.ts'
import type { Shown } from './review.tsx'
import { averageText, failedText, reckoning } from '../standing-words.ts'
import { OutcomeBadge } from './outcome-badge.tsx'

type Props = { data: Shown; context: ViewContext }

/** Everybody after a period: the figures, what follows from them and why, and what would mend it. */
export function LineTable({ data, context }: Props) {
  const { t } = context
  return (
    <Table
      caption={t('students.progression.of', { name: data.cohort.name })}
      rows={data.rows}
      rowKey={(line) => line.enrolment_id}
      rowHref={(line) => `/hoc-sinh/${line.learner_id}/tien-do`}
      columns={columns(data, context)}
      empty={<p class="text-muted">{t('students.graduation.nobody_here')}</p>}
    />
  )
}

function columns(data: Shown, context: ViewContext): Column<Line>[] {
  const { t, may } = context
  const mayEdit = may('students.edit', { institution: data.cohort.institution_id })
  return [
    { key: 'full_name', label: t('people.field.full_name') },
    { key: 'learner_code', label: t('students.learner.code') },
    { key: 'class', label: t('students.field.class'), render: (line) => line.class_code ?? '–' },
    {
      key: 'average',
      label: t.dynamic(`students.progression.average.${data.cohort.mode}`),
      align: 'end',
      render: (line) => averageText(line.standing, t),
    },
    {
      key: 'failed',
      label: t('students.progression.failed'),
      align: 'end',
      render: (line) => failedText(line.standing, t),
    },
    ...(data.cohort.mode === 'credit'
      ? [
          {
            key: 'warnings',
            label: t('students.progression.warnings'),
            align: 'end' as const,
            render: (line: Line) => t.number(line.standing.warnings),
          },
        ]
      : []),
    {
      key: 'outcome',
      label: t('students.progression.outcome'),
      render: (line) => <Verdict line={line} data={data} context={context} mayEdit={mayEdit} />,
    },
  ]
}

function Verdict({ line, data, context, mayEdit }: Props & { line: Line; mayEdit: boolean }) {
  const { t } = context
  const { standing } = line
  return (
    <div class="grid md:min-w-72 gap-2">
      <div class="flex flex-wrap gap-2">
        <OutcomeBadge outcome={standing.outcome} t={t} />
        {line.state !== 'studying' && <StateBadge state={line.state} t={t} />}
      </div>
      {standing.reasons.length > 0 && (
        <ul class="grid gap-1">
          {standing.reasons.map((reason) => (
            <li key={reason.code}>
              {say(t, reason)}{' '}
              <a href={reason.href}>
                {t.dynamic(`students.progression.look.${reason.href.split('/')[3] ?? 'ho-so'}`)}
              </a>
            </li>
          ))}
        </ul>
      )}
      {standing.running > 0 && (
        <p class="text-sm text-muted">
          {t('students.progression.still_running', { count: standing.running })}
        </p>
      )}
      {standing.owed.length > 0 && <Owed owed={standing.owed} linked={mayEdit} t={t} />}
      {mayEdit && <Acts line={line} t={t} />}
      <Disclosure label={t('students.progression.why')}>
        <ol class="grid list-decimal gap-1 pl-6">
          {reckoning(standing, data.policy, t).map((sentence, at) => (
            <li key={`${at}${sentence}`}>{sentence}</li>
          ))}
        </ol>
      </Disclosure>
    </div>
  )
}

/** Units still owed, each with the section where it is studied again, or the page that opens one. */
export function Owed({
  owed,
  linked,
  t,
}: {
  owed: readonly OwedUnit[]
  linked: boolean
  t: ViewContext['t']
}) {
  return (
    <ul class="grid gap-1">
      {owed.map((unit) => (
        <li key={unit.id}>
          {t('students.progression.owes', { unit: unit.name })}{' '}
          {linked && (
            <a href={unit.href}>
              {t(unit.is_running ? 'students.graduation.mend.section' : 'students.graduation.mend.open')}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

/** The decisions that may follow; each is made by its own act, with number and day. */
function Acts({ line, t }: { line: Line; t: ViewContext['t'] }) {
  const base = `/hoc-sinh/${line.learner_id}/thay-doi`
  const of = `?qua-trinh=${line.enrolment_id}`
  if (line.standing.outcome === 'dismiss')
    return <a href={`${base}/buoc-thoi-hoc${of}`}>{t('students.progression.act.dismiss')}</a>
  return line.standing.outcome === 'adjust' && line.state === 'studying' ? (
    <a href={`${base}/chuyen-lop${of}`}>{t('students.progression.act.adjust')}</a>
  ) : null
}
