import type { Translate } from '#platform/i18n/index.ts'
import { Badge, type BadgeKind } from '#ui/index.ts'
import type { Outcome } from '../progression.ts'
import { outcomeText } from '../standing-words.ts'

const kinds: Record<Outcome, BadgeKind> = {
  continue: 'success',
  adjust: 'warning',
  warn: 'warning',
  dismiss: 'error',
  unknown: 'neutral',
}

/** What follows from a period, with icon and word. */
export function OutcomeBadge({ outcome, t }: { outcome: Outcome; t: Translate }) {
  return <Badge kind={kinds[outcome]}>{outcomeText(outcome, t)}</Badge>
}
