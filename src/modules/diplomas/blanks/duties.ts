import { institutionNames } from '#modules/institutions/index.ts'
import { reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { kindText } from '../registers/pages/schools.tsx'
import { stockPath } from './pages/parts.tsx'
import { listArriving } from './store/movement.ts'
import { listShortages } from './store/waiting.ts'

type Context = { actor: Actor; t: Translate; today: string }

/** Blanks that another school has sent, and issues in preparation that need more than are left. */
export async function blankDuties(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
  const within = reach(actor, 'diplomas.register')
  if (within === 'all' || within.length === 0) return []
  const arriving = (await listArriving(db, within)).slice(0, 10)
  const short = await listShortages(db, within)
  const ids = [...arriving, ...short].map((row) => row.institution_id)
  const names = await institutionNames(db, [...new Set(ids)], today)
  return [
    ...short.map((row) => ({
      title: t('diplomas.blanks.duty.few', { kind: kindText(row.kind_code, t) }),
      about: t('diplomas.blanks.duty.few_about', {
        school: names.get(row.institution_id) ?? '–',
        left: row.left,
        waiting: row.waiting,
      }),
      due: null,
      href: `${stockPath(row.institution_id)}/nhap`,
      act: t('diplomas.blanks.duty.few_act'),
    })),
    ...arriving.map((row) => ({
      title: t('diplomas.blanks.duty.arriving', { count: row.count }),
      about: t('diplomas.blanks.duty.arriving_about', {
        kind: kindText(row.kind_code, t),
        from: names.get(row.institution_id) ?? '–',
      }),
      due: null,
      href: `${stockPath(row.other_id!)}/nhan/${row.id}`,
      act: t('diplomas.blanks.duty.arriving_act'),
    })),
  ]
}
