import { reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { findNext } from './store/keyer.ts'

/** Pages of old registers this account may key or settle next. */
export async function oldRegisterDuties(
  db: Db,
  { actor, t }: { actor: Actor; t: Translate },
): Promise<Duty[]> {
  const within = reach(actor, 'diplomas.register')
  if (within === 'all' || within.length === 0 || actor.kind !== 'account') return []
  const { waiting, next } = await findNext(db, within, actor.id)
  if (!next) return []
  return [
    {
      title: t('diplomas.old.duty', { count: waiting }),
      about: t('diplomas.old.title'),
      due: null,
      href: `/so-cu/trang/${next}`,
      act: t('diplomas.old.duty_act'),
    },
  ]
}
