import { reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { countOpen } from './store/copy.ts'

/** Requests for copies that the register could not answer by itself. */
export async function copyDuties(db: Db, { actor, t }: { actor: Actor; t: Translate }): Promise<Duty[]> {
  const within = reach(actor, 'diplomas.register')
  if (within === 'all' || within.length === 0) return []
  const { open, due_on } = await countOpen(db, within)
  if (open === 0) return []
  return [
    {
      title: t('diplomas.copies.duty', { count: open }),
      about: t('diplomas.copies.title'),
      due: due_on,
      href: '/ban-sao?trang-thai=asked',
      act: t('diplomas.copies.duty_act'),
    },
  ]
}
