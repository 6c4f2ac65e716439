import { defineImport } from '#platform/imports/define.ts'
import { commitResults, undoResults } from './imports/commit.ts'
import { examineResults } from './imports/examine.ts'
import { checkResultRow, resultFields } from './imports/fields.ts'

/** Results of training classes, for the people of one institution. */
export const trainingResultsImport = defineImport({
  kind: 'training-results',
  title: 'staff.training.import.title',
  permission: 'staff.give-courses',
  scope: 'institution',
  fields: resultFields,
  check: checkResultRow,
  examine: examineResults,
  commit: commitResults,
  undo: undoResults,
  subject: 'staff.enrolment',
  href: () => '/boi-duong',
})
