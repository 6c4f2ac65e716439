import type { Translate } from '#platform/i18n/index.ts'
import type { BadgeKind } from '#ui/index.ts'
import type { SectionState } from '../../../section.ts'
import type { SessionState } from '../../block.ts'

export const stateKind: Record<SectionState, BadgeKind> = {
  open: 'info',
  submitted: 'warning',
  posted: 'success',
  cancelled: 'neutral',
}

export const sessionStateKind: Record<SessionState, BadgeKind> = {
  planned: 'neutral',
  held: 'success',
  cancelled: 'warning',
}

/** Hours as the language writes them: `12,5`. */
export const hoursText = (t: Translate, hours: string): string => t.number(Number(hours), 1)
