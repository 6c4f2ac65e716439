import type { Translate } from '#platform/i18n/index.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Badge, Button, Form, Table, TextField, type BadgeKind, type Children } from '#ui/index.ts'
import type { Check } from '../../catalogue/checks.ts'
import { durationText } from '../../catalogue/description.ts'
import type { Rubric, SubmissionState, Verdict } from '../rubric.ts'
import type { Remark } from '../store/remark.ts'
import type { Review } from '../store/review.ts'
import type { Submission } from '../store/submission.ts'

const states: Record<SubmissionState, BadgeKind> = {
  waiting: 'info',
  reviewed: 'primary',
  accepted: 'success',
  returned: 'warning',
  taken_back: 'neutral',
}
const verdicts: Record<Verdict, BadgeKind> = { accept: 'success', mend: 'warning', refuse: 'error' }

export const SubmissionBadge = ({ state, t }: { state: SubmissionState; t: Translate }) => (
  <Badge kind={states[state]}>{t.dynamic(`resources.review.state.${state}`)}</Badge>
)

export const VerdictBadge = ({ verdict, t }: { verdict: Verdict; t: Translate }) => (
  <Badge kind={verdicts[verdict]}>{t.dynamic(`resources.review.verdict.${verdict}`)}</Badge>
)

/** How long it has waited, or took: the turn-around both sides see. */
export function waitText(submission: Submission, now: Date, t: Translate): string {
  const end = submission.decided_at ?? now
  const days = Math.max(
    0,
    Math.floor((new Date(end).getTime() - new Date(submission.submitted_at).getTime()) / 86_400_000),
  )
  const key = submission.decided_at ? 'resources.review.took' : 'resources.review.waits'
  return t(key, { days, due: submission.due_on ? t.date(submission.due_on) : 'none' })
}

/** What a version that was handed in does not pass by now. */
export const Faults = (props: { faults: readonly Check[]; title: string; t: Translate }) =>
  props.faults.length > 0 && (
    <Alert kind="warning" title={props.title}>
      <ul class="grid gap-2">
        {props.faults.map(({ key, params, why }, at) => (
          <li key={at}>
            {props.t.dynamic(`resources.check.${key}`, params)} {why && props.t.dynamic(why.key, why.params)}
          </li>
        ))}
      </ul>
    </Alert>
  )

/** Each criterion with what every reviewer marked. */
export function Marks({ rubric, reviews, t }: { rubric: Rubric; reviews: readonly Review[]; t: Translate }) {
  const answered = reviews.filter((one) => one.answered_at)
  if (answered.length === 0) return null
  return (
    <Table
      caption={t('resources.review.marks')}
      rows={rubric.criteria}
      rowKey={(row) => row.code}
      columns={[
        {
          key: 'name',
          label: t('resources.review.criterion'),
          render: (row) =>
            `${t.lang === 'en' ? row.name_en : row.name}${row.is_required ? ` (${t('resources.review.required')})` : ''}`,
        },
        ...answered.map((one) => ({
          key: one.id,
          label: one.account_name,
          render: (row: Rubric['criteria'][number]) => {
            const mark = one.marks[row.code]
            return mark ? t.dynamic(`resources.review.mark.${mark}`) : '–'
          },
        })),
      ]}
    />
  )
}

/** What each reviewer answered, in words. */
export function Verdicts({ reviews, t }: { reviews: readonly Review[]; t: Translate }) {
  return (
    <ul class="grid gap-3">
      {reviews.map((one) => (
        <li key={one.id}>
          <p class="flex flex-wrap items-baseline gap-x-3">
            <strong>{one.account_name}</strong>
            {one.verdict ? (
              <VerdictBadge verdict={one.verdict} t={t} />
            ) : (
              <span class="text-muted">{t('resources.review.taken_on', { day: t.date(one.taken_at) })}</span>
            )}
          </p>
          {one.note && <p class="mt-1 whitespace-pre-line">{one.note}</p>}
        </li>
      ))}
    </ul>
  )
}

/** The place a remark is about: a page, a moment, a file, or the whole. */
export function spotText(remark: Pick<Remark, 'file_path' | 'page' | 'second'>, t: Translate): string {
  if (!remark.file_path) return t('resources.review.spot_whole')
  if (remark.page !== null)
    return t('resources.review.spot_page', { file: remark.file_path, page: remark.page })
  if (remark.second !== null)
    return t('resources.review.spot_second', { file: remark.file_path, at: durationText(remark.second) })
  return remark.file_path
}

/** Remarks by their places; who may settle them has the form for it. */
export function Remarks(props: {
  remarks: readonly Remark[]
  context: ViewContext
  hrefOf: (remark: Remark) => string | undefined
  settle?: boolean
  empty?: Children
}) {
  const { remarks, hrefOf, context } = props
  const { t } = context
  if (remarks.length === 0) return <>{props.empty}</>
  return (
    <ul class="grid gap-4">
      {remarks.map((one) => {
        const href = hrefOf(one)
        return (
          <li key={one.id} class="panel">
            <p class="flex flex-wrap items-baseline gap-x-3 text-sm">
              {href ? <a href={href}>{spotText(one, t)}</a> : <span>{spotText(one, t)}</span>}
              <span class="text-muted">
                {one.account_name}, {t.dateTime(one.at)}
              </span>
              {one.settled_at && <Badge kind="success">{t('resources.review.settled')}</Badge>}
            </p>
            <p class="mt-1 whitespace-pre-line">{one.text}</p>
            {one.answer && (
              <p class="mt-1 text-muted">
                {t('resources.review.answer_was', { name: one.settled_by_name ?? '', answer: one.answer })}
              </p>
            )}
            {props.settle && <SettleForm remark={one} context={context} />}
          </li>
        )
      })}
    </ul>
  )
}

function SettleForm({ remark, context: { t, form } }: { remark: Remark; context: ViewContext }) {
  const isOpen = remark.settled_at === null
  return (
    <Form
      bare
      label={t('resources.review.settle')}
      hidden={{ ...form.hidden('settle'), remark: remark.id, open: String(!isOpen) }}
    >
      <div class="mt-2 flex flex-wrap items-end gap-3">
        {isOpen && (
          <TextField
            name="answer"
            idPrefix={`r-${remark.id}`}
            label={t('resources.review.settle_how')}
            maxlength={2000}
          />
        )}
        <div class={isOpen ? 'mb-4' : undefined}>
          <Button small kind="secondary">
            {isOpen ? t('resources.review.settle') : t('resources.review.open_again')}
          </Button>
        </div>
      </div>
    </Form>
  )
}

/** Where a remark's place is seen: the file in front, a PDF at its page, a recording at its second. */
export function spotHref(
  path: string,
  files: readonly { id: string; path: string }[],
  remark: Remark,
): string | undefined {
  const file = files.find((one) => one.path === remark.file_path)
  if (!file) return undefined
  if (remark.page !== null) return `/hoc-lieu/tep/${file.id}?xem=1#page=${remark.page}`
  if (remark.second !== null) return `/hoc-lieu/tep/${file.id}?xem=1#t=${remark.second}`
  return `${path}?tep=${file.id}`
}
