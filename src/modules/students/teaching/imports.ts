import { defineImport } from '#platform/imports/define.ts'
import { commitTimetable, undoTimetable } from './imports/commit.ts'
import { examineTimetable } from './imports/examine.ts'
import { checkTimetableRow, timetableFields } from './imports/fields.ts'

/** The timetable of a school: a row a series. */
export const timetableImport = defineImport({
  kind: 'timetable',
  title: 'students.teaching.import.title',
  permission: 'students.import',
  scope: 'institution',
  fields: timetableFields,
  check: checkTimetableRow,
  examine: examineTimetable,
  commit: commitTimetable,
  undo: undoTimetable,
  subject: 'students.session',
  href: () => '/thoi-khoa-bieu',
})
