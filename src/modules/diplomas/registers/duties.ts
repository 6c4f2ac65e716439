import { institutionNames } from '#modules/institutions/index.ts'
import { may, reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { kindText } from './pages/schools.tsx'
import { listHandings, listUnclosed } from './store/book.ts'

type Context = { actor: Actor; t: Translate; today: string }
const most = 5

/** Books whose year is over and that nobody has closed; books of merged schools that nobody has handed over. */
export async function bookDuties(db: Db, context: Context): Promise<Duty[]> {
  return [...(await unclosed(db, context)), ...(await unhanded(db, context))]
}

async function unclosed(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
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

async function unhanded(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
  if (!may(actor, 'diplomas.move-books')) return []
  const handings = (await listHandings(db, today)).slice(0, most)
  const ids = handings.flatMap((row) => [row.issuer_id, row.heir_id])
  const names = await institutionNames(db, [...new Set(ids)], today)
  return handings.map((row) => ({
    title: t('diplomas.registers.duty.hand', { issuer: names.get(row.issuer_id) ?? '–' }),
    about: t('diplomas.registers.duty.hand_about', {
      count: row.books,
      heir: names.get(row.heir_id) ?? '–',
    }),
    due: null,
    href: `/so-goc/ban-giao?truong=${row.issuer_id}#ban-giao`,
    act: t('diplomas.registers.hand.open'),
  }))
}
