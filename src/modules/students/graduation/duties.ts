import { reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { listUndecided, listUnreviewed } from './store/own.ts'

type Context = { actor: Actor; t: Translate; today: string }
const most = 10

/** Cohorts past their planned end without a review, and frozen lists without a decision. */
export async function graduationDuties(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
  const within = reach(actor, 'students.edit')
  if (within === 'all' || within.length === 0) return []
  const unreviewed = await listUnreviewed(db, within, today, most)
  const undecided = await listUndecided(db, within, most)
  return [
    ...unreviewed.map((one) => ({
      title: t('students.graduation.duty.review', { cohort: one.name }),
      about: t('students.graduation.duty.review_about', {
        day: t.date(one.planned_to_date),
        count: one.learners,
      }),
      due: null,
      href: `/tot-nghiep?khoa=${one.id}`,
      act: t('students.graduation.duty.review_act'),
    })),
    ...undecided.map((one) => ({
      title: t('students.graduation.duty.decide', { cohort: one.cohort_name }),
      about: t('students.graduation.duty.decide_about', { day: t.date(one.frozen_on) }),
      due: null,
      href: `/tot-nghiep/${one.id}`,
      act: t('students.graduation.duty.decide_act'),
    })),
  ]
}
