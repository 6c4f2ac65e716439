import { institutionNames } from '#modules/institutions/index.ts'
import { reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { listDueReviews, listWaiting } from './store/review.ts'
import { listStructureRules, reviewRule } from './store/rules.ts'
import { addMonths } from '#platform/clock.ts'

type Context = { actor: Actor; t: Translate; today: string }

/** A review is announced this many months before it falls due. */
const notice = 3
const most = 10

/** Versions to appraise, to issue or to mend, and programmes whose review falls due. */
export async function curriculaDuties(db: Db, context: Context): Promise<Duty[]> {
  return [...(await waitingDuties(db, context)), ...(await reviewDuties(db, context))]
}

async function waitingDuties(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
  const kinds = [
    { kind: 'appraise', state: 'under_review', permission: 'curricula.appraise' },
    { kind: 'approve', state: 'appraised', permission: 'curricula.approve' },
    { kind: 'returned', state: 'draft', permission: 'curricula.edit' },
  ] as const
  const duties: Duty[] = []
  for (const { kind, state, permission } of kinds) {
    const within = reach(actor, permission)
    if (within !== 'all' && within.length === 0) continue
    const rows = await listWaiting(db, { state, institutions: within, limit: most })
    const names = await institutionNames(
      db,
      rows.map((row) => row.institution_id),
      today,
    )
    duties.push(
      ...rows.map((row) => ({
        title: t(`curricula.duty.${kind}`, { name: row.name }),
        about: t(`curricula.duty.${kind}_about`, {
          day: t.date(row.on_date),
          school: names.get(row.institution_id) ?? '',
          note: row.note || '–',
        }),
        due: null,
        href: `/chuong-trinh/phien-ban/${row.version_id}`,
        act: t(`curricula.duty.${kind}_act`),
      })),
    )
  }
  return duties
}

async function reviewDuties(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
  const within = reach(actor, 'curricula.approve')
  const rule = reviewRule(await listStructureRules(db, today))
  if (!rule || (within !== 'all' && within.length === 0)) return []
  const rows = await listDueReviews(db, addMonths(today, notice), {
    months: rule.months,
    institutions: within,
    limit: most,
  })
  return rows.map((row) => ({
    title: t('curricula.duty.review', { name: row.name }),
    about: t('curricula.duty.review_about', { day: t.date(row.last_on), ...rule }),
    due: row.due_on,
    href: `/chuong-trinh/${row.programme_id}#ra-soat`,
    act: t('curricula.duty.review_act'),
  }))
}
