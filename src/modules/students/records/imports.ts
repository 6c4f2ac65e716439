import { defineImport } from '#platform/imports/define.ts'
import { checkLearnerRow } from './imports/check.ts'
import { commitLearners } from './imports/commit.ts'
import { examineLearners } from './imports/examine.ts'
import { learnerFields } from './imports/fields.ts'
import { undoLearners } from './imports/undo.ts'

/** Lists of learners of one institution, as schools keep them: people, codes, classes. */
export const learnersImport = defineImport({
  kind: 'learners',
  title: 'students.import.title',
  permission: 'students.import',
  scope: 'institution',
  fields: learnerFields,
  check: checkLearnerRow,
  examine: examineLearners,
  commit: commitLearners,
  undo: undoLearners,
  mayBeNew: true,
  subject: 'people.person',
  href: () => '/hoc-sinh',
})
