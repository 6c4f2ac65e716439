import { reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { findNext } from './store/keyer.ts'
import { countUncompared } from './store/line.ts'

/** Pages of old registers this account may key or settle next, and lines of spreadsheets whose page is scanned and can be compared. */
export async function oldRegisterDuties(
  db: Db,
  { actor, t }: { actor: Actor; t: Translate },
): Promise<Duty[]> {
  const within = reach(actor, 'diplomas.register')
  if (within === 'all' || within.length === 0 || actor.kind !== 'account') return []
  const { waiting, next } = await findNext(db, within, actor.id)
  const open = await countUncompared(db, within, actor.id)
  const duty = (title: string, href: string, act: string): Duty => ({
    title,
    about: t('diplomas.old.title'),
    due: null,
    href,
    act,
  })
  return [
    ...(next
      ? [duty(t('diplomas.old.duty', { count: waiting }), `/so-cu/trang/${next}`, t('diplomas.old.duty_act'))]
      : []),
    ...(open.next
      ? [
          duty(
            t('diplomas.old.duty_compare', { count: open.count }),
            `/so-cu/dong/${open.next}`,
            t('diplomas.old.duty_compare_act'),
          ),
        ]
      : []),
  ]
}
