import { defineImport } from '#platform/imports/define.ts'
import { checkRegisterRow } from './imports/check.ts'
import { commitRegister } from './imports/commit.ts'
import { examineRegister } from './imports/examine.ts'
import { registerFields } from './imports/fields.ts'
import { undoRegister } from './imports/undo.ts'

/** Spreadsheets into which a school once copied its registers. Their lines are "chưa đối chiếu" until a person compared them with the page. */
export const oldRegisterImport = defineImport({
  kind: 'old-register',
  title: 'diplomas.old.import.title',
  permission: 'diplomas.register',
  scope: 'institution',
  fields: registerFields,
  check: checkRegisterRow,
  examine: examineRegister,
  commit: commitRegister,
  undo: undoRegister,
  subject: 'diplomas.diploma',
  href: () => '/so-cu',
})
