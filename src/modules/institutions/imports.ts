import { defineImport } from '#platform/imports/define.ts'
import { checkInstitutionRow } from './imports/check.ts'
import { commitInstitutions } from './imports/commit.ts'
import { examineInstitutions } from './imports/examine.ts'
import { institutionFields } from './imports/fields.ts'
import { undoInstitutions } from './imports/undo.ts'

/** The list of institutions with their licences and occupations, as the registration form has it. */
export const institutionsImport = defineImport({
  kind: 'institutions',
  title: 'institutions.import.title',
  permission: 'institutions.edit',
  scope: 'province',
  fields: institutionFields,
  check: checkInstitutionRow,
  examine: examineInstitutions,
  commit: commitInstitutions,
  undo: undoInstitutions,
  subject: 'institutions.institution',
  href: () => '/co-so',
})
