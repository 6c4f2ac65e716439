import { may, reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty, SearchSource } from '#platform/module.ts'
import { listCourses, listRunsAwaitingResults } from './store/courses.ts'
import { listWaiting, statusOf } from './store/records.ts'
import { listFixes } from './training-tab.tsx'

type Context = { actor: Actor; t: Translate; today: string }

/** Results to enter, certificates to verify, and for a teacher or manager what is still missing. */
export async function trainingDuties(db: Db, context: Context): Promise<Duty[]> {
  return [
    ...(await resultDuties(db, context)),
    ...(await verifyDuties(db, context)),
    ...(await ownDuties(db, context)),
  ]
}

async function resultDuties(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
  const givers = reach(actor, 'staff.give-courses')
  if (givers !== 'all' && givers.length === 0) return []
  const runs = await listRunsAwaitingResults(db, today, givers, 10)
  return runs.map((run) => ({
    title: t('staff.training.duty.results', { code: run.code }),
    about: t('staff.training.duty.results_about', { course: run.course_name, day: t.date(run.to_date) }),
    due: null,
    href: `/boi-duong/lop/${run.id}#ket-qua`,
    act: t('staff.training.duty.results_act'),
  }))
}

async function verifyDuties(db: Db, { actor, t }: Context): Promise<Duty[]> {
  if (!may(actor, 'staff.verify-certificates', { province: true })) return []
  const { rows, count } = await listWaiting(db, 1)
  const oldest = rows[0]
  if (!oldest) return []
  return [
    {
      title: t('staff.training.duty.verify', { count }),
      about: t('staff.training.duty.verify_about', { day: t.date(oldest.sent_on) }),
      due: null,
      href: '/boi-duong/xac-minh',
      act: t('staff.training.duty.verify_act'),
    },
  ]
}

async function ownDuties(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
  if (actor.kind !== 'account' || !actor.personId) return []
  const duties: Duty[] = []
  for (const { target, status } of await statusOf(db, actor.personId, today)) {
    if (!status.nextFix) continue
    const fixes = await listFixes(db, actor.personId, status, today)
    if (fixes.some((run) => run.isRegistered)) continue
    const next = fixes[0]
    duties.push({
      title: t('staff.training.duty.self', { target: t.dynamic(`staff.training.status.${target}`) }),
      about: next
        ? t('staff.training.duty.self_next', { course: next.course_name, day: t.date(next.from_date) })
        : t.dynamic(status.reason.key, status.reason.params),
      due: next ? next.register_until : null,
      href: '/boi-duong/cua-toi',
      act: t('staff.training.duty.self_act'),
    })
  }
  return duties
}

/** Courses of the catalogue in the global search. */
export const courseSearch: SearchSource = {
  permission: 'signed-in',
  label: 'staff.training.search',
  async find(db, { text, limit, t }) {
    const courses = await listCourses(db, { text }, '9999-12-31')
    return courses.slice(0, limit).map((course) => ({
      title: course.name,
      detail: `${t.dynamic(`staff.training.category.${course.category}`)} · ${course.provider}`,
      href: `/boi-duong/${course.code}`,
      kind: 'staff.course',
    }))
  },
}
