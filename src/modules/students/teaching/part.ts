import type { Part } from '#platform/parts.ts'
import { addSection } from './actions/add-section.ts'
import { addSessions } from './actions/add-sessions.ts'
import { addTeachingRule } from './actions/add-teaching-rule.ts'
import { cancelSection } from './actions/cancel-section.ts'
import { addLearners, removeLearner } from './actions/change-roster.ts'
import { changeTeacher } from './actions/change-teacher.ts'
import { cancelSession, moveSession } from './actions/move-session.ts'
import { openTerm } from './actions/open-term.ts'
import { savePeriods } from './actions/save-periods.ts'
import { saveRoom } from './actions/save-room.ts'
import { takeAttendance } from './actions/take-attendance.ts'
import { waiveAttendance } from './actions/waive-attendance.ts'
import { loadTeachingDemo } from './demo/load.ts'
import { teachingAgenda } from './agenda.ts'
import { teachingDuties } from './duties.ts'
import { attendanceFile, clashCheck, classLogFile, weekFile } from './endpoints.ts'
import { timetableImport } from './imports.ts'
import { termOpen } from './pages/section/open-term.tsx'
import { periodsEdit } from './pages/timetable/periods.tsx'
import { teachingRules } from './pages/teaching-rules.tsx'
import { learnerAttendance, ownRegister, ownTimetable } from './pages/own.tsx'
import { registerList } from './pages/register/register-list.tsx'
import { registerPage } from './pages/register/register.tsx'
import { roomEdit, roomNew } from './pages/room-edit.tsx'
import { roomList } from './pages/rooms.tsx'
import { sectionLearners } from './pages/section/section-learners.tsx'
import { sectionList } from './pages/section/section-list.tsx'
import { sectionNew } from './pages/section/section-new.tsx'
import { sectionTeacher } from './pages/section/section-teacher.tsx'
import { sectionPage } from './pages/section/section.tsx'
import { sessionNew } from './pages/timetable/session-new.tsx'
import { sessionPage } from './pages/timetable/session.tsx'
import { timetable } from './pages/timetable/timetable.tsx'
import { sectionsRead, sessionsRead } from './reads.ts'
import { collectAbsences } from './store/own.ts'
import { teachingWords } from './words.ts'

/** Rooms, course sections, timetable and attendance. */
export const teachingPart: Part = {
  words: teachingWords,
  // Pages of one record stand last: their addresses would take in the others.
  pages: [
    roomList,
    roomNew,
    roomEdit,
    sectionList,
    termOpen,
    sectionNew,
    sectionTeacher,
    sectionLearners,
    timetable,
    sessionNew,
    periodsEdit,
    sessionPage,
    registerList,
    registerPage,
    sectionPage,
    ownTimetable,
    ownRegister,
    learnerAttendance,
    teachingRules,
  ],
  actions: [
    saveRoom,
    savePeriods,
    openTerm,
    addSection,
    cancelSection,
    changeTeacher,
    addLearners,
    removeLearner,
    waiveAttendance,
    addSessions,
    moveSession,
    cancelSession,
    takeAttendance,
    addTeachingRule,
  ],
  api: { reads: [sectionsRead, sessionsRead] },
  endpoints: [clashCheck, classLogFile, attendanceFile, weekFile],
  imports: [timetableImport],
  agenda: teachingAgenda,
  duties: teachingDuties,
  personalData: [{ subject: 'students.absence', about: (person) => ({ person }), collect: collectAbsences }],
  demo: loadTeachingDemo,
  nav: [
    {
      href: '/lop-hoc-phan',
      label: 'students.teaching.nav.sections',
      permission: 'students.read',
      group: 'teaching',
    },
    {
      href: '/lop-hoc-phan',
      label: 'students.teaching.nav.sections',
      permission: 'students.teach',
      group: 'teaching',
    },
    {
      href: '/thoi-khoa-bieu',
      label: 'students.teaching.nav.timetable',
      permission: 'students.read',
      group: 'teaching',
    },
    {
      href: '/thoi-khoa-bieu',
      label: 'students.teaching.nav.timetable',
      permission: 'students.teach',
      group: 'teaching',
    },
    {
      href: '/diem-danh',
      label: 'students.teaching.nav.register',
      permission: 'students.teach',
      group: 'teaching',
    },
    {
      href: '/phong-hoc',
      label: 'students.teaching.nav.rooms',
      permission: 'students.read',
      group: 'planning',
    },
    {
      href: '/quy-dinh-day-hoc',
      label: 'students.teaching.rule.title',
      permission: 'students.keep-policies',
      group: 'planning',
    },
  ],
}
