import type { Translate } from '#platform/i18n/index.ts'
import { Badge, type BadgeKind } from '#ui/index.ts'
import type { Standing, Verdict } from '../rule.ts'
import { hoursText } from './section/section-words.tsx'

const kinds: Record<Standing, BadgeKind> = {
  fine: 'success',
  near: 'warning',
  over: 'error',
  waived: 'info',
  unplanned: 'neutral',
}

/** "Còn được vắng 6 giờ" or by how much the rule is broken. */
export function StandingBadge({ verdict, t }: { verdict: Verdict; t: Translate }) {
  return <Badge kind={kinds[verdict.standing]}>{standingText(verdict, t)}</Badge>
}

export function standingText(verdict: Verdict, t: Translate): string {
  return t.dynamic(`students.teaching.standing.${verdict.standing}`, {
    left: hoursText(t, verdict.left),
    beyond: hoursText(t, verdict.beyond),
  })
}
