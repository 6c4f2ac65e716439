import { addDays } from '#platform/clock.ts'
import { reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty, TodayFigure } from '#platform/module.ts'
import {
  countStudying,
  countWithoutClass,
  findUnverified,
  listEndingAbsences,
  listEndingFacts,
} from './store/waiting.ts'

type Context = { actor: Actor; t: Translate; today: string }

/** How many days before the end the office is told, and how many of a kind are named one by one. */
const ahead = 30
const most = 5

/** What waits for the office of a school: who is due back, who has no class, policy groups that end or wait for a look. */
export async function recordDuties(db: Db, context: Context): Promise<Duty[]> {
  const within = reach(context.actor, 'students.edit')
  if (within === 'all' || within.length === 0) return []
  return [
    ...(await returns(db, within, context)),
    ...(await withoutClass(db, within, context)),
    ...(await policyGroups(db, context)),
  ]
}

async function returns(db: Db, within: readonly string[], { t, today }: Context): Promise<Duty[]> {
  const away = await listEndingAbsences(db, within, addDays(today, ahead), most)
  return away.map((one) => ({
    title: t('students.duty.return', { name: one.full_name }),
    about: t('students.duty.return_about', {
      state: t.dynamic(`students.state.${one.state}`),
      day: t.date(one.until_date),
    }),
    due: one.until_date,
    href: `/hoc-sinh/${one.learner_id}`,
    act: t('students.duty.return_act'),
  }))
}

async function withoutClass(db: Db, within: readonly string[], { t }: Context): Promise<Duty[]> {
  const count = await countWithoutClass(db, within)
  if (count === 0) return []
  return [
    {
      title: t('students.duty.no_class', { count }),
      about: t('students.duty.no_class_about'),
      due: null,
      href: '/hoc-sinh?trang-thai=studying&lop=chua',
      act: t('students.duty.no_class_act'),
    },
  ]
}

async function policyGroups(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
  const within = reach(actor, 'students.read-sensitive')
  if (within === 'all' || within.length === 0) return []
  const ending = await listEndingFacts(db, within, { from: today, until: addDays(today, ahead) }, most)
  const unverified = await findUnverified(db, within)
  return [
    ...ending.map((one) => ({
      title: t('students.duty.fact', { name: one.full_name }),
      about: t('students.duty.fact_about', {
        group: t.dynamic(`students.group.${one.kind}`),
        day: t.date(one.to_date),
      }),
      due: one.to_date,
      href: `/hoc-sinh/${one.learner_id}/doi-tuong`,
      act: t('students.duty.fact_act'),
    })),
    ...(unverified.learner_id
      ? [
          {
            title: t('students.duty.verify', { count: unverified.count }),
            about: t('students.duty.verify_about'),
            due: null,
            href: `/hoc-sinh/${unverified.learner_id}/doi-tuong`,
            act: t('students.duty.verify_act'),
          },
        ]
      : []),
  ]
}

/** Who studies now. */
export async function recordFigures(db: Db, { actor, t }: Context): Promise<TodayFigure[]> {
  const within = reach(actor, 'students.read')
  if (within !== 'all' && within.length === 0) return []
  const count = await countStudying(db, within)
  return count === 0
    ? []
    : [
        {
          label: t('students.figure.studying'),
          value: t.number(count),
          href: '/hoc-sinh?trang-thai=studying',
        },
      ]
}
