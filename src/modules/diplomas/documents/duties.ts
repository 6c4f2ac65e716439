import { institutionNames } from '#modules/institutions/index.ts'
import { reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { isUsable, standingOf, type SigningKey } from './key.ts'
import { keysPath } from './pages/key-parts.tsx'
import { listKeys } from './store/key.ts'

type Context = { actor: Actor; t: Translate; today: string }

/** Schools whose last key ends within a month, or has ended: without one nothing can be signed. */
export async function keyDuties(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
  const within = reach(actor, 'diplomas.sign')
  if (within === 'all' || within.length === 0) return []
  const bySchool = Map.groupBy(await listKeys(db, within), (key) => key.institution_id)
  const ending = [...bySchool.values()].flatMap((keys) => lastToEnd(keys, today) ?? [])
  const names = await institutionNames(
    db,
    ending.map((key) => key.institution_id),
    today,
  )
  return ending.map((key) => ({
    title: t(isUsable(standingOf(key, today)) ? 'diplomas.keys.duty.ending' : 'diplomas.keys.duty.expired'),
    about: t('diplomas.keys.duty.about', {
      school: names.get(key.institution_id) ?? '–',
      day: t.date(key.to_date),
    }),
    due: key.to_date,
    href: keysPath(key.institution_id),
    act: t('diplomas.keys.duty.act'),
  }))
}

/** The key with the latest end, when nothing goes on after it. */
function lastToEnd(keys: readonly SigningKey[], today: string): SigningKey | undefined {
  const standings = keys.map((key) => standingOf(key, today))
  if (standings.includes('in_force') || standings.includes('waiting')) return undefined
  return keys
    .filter((_key, at) => standings[at] === 'ending' || standings[at] === 'expired')
    .toSorted((a, b) => ((a.to_date ?? '') < (b.to_date ?? '') ? 1 : -1))[0]
}
