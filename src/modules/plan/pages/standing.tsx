import type { Translate } from '#platform/i18n/index.ts'
import {
  Badge,
  BoardSentence,
  DateField,
  Form,
  Button,
  Select,
  TargetBar,
  type BadgeKind,
  type IconName,
} from '#ui/index.ts'
import { shownPercent } from '../indicator.ts'
import { statedTargets, type Status } from '../progress.ts'
import { closingText, percentText, sentence, todo, wordsOf } from '../speech.ts'
import type { BoardRow } from '../store/board.ts'
import { address, type ViewDay } from '../view-day.ts'

const marks: Record<Status, [kind: BadgeKind, icon: IconName]> = {
  behind: ['error', 'error'],
  at_risk: ['warning', 'alert'],
  on_track: ['info', 'target'],
  achieved: ['success', 'success'],
  not_applicable: ['neutral', 'minus'],
  no_data: ['neutral', 'question'],
}

/** How an indicator stands, in a word with its icon. */
export function StatusBadge({ status, t }: { status: Status; t: Translate }) {
  const [kind, icon] = marks[status]
  return (
    <Badge kind={kind} icon={icon}>
      {t(`plan.status.${status}`)}
    </Badge>
  )
}

/** Marks of a row: its status, and that its value was typed, not counted. */
export function RowBadges({ row, t }: { row: BoardRow; t: Translate }) {
  return (
    <>
      <StatusBadge status={row.standing.status} t={t} />
      {row.source === 'entered' && (
        <Badge kind="neutral" icon="edit">
          {t('plan.entered.mark')}
        </Badge>
      )}
    </>
  )
}

/** One indicator as a board shows it: the sentence, what is to do, the bar, how closed years ended, who has no data. */
export function IndicatorBoard({
  row,
  at,
  t,
  title,
  href,
}: {
  row: BoardRow
  at: ViewDay
  t: Translate
  title: string
  href: string | undefined
}) {
  const { indicator, count } = row
  const words = wordsOf(t, indicator)
  const said = sentence(t, row)
  return (
    <BoardSentence
      title={title}
      state={
        <span class="flex flex-wrap gap-2">
          <RowBadges row={row} t={t} />
        </span>
      }
      sentence={href ? <a href={href}>{said}</a> : said}
      note={todo(t, row)}
    >
      <TargetBar
        value={count ? shownPercent(count, row.standing.target?.value ?? null) : null}
        label={words.name}
        text={said}
        targets={targetMarks(row, at, t)}
      />
      <RowNotes row={row} at={at} t={t} />
    </BoardSentence>
  )
}

function targetMarks({ indicator }: BoardRow, at: ViewDay, t: Translate) {
  return statedTargets(indicator.targets).map((target) => {
    const words = { year: target.year, target: t.percent(target.value, 100) }
    const key = target.due_on < at.asOf ? 'plan.target.closed' : 'plan.target.ahead'
    return { value: target.value, label: t(indicator.kind === 'milestone' ? `${key}_milestone` : key, words) }
  })
}

/** What else a reader must know of the figure, each in one line. */
function noteTexts({ indicator, standing, source, closings, start }: BoardRow, t: Translate): string[] {
  const from = { from: t.percent(start.value, 100), day: t.date(start.day) }
  const { expected, needed, target } = standing
  const isUnderWay = expected !== null && needed !== null && expected !== target?.value
  const unstated = indicator.targets.filter((one) => one.value === null).map((one) => one.year)
  const notes = [
    ...(source === 'none' ? [] : closings.map((closing) => closingText(t, closing))),
    isUnderWay && t('plan.path.expected', { ...from, percent: t.percent(expected, 100) }),
    source === 'computed' && wordsOf(t, indicator).caveat,
    unstated.length > 0 && t('plan.target.unstated', { years: unstated.join(', ') }),
  ]
  return notes.filter((note): note is string => Boolean(note))
}

function RowNotes({ row, at, t }: { row: BoardRow; at: ViewDay; t: Translate }) {
  const { entry, indicator, silent } = row
  const path = `/chi-tieu/${indicator.code}`
  return (
    <ul class="mt-3 grid gap-1 text-sm text-muted">
      {noteTexts(row, t).map((note) => (
        <li key={note}>{note}</li>
      ))}
      {silent !== null && silent > 0 && (
        <li>
          <a href={`${address(path, at)}#theo-co-so`}>{t('plan.silent', { count: silent })}</a>
        </li>
      )}
      {entry && (
        <li>
          {t('plan.entered.by', {
            who: entry.confirmed_by,
            day: t.date(entry.as_of),
            until: t.date(entry.valid_until),
          })}{' '}
          <a href={`${path}/minh-chung/${entry.id}`}>{t('plan.entered.evidence')}</a>
        </li>
      )}
    </ul>
  )
}

/** Which day is read, and with which units. */
export function DayFields({ at, t }: { at: ViewDay; t: Translate }) {
  return (
    <>
      <DateField
        name="ngay"
        label={t('plan.day.label')}
        value={t.date(at.asOf)}
        error={at.problem ? t(at.problem) : undefined}
      />
      <Select
        name="don-vi"
        label={t('plan.units.label')}
        value={at.units === 'now' ? 'hien-nay' : 'khi-do'}
        width="half"
        options={[
          { value: 'khi-do', label: t('plan.units.then') },
          { value: 'hien-nay', label: t('plan.units.now') },
        ]}
      />
    </>
  )
}

/** The same as a plain GET form of its own. */
export function DayForm({ at, t }: { at: ViewDay; t: Translate }) {
  return (
    <Form method="get" bare label={t('plan.day.form')}>
      <div class="mb-2 flex flex-wrap items-end gap-x-4 print:hidden">
        <DayFields at={at} t={t} />
        <div class="field">
          <Button kind="secondary">{t('plan.day.show')}</Button>
        </div>
      </div>
    </Form>
  )
}

/** "215/500" as a link to the list it counts. */
export function CountLink({ href, n, total, t }: { href: string; n: number; total: number; t: Translate }) {
  return <a href={href}>{`${t.number(n)}/${t.number(total)}`}</a>
}

export function shareOf(t: Translate, n: number, total: number): string {
  return percentText(t, { numerator: n, denominator: total })
}
