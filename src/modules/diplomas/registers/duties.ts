import { reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { kindText } from './pages/schools.tsx'
import { listUnclosed } from './store/book.ts'

type Context = { actor: Actor; t: Translate; today: string }

/** Books whose year is over and that nobody has closed. */
export async function bookDuties(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
  const within = reach(actor, 'diplomas.register')
  if (within === 'all' || within.length === 0) return []
  return (await listUnclosed(db, within, today)).map((book) => ({
    title: t('diplomas.registers.duty.close', { year: String(book.year) }),
    about: t('diplomas.registers.duty.close_about', {
      kind: kindText(book.kind_code, t),
      count: book.last_entry,
    }),
    due: null,
    href: `/so-goc/${book.id}`,
    act: t('diplomas.registers.duty.close_act'),
  }))
}
