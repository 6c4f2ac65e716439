import { compare, exact } from './exact.ts'
import type { GradingPolicy } from './policy.ts'
import type { ModuleResult } from './results.ts'

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

/** A posted study of a unit, as it is stored. Grades are decimal text. */
export type PostedStudy = Study &
  Required<Pick<ModuleResult, 'credits' | 'sittings' | 'first_grade' | 'highest_grade'>> & {
    source: 'taught' | 'recognised'
    is_eligible: boolean
    /** null: posted before it was kept. */
    is_retaken: boolean | null
    letter: string | null
  }

/**
 * A unit as averages, progress and graduation read it, by the study that stands; without one it is not studied yet. Who might
 * sit the exam and has no grade was excused from it: such a unit is postponed, and neither failed nor registered.
 */
export function moduleOfStudy(
  policy: GradingPolicy,
  unit: { name: string; credits: string | null; is_condition: boolean },
  one: PostedStudy | undefined,
  relearned: boolean,
): ModuleResult {
  return {
    name: unit.name,
    credits: one?.credits ?? unit.credits ?? '0',
    grade: one?.grade ?? null,
    // The letter of a violation does not follow from the grade; year mode has no letters.
    ...(one?.letter === policy.letters.violation ? { letter: one.letter } : {}),
    condition_subject: unit.is_condition,
    sittings: one?.sittings ?? 0,
    retaken: one?.is_retaken ?? null,
    relearned,
    standing: standingOf(one),
    first_grade: one?.first_grade ?? null,
    highest_grade: one?.highest_grade ?? null,
  }
}

function standingOf(one: PostedStudy | undefined): NonNullable<ModuleResult['standing']> {
  if (!one) return 'graded'
  if (one.source === 'recognised') return 'exempted'
  if (!one.is_eligible) return 'not_eligible'
  return one.grade === null ? 'postponed' : 'graded'
}
