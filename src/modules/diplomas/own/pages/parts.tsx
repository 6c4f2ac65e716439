import type { Translate } from '#platform/i18n/index.ts'
import { Badge, type BadgeKind } from '#ui/index.ts'
import type { CheckResult, DiplomaState } from '../../diploma.ts'
import { resultOf } from '../../check/facts.ts'
import { shareState, type Share } from '../share.ts'

export const said = (words: { vi: string; en: string | null }, t: Translate): string =>
  t.lang === 'en' ? (words.en ?? words.vi) : words.vi

const kinds: Record<CheckResult, BadgeKind> = {
  valid: 'success',
  corrected: 'warning',
  replaced: 'warning',
  revoked: 'error',
  unknown: 'neutral',
  altered: 'error',
}

/** What a check of the diploma answers today. */
export function StateTag({ state, t }: { state: DiplomaState; t: Translate }) {
  const result = resultOf(state)
  return (
    <Badge kind={kinds[result]}>
      {t(`diplomas.check.result.${state === 'suspended' ? 'suspended' : result}`)}
    </Badge>
  )
}

/** Is a link open, at its end, or taken back? */
export function ShareTag({ share, today, t }: { share: Share; today: string; t: Translate }) {
  const state = shareState(share, today)
  const kind = state === 'open' ? 'success' : 'neutral'
  return <Badge kind={kind}>{t(`diplomas.own.share.${state}`)}</Badge>
}
