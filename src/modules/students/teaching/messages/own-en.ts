import type { ownVi } from './own-vi.ts'

/** What a learner and a guardian read of timetable and attendance. */
export const ownEn: { readonly [K in keyof typeof ownVi]: string } = {
  'students.teaching.own.week': 'Lessons this week',
  'students.teaching.own.week_all': 'See another week',
  'students.teaching.own.attendance': 'Attendance',
  'students.teaching.own.attendance_all': 'See each absence',
  'students.teaching.own.attendance_of': 'Attendance: {name}',
  'students.teaching.own.timetable': 'My timetable',
  'students.teaching.own.register': 'My attendance',
  'students.teaching.own.nothing': 'No course sections yet',
  'students.teaching.own.nothing_hint':
    'They appear when the academic office opens the term and makes the rosters.',
  'students.teaching.own.no_sessions': 'There are no lessons this week.',
  'students.teaching.own.day': 'Day',
  'students.teaching.own.cancelled': 'Cancelled: {reason}',
  'students.teaching.own.standing':
    'Missed {missed} of the {planned} hours of the section; missing more than {allowed} hours bars from the exam.',
  'students.teaching.own.standing_unplanned': 'The section has no hours yet, so attendance is not judged.',
  'students.teaching.own.absences': 'Absences and late arrivals',
  'students.teaching.own.no_absences': 'Nothing missed yet.',
  'students.teaching.own.kind': 'Recorded as',
  'students.teaching.own.late': '{minutes} minutes late',
}
