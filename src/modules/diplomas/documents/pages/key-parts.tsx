import type { Translate } from '#platform/i18n/index.ts'
import { Badge, type BadgeKind } from '#ui/index.ts'
import type { KeyStanding } from '../key.ts'

export const keysPath = (institution: string) => `/khoa-ky/${institution}`

const kinds: Record<KeyStanding, BadgeKind> = {
  waiting: 'neutral',
  in_force: 'success',
  ending: 'warning',
  expired: 'error',
  ended: 'neutral',
}

export function StandingBadge({ standing, t }: { standing: KeyStanding | undefined; t: Translate }) {
  return standing ? (
    <Badge kind={kinds[standing]}>{t.dynamic(`diplomas.keys.standing.${standing}`)}</Badge>
  ) : (
    <Badge kind="error">{t('diplomas.keys.standing.none')}</Badge>
  )
}
