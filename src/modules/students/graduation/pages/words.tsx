import type { Translate } from '#platform/i18n/index.ts'
import { Badge, type BadgeKind } from '#ui/index.ts'
import { say } from '../../grading/explain.ts'
import type { CaseReason, ReviewCase, ReviewState, Verdict } from '../graduation.ts'
import { verdictOf } from '../graduation.ts'

const stateKinds: Record<ReviewState, BadgeKind> = {
  draft: 'warning',
  frozen: 'info',
  decided: 'success',
  discarded: 'neutral',
}
const verdictKinds: Record<Verdict, BadgeKind> = { yes: 'success', no: 'error', held: 'warning' }

/** A standing of a review, with icon and word. */
export function ReviewBadge({ state, t }: { state: ReviewState; t: Translate }) {
  return <Badge kind={stateKinds[state]}>{t.dynamic(`students.graduation.state.${state}`)}</Badge>
}

/** Yes, no or held back, with icon and word. */
export function VerdictBadge({ one, t }: { one: ReviewCase; t: Translate }) {
  const verdict = verdictOf(one)
  return <Badge kind={verdictKinds[verdict]}>{t.dynamic(`students.graduation.verdict.${verdict}`)}</Badge>
}

/** Every "no" as a sentence; for the office each leads to what would mend it. */
export function Reasons({
  reasons,
  t,
  linked,
}: {
  reasons: readonly CaseReason[]
  t: Translate
  linked: boolean
}) {
  if (reasons.length === 0) return null
  return (
    <ul class="grid gap-1">
      {reasons.map((reason) => (
        <li key={`${reason.code} ${reason.params.module ?? ''}`}>
          {say(t, reason)}{' '}
          {linked && <a href={reason.href}>{t.dynamic(`students.graduation.mend.${mendOf(reason)}`)}</a>}
        </li>
      ))}
    </ul>
  )
}

/** Words of the link: by where it leads. */
function mendOf({ href }: CaseReason): string {
  if (href.includes('xem=diem-danh')) return 'attendance'
  if (href.startsWith('/lop-hoc-phan/moi')) return 'open'
  if (href.startsWith('/lop-hoc-phan/')) return 'section'
  if (href.startsWith('/chuong-trinh/')) return 'programme'
  if (href.startsWith('/tot-nghiep/')) return 'exam'
  if (href.endsWith('/tro-lai')) return 'return'
  return href.endsWith('/khen-thuong-ky-luat') ? 'conduct' : 'record'
}
