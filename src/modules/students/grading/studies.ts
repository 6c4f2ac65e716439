import { compare, exact } from './exact.ts'

/** One study of a unit, as it is told from others of the same unit. */
export type Study = {
  grade: string | null
  is_passed: boolean
  /** Sorts studies: when it ended. A correction of an old study does not make it a new one. */
  studied: string
}

/**
 * The study of a unit that stands on the record: a pass before a fail; among passes one to improve takes the place of
 * those before it, else the latest; among fails the highest grade. The learner's page, averages, transcript and
 * graduation all ask this.
 */
export function standingStudy<T extends Study>(studies: readonly T[]): T | undefined {
  if (studies.length < 2) return studies[0]
  const latestFirst = studies.toSorted((a, b) => (a.studied < b.studied ? 1 : a.studied > b.studied ? -1 : 0))
  const passed = latestFirst.find((one) => one.is_passed)
  return passed ?? latestFirst.reduce((best, one) => (isHigher(one, best) ? one : best))
}

const isHigher = (a: Study, b: Study): boolean =>
  a.grade !== null && (b.grade === null || compare(exact(a.grade), exact(b.grade)) > 0)
