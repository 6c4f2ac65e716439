export { importActions, listImportActions, type ImportActions } from './actions.ts'
export {
  busyStates,
  choiceKey,
  included,
  mayDiscard,
  placeOf,
  type BatchRow,
  type BatchState,
  type Counts,
  type FoundList,
} from './batch.ts'
export { mayMatch } from './columns.ts'
export { plainText, wordsOf } from './correct.ts'
export { largestFile } from './create.ts'
export {
  defineImport,
  type AnyImport,
  type Batch,
  type Decision,
  type Difference,
  type Import,
  type RowProblem,
  type StoredProblem,
  type Verdict,
} from './define.ts'
export { dryRun, type DryRun } from './dry-run.ts'
export { forgetRows } from './forget.ts'
export { findImport, importJobList, listImports, recoverImports } from './jobs.ts'
export { rowProblem } from './problem.ts'
export { maskNumbers } from './read-lists.ts'
export { mayReview } from './review.ts'
export { labelOf } from './stage.ts'
export { loadFile, runStep } from './steps.ts'
export {
  findBatch,
  findRows,
  findTwin,
  listBatches,
  listProblems,
  listRows,
  type StagedRow,
} from './store.ts'
