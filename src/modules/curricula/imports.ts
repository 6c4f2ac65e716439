import { defineImport } from '#platform/imports/define.ts'
import { checkTableRow } from './imports/check.ts'
import { commitProgramme } from './imports/commit.ts'
import { examineProgramme } from './imports/examine.ts'
import { programmeFields } from './imports/fields.ts'
import { undoProgramme } from './imports/undo.ts'

/** A programme table as schools have it in Excel or Word; the lines above it name the programme. */
export const programmeImport = defineImport({
  kind: 'programme',
  title: 'curricula.import.title',
  permission: 'curricula.edit',
  scope: 'institution',
  fields: programmeFields,
  keeps: ['section', 'total'],
  check: checkTableRow,
  examine: examineProgramme,
  commit: commitProgramme,
  undo: undoProgramme,
  subject: 'curricula.course-unit',
  href: () => '/chuong-trinh',
})
