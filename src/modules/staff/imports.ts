import { defineImport } from '#platform/imports/define.ts'
import { checkStaffRow } from './imports/check.ts'
import { commitStaff } from './imports/commit.ts'
import { examineStaff } from './imports/examine.ts'
import { staffFields } from './imports/fields.ts'
import { undoStaff } from './imports/undo.ts'

/** Lists of teachers and managers of one institution: the 36-column form, and shorter lists. */
export const staffImport = defineImport({
  kind: 'staff',
  title: 'staff.import.title',
  permission: 'staff.import',
  scope: 'institution',
  fields: staffFields,
  check: checkStaffRow,
  examine: examineStaff,
  commit: commitStaff,
  undo: undoStaff,
  mayBeNew: true,
  subject: 'people.person',
  href: () => '/nhan-su',
})
