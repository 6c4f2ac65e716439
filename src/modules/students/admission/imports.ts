import { defineImport } from '#platform/imports/define.ts'
import { commitApplications, examineApplications } from './imports/examine.ts'
import { applicationFields, checkApplicationRow } from './imports/fields.ts'
import { undoApplications } from './imports/undo.ts'

/** Applicants a school has written down in a spreadsheet. */
export const applicationsImport = defineImport({
  kind: 'applications',
  title: 'students.admission.import.title',
  permission: 'students.import',
  scope: 'institution',
  fields: applicationFields,
  check: checkApplicationRow,
  examine: examineApplications,
  commit: commitApplications,
  undo: undoApplications,
  subject: 'students.application',
  href: () => '/tuyen-sinh/ho-so?trang-thai=submitted',
})
