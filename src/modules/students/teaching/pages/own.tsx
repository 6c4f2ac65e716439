import { z } from 'zod'
import { addDays } from '#platform/clock.ts'
import type { Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { addressOf } from '#platform/pages/query.ts'
import { parseDate } from '#platform/text/index.ts'
import { PageHeader, Section } from '#ui/index.ts'
import { hasEnded, type Enrolment } from '../../enrolment.ts'
import { LearnerHeader } from '../../records/pages/learner-header.tsx'
import { getRecord } from '../../records/store/learner.ts'
import { listEnrolmentsOf } from '../../store/enrolment.ts'
import { readOwnAttendance, readOwnWeek } from '../own.ts'
import { listOwnTeachers } from '../store/own.ts'
import { mondayOf } from '../time.ts'
import { WeekLinks } from './week-links.tsx'
import { AttendanceOfOne, OwnBlocks } from './own-parts.tsx'

/** Courses of study of the one who asks: the own person's, and nobody else's. */
async function ownEnrolments(db: Db, actor: Actor): Promise<Enrolment[]> {
  const person = actor.kind === 'account' ? actor.personId : undefined
  return person ? listEnrolmentsOf(db, person) : []
}

const attendances = async (db: Db, enrolments: readonly Enrolment[], today: string) => {
  const all = []
  for (const enrolment of enrolments)
    all.push({ enrolment, ...(await readOwnAttendance(db, enrolment.id, today)) })
  return all
}

function OwnHeader({ title, lead, t }: { title: string; lead?: string; t: ViewContext['t'] }) {
  return (
    <PageHeader
      title={title}
      lead={lead}
      breadcrumb={[{ href: '/hoc-tap', label: t('students.own.title') }]}
      breadcrumbLabel={t('students.crumbs')}
    />
  )
}

/** A learner's own week. */
export const ownTimetable = definePage({
  path: '/hoc-tap/thoi-khoa-bieu',
  permission: 'students.learn',
  query: z.object({ tuan: z.string().max(10).optional().catch(undefined) }),
  async load({ db, actor, query, today }) {
    const day = parseDate(query.tuan ?? '') ?? today
    const blocks = []
    for (const one of await ownEnrolments(db, actor))
      if (!hasEnded(one.state)) blocks.push(...(await readOwnWeek(db, one.id, day)).blocks)
    return { monday: mondayOf(day), blocks, teachers: await listOwnTeachers(db) }
  },
  title: (_data, t) => t('students.teaching.own.timetable'),
  view: ({ monday, ...data }, { t, today }) => {
    const week = (day: string) => addressOf('/hoc-tap/thoi-khoa-bieu', { tuan: day })
    return (
      <>
        <OwnHeader
          title={t('students.teaching.own.timetable')}
          lead={t('students.teaching.timetable.week', {
            from: t.date(monday),
            to: t.date(addDays(monday, 6)),
          })}
          t={t}
        />
        <nav class="mb-4 flex flex-wrap gap-1" aria-label={t('students.teaching.timetable.weeks')}>
          <WeekLinks monday={monday} today={today} href={week} t={t} />
        </nav>
        <OwnBlocks {...data} t={t} />
      </>
    )
  },
})

/** A learner's own attendance: the rule for each section, and every absence. */
export const ownRegister = definePage({
  path: '/hoc-tap/diem-danh',
  permission: 'students.learn',
  load: async ({ db, actor, today }) => attendances(db, await ownEnrolments(db, actor), today),
  title: (_data, t) => t('students.teaching.own.register'),
  view: (all, { t }) => (
    <>
      <OwnHeader title={t('students.teaching.own.register')} t={t} />
      <Courses all={all} t={t} />
    </>
  ),
})

/** Attendance of a learner for the office. */
export const learnerAttendance = definePage({
  path: '/hoc-sinh/:id/diem-danh',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, params, today }) {
    const record = await getRecord(db, params.id)
    return { record, all: await attendances(db, record.enrolments, today) }
  },
  about: ({ record: { learner } }) => ({ institution: learner.institution_id, person: learner.person_id }),
  looks: ({ record: { learner } }) => ({ subject: 'people.person', ids: [learner.person_id] }),
  title: ({ record }, t) => t('students.teaching.own.attendance_of', { name: record.learner.full_name }),
  view: ({ record, all }, context) => (
    <>
      <LearnerHeader record={record} current="/hoc-sinh/:id/diem-danh" context={context} />
      <Courses all={all} t={context.t} />
    </>
  ),
})

type Course = Awaited<ReturnType<typeof attendances>>[number]

/** One course of study stands alone; of several, those that have sections each under its name. */
function Courses({ all, t }: { all: readonly Course[]; t: ViewContext['t'] }) {
  const held = all.filter((one) => one.sections.length > 0)
  if (held.length < 2) return <AttendanceOfOne sections={[]} absences={[]} {...held[0]} t={t} />
  return (
    <>
      {held.map(({ enrolment, ...one }) => (
        <Section key={enrolment.id} title={enrolment.cohort_name}>
          <AttendanceOfOne {...one} t={t} />
        </Section>
      ))}
    </>
  )
}
