/** The front door: what other modules may use. */
export { enrolmentStates, hasEnded, type Enrolment, type EnrolmentState } from './enrolment.ts'
export type { Result } from './result.ts'
export type { CourseSection, RosterLine } from './section.ts'
export { findEnrolment, getEnrolment, listEnrolmentsOf } from './store/enrolment.ts'
export { listResults } from './store/result.ts'
export { findSection, listRoster, mayTeach } from './store/section.ts'
