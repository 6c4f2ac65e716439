import { reach, type Actor } from '#platform/access.ts'
import { addDays } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { weekdayOf } from '../teaching/time.ts'
import { listUndecided, listUnreviewed } from './store/own.ts'

type Context = { actor: Actor; t: Translate; today: string }
const most = 10

/**
 * Cohorts past their planned end without a review, for the office; frozen lists without a decision, for who may decide. Days are
 * those of the policy (Circular 04/2022/TT-BLĐTBXH, Art. 23–27).
 */
export async function graduationDuties(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
  const near = (permission: string) => {
    const within = reach(actor, permission)
    return within === 'all' ? [] : within
  }
  const [editing, approving] = [near('students.edit'), near('students.approve')]
  const unreviewed = editing.length > 0 ? await listUnreviewed(db, editing, today, most) : []
  const undecided = approving.length > 0 ? await listUndecided(db, approving, most) : []
  return [
    ...unreviewed.map((one) => ({
      title: t('students.graduation.duty.review', { cohort: one.name }),
      about: t('students.graduation.duty.review_about', {
        day: t.date(one.planned_to_date),
        count: one.learners,
      }),
      due: one.last_exam && afterWorkingDays(one.last_exam, one.days),
      href: `/tot-nghiep?khoa=${one.id}`,
      act: t('students.graduation.duty.review_act'),
    })),
    ...undecided.map((one) => ({
      title: t('students.graduation.duty.decide', { cohort: one.cohort_name }),
      about: t('students.graduation.duty.decide_about', { day: t.date(one.frozen_on), days: one.days }),
      due: afterWorkingDays(one.frozen_on, one.days),
      href: `/tot-nghiep/${one.id}`,
      act: t('students.graduation.duty.decide_act'),
    })),
  ]
}

/** So many working days later. Public holidays are not known here: the last day is never told later than it is. */
function afterWorkingDays(day: string, days: number): string {
  let at = day
  for (let left = days; left > 0;) {
    at = addDays(at, 1)
    if (weekdayOf(at) <= 5) left -= 1
  }
  return at
}
