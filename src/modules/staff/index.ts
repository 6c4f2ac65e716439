/** The front door: what other modules may use. */
export {
  contracts,
  isHeld,
  managerTitles,
  roles,
  taughtLevels,
  type Contract,
  type Post,
  type Role,
} from './post.ts'
export {
  qualificationKinds,
  qualificationLevels,
  type Qualification,
  type QualificationKind,
} from './qualification.ts'
export { listStaff, type StaffFilter, type StaffRow } from './store/list.ts'
export { findPost, listPosts } from './store/post.ts'
export { listQualifications } from './store/qualification.ts'
export { findTrainingRun, listPassed, type Passed, type TrainingRun } from './training/store/passed.ts'
export { teachersAsked } from './training/measure.ts'
