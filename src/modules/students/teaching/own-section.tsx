import { hasEnded } from '../enrolment.ts'
import { defineSection } from '../records/section-of-learner.ts'
import { readOwnStandings, readOwnWeek, type OwnAttendance } from './own.ts'
import { OwnBlocks, OwnStandings } from './pages/own-parts.tsx'
import { listOwnTeachers } from './store/own.ts'

/** Lessons of the running week, for whoever is still studying. */
export const weekSection = defineSection({
  title: 'students.teaching.own.week',
  for: ['self', 'guardian'],
  href: '/hoc-tap/thoi-khoa-bieu',
  more: 'students.teaching.own.week_all',
  async load(db, { enrolments, today }) {
    const going = enrolments.filter((one) => !hasEnded(one.state))
    if (going.length === 0) return undefined
    const blocks = []
    for (const one of going) blocks.push(...(await readOwnWeek(db, one.id, today)).blocks)
    return { blocks, teachers: await listOwnTeachers(db) }
  },
  view: (data, t) => <OwnBlocks {...data} t={t} />,
})

/** Attendance of the newest term of each course of study: what was missed, and what may still be, in a sentence each. */
export const attendanceSection = defineSection({
  title: 'students.teaching.own.attendance',
  for: ['self', 'guardian'],
  href: '/hoc-tap/diem-danh',
  more: 'students.teaching.own.attendance_all',
  async load(db, { enrolments, today }) {
    const newest: OwnAttendance[] = []
    for (const { id } of enrolments.filter((one) => !hasEnded(one.state))) {
      const sections = await readOwnStandings(db, id, today)
      newest.push(...sections.filter((one) => one.term_name === sections[0]!.term_name))
    }
    return newest.length > 0 ? newest : undefined
  },
  view: (sections, t) => <OwnStandings sections={sections} t={t} />,
})
