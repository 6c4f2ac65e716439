import { may, reach, type Actor } from '#platform/access.ts'
import { addDays } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Duty } from '#platform/module.ts'
import { listTerms } from './store/choices.ts'
import { countUntaken, listOwnWaiting } from './store/duty.ts'
import { listClassesWithoutTerm } from './store/open-classes.ts'

type Context = { actor: Actor; t: Translate; today: string }

/** One's own sessions of today and those before without attendance; for the office, how many of the school are missing. */
export async function teachingDuties(db: Db, context: Context): Promise<Duty[]> {
  return [...(await ownDuties(db, context)), ...(await officeDuties(db, context))]
}

const mostOwn = 8

async function ownDuties(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
  if (actor.kind !== 'account' || !actor.personId || !may(actor, 'students.teach')) return []
  const sessions = await listOwnWaiting(db, actor.personId, today, mostOwn)
  return sessions.map((block) => ({
    title: t('students.teaching.duty.take', { section: block.section_name }),
    about: [
      block.class_code ?? t('students.teaching.mixed'),
      `${block.from_time}–${block.to_time}`,
      block.room_code ?? '',
    ]
      .filter(Boolean)
      .join(' · '),
    due: block.on_date,
    href: `/diem-danh/${block.id}`,
    act: t('students.teaching.duty.take_act'),
  }))
}

async function officeDuties(db: Db, { actor, t, today }: Context): Promise<Duty[]> {
  const places = reach(actor, 'students.edit')
  // The province opens no terms and takes no attendance.
  if (places === 'all' || places.length === 0) return []
  const untaken = await countUntaken(db, places, today)
  const duties: Duty[] = untaken.map((row) => ({
    title: t('students.teaching.duty.untaken', { count: row.count }),
    about: t('students.teaching.duty.untaken_about', { day: t.date(row.since) }),
    due: null,
    href: places.length > 1 ? `/diem-danh?co-so=${row.institution_id}` : '/diem-danh',
    act: t('students.teaching.duty.untaken_act'),
  }))
  for (const place of places) duties.push(...(await termDuties(db, place, { t, today }, places.length > 1)))
  return duties
}

/** Classes that have no section in the term that runs or begins within two weeks. */
async function termDuties(
  db: Db,
  place: string,
  { t, today }: Pick<Context, 't' | 'today'>,
  isOneOfSeveral: boolean,
): Promise<Duty[]> {
  const soon = addDays(today, 14)
  const term = (await listTerms(db, place)).find(
    (one) => one.kind === 'main' && one.from_date <= soon && one.to_date >= today,
  )
  if (!term) return []
  const classes = await listClassesWithoutTerm(db, place, term)
  if (classes.length === 0) return []
  return [
    {
      title: t('students.teaching.duty.term', { term: term.name, count: classes.length }),
      about: classes.slice(0, 5).join(', '),
      due: term.from_date,
      href: isOneOfSeveral ? `/lop-hoc-phan/mo-hoc-ky?co-so=${place}` : '/lop-hoc-phan/mo-hoc-ky',
      act: t('students.teaching.duty.term_act'),
    },
  ]
}
