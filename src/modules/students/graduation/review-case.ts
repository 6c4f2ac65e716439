import { createHash } from 'node:crypto'
import type { CourseUnit } from '#modules/curricula/index.ts'
import { graduate, type GraduationCase } from '../grading/graduation.ts'
import { partTotal } from '../grading/graduation-score.ts'
import { exact, isAtLeast, isBelow, plus, shortText, sum, type Exact } from '../grading/exact.ts'
import type { GradingPolicy } from '../grading/policy.ts'
import type { ModuleResult } from '../grading/results.ts'
import type { Reason, Step } from '../grading/step.ts'
import { moduleOfStudy, standingStudy } from '../grading/studies.ts'
import { programmeMonths } from '../grading/study-time.ts'
import { titleOf } from '../grading/title.ts'
import {
  examKinds,
  mostSittings,
  type CaseReason,
  type CohortFacts,
  type ExamKind,
  type ExamMark,
  type LearnerFacts,
} from './graduation.ts'
import type { OpenSection, ResultFact, RunFacts } from './store/facts.ts'

/** What a run makes of one learner. Figures are decimal text. */
export type Computed = {
  enrolment_id: string
  person_id: string
  name_key: string
  institution_id: string
  is_eligible: boolean
  reasons: CaseReason[]
  average: string | null
  /** The results that stand, one a unit. */
  rests_on: string[]
  score: string | null
  classification: string | null
  is_downgraded: boolean
  title: string | null
  steps: readonly Step[]
  seen: string
}

type Place = { unit: CourseUnit; standing: ResultFact | undefined; isRelearned: boolean }

/** Every learner of a run; pure. `onDate` is the day of the review, `yyyy-mm-dd`. */
export function reviewAll(facts: RunFacts, onDate: string): Computed[] {
  const programme = prepare(facts)
  return facts.learners.map((learner) =>
    reviewOne(programme, learner, {
      results: facts.results.get(learner.enrolment_id) ?? [],
      exams: facts.exams.get(learner.enrolment_id) ?? [],
      open: facts.open.get(learner.enrolment_id) ?? [],
      onDate,
    }),
  )
}

type Programme = { cohort: CohortFacts; policy: GradingPolicy; units: readonly CourseUnit[] }
type Own = {
  results: readonly ResultFact[]
  exams: readonly ExamMark[]
  open: readonly OpenSection[]
  onDate: string
}

const prepare = ({ cohort, policy, units }: RunFacts): Programme => ({ cohort, policy, units })

function reviewOne(programme: Programme, learner: LearnerFacts, own: Own): Computed {
  const { cohort, policy } = programme
  const { places, ...chosen } = placesOf(programme, own)
  const byName = new Map(places.map((place) => [unitName(place.unit), place]))
  const finals = finalsOf(policy, own.exams)
  const made = graduate(policy, {
    ...caseOf(programme, learner, places, own.onDate),
    ...chosen,
    ...finals,
  })
  const reasons = [
    ...made.reasons.map((reason) => withAddress(reason, { programme, learner, byName, own })),
    ...standingReasons(learner),
  ]
  const isEligible = made.eligible && reasons.length === 0
  return {
    enrolment_id: learner.enrolment_id,
    person_id: learner.person_id,
    name_key: learner.name_key,
    institution_id: learner.institution_id,
    is_eligible: isEligible,
    reasons,
    average: made.average,
    rests_on: places.flatMap((place) => place.standing?.id ?? []),
    score: isEligible ? made.score : null,
    classification: isEligible ? made.classification : null,
    is_downgraded: isEligible && made.downgraded,
    title:
      isEligible && cohort.level && cohort.occupation_code
        ? titleOf(policy, cohort.level, cohort.occupation_code)
        : null,
    steps: made.steps,
    seen: seenOf({ ...own, learner }),
  }
}

export const unitName = (unit: Pick<CourseUnit, 'code' | 'name'>): string => `${unit.code} ${unit.name}`

type Chosen = { places: Place[] } & Pick<GraduationCase, 'electives' | 'programme_credits'>

/**
 * The units the learner must have. Of the electives those that were taken; where the programme says how many credits of them are
 * to be chosen, the passed ones alone once they make that number.
 */
function placesOf({ units, cohort: { elective_credits: least } }: Programme, { results, open }: Own): Chosen {
  const taken = Map.groupBy(results, (row) => row.course_unit_id)
  const running = new Set(open.map((row) => row.course_unit_id))
  const all = units.map((unit): Place => {
    const studies = taken.get(unit.id) ?? []
    const standing = standingStudy(studies)
    return { unit, standing, isRelearned: standing !== undefined && isRelearned(studies, standing) }
  })
  const isElective = ({ unit }: Place) => unit.unit_group === 'elective'
  const passed = creditsOf(all.filter((one) => isElective(one) && one.standing?.is_passed))
  const isEnough = least !== null && isAtLeast(passed, exact(least))
  return {
    places: all.filter(
      (one) =>
        !isElective(one) ||
        (isEnough ? one.standing?.is_passed : one.standing !== undefined || running.has(one.unit.id)),
    ),
    ...(least !== null && {
      electives: { passed: shortText(passed), least },
      programme_credits: shortText(plus(creditsOf(all.filter((one) => !isElective(one))), exact(least))),
    }),
  }
}

const creditsOf = (places: readonly Place[]): Exact =>
  sum(places.map(({ unit, standing }) => exact(standing?.credits ?? unit.credits ?? '0')))

/** Studied again (học lại): an earlier taught study of the unit ended without a pass, whatever the roster calls the later one. */
const isRelearned = (studies: readonly ResultFact[], standing: ResultFact): boolean =>
  studies.some((one) => one.source === 'taught' && !one.is_passed && one.studied < standing.studied)

/** Results and unit as the rules read them. */
const moduleOf = (policy: GradingPolicy, { unit, standing, isRelearned }: Place): ModuleResult =>
  moduleOfStudy(policy, { ...unit, name: unitName(unit) }, standing, isRelearned)

type Finals = Pick<
  GraduationCase,
  'theory_exam' | 'practice_exam' | 'thesis' | 'theory_sittings' | 'practice_sittings' | 'thesis_sittings'
>

/**
 * The latest sitting that counts of each part; absence without a reason and violation are marks of their own (as in module exams).
 * Who failed the thesis and has sat the exams since is judged by the exams.
 */
function finalsOf(policy: GradingPolicy, exams: readonly ExamMark[]): Finals {
  const part = (kind: ExamKind) => {
    const counted = exams.flatMap((one) => (one.kind === kind ? countedMark(policy, one) : []))
    return { mark: counted.at(-1) ?? null, sittings: counted.length }
  }
  const [theory, practice, thesis] = [part('theory'), part('practice'), part('thesis')]
  const hasFailed =
    thesis.mark !== null &&
    isBelow(exact(partTotal(policy, true, thesis.mark)), exact(policy.graduation.year.pass))
  const isLeft = hasFailed && (theory.mark !== null || practice.mark !== null)
  return {
    theory_exam: theory.mark,
    practice_exam: practice.mark,
    thesis: isLeft ? null : thesis.mark,
    theory_sittings: theory.sittings,
    practice_sittings: practice.sittings,
    thesis_sittings: thesis.sittings,
  }
}

/** What an exam mark counts as: nothing, a mark, or what the policy gives for an absence or a violation. */
export function countedMark(policy: GradingPolicy, one: ExamMark): string[] {
  const rule = policy.sittings
  if (one.state === 'excused') return rule.excused_absence_counts ? [rule.unexcused_absence_mark] : []
  if (one.state === 'absent') return rule.unexcused_absence_counts ? [rule.unexcused_absence_mark] : []
  return one.state === 'violated' ? [rule.cheating_mark] : one.value === null ? [] : [one.value]
}

function caseOf(
  { cohort, policy }: Programme,
  learner: LearnerFacts,
  places: readonly Place[],
  onDate: string,
): Omit<GraduationCase, keyof Finals> {
  return {
    mode: cohort.mode,
    modules: places.map((place) => moduleOf(policy, place)),
    discipline: learner.discipline,
    level: cohort.level,
    is_suspended: learner.state === 'suspended',
    time: {
      programme_months: programmeMonths(cohort),
      from_date: learner.from_date,
      on_date: onDate,
      reserved_days: learner.reserved_days,
    },
  }
}

/** Whoever is away does not graduate meanwhile, whatever the marks are. */
function standingReasons(learner: LearnerFacts): CaseReason[] {
  if (learner.state !== 'reserved') return []
  return [
    {
      code: 'reserved',
      key: 'students.graduation.no.reserved',
      params: {},
      rule: 'graduation',
      href: `/hoc-sinh/${learner.learner_id}/thay-doi/tro-lai`,
    },
  ]
}

type Known = { programme: Programme; learner: LearnerFacts; byName: ReadonlyMap<string, Place>; own: Own }

/** Where what stands against it is mended. */
function withAddress(reason: Reason, known: Known): CaseReason {
  const { code, key, params, rule } = reason
  const place = typeof params.module === 'string' ? known.byName.get(params.module) : undefined
  if (place) return moduleReason(reason, place, known)
  const { learner_id: learner } = known.learner
  const version = known.programme.cohort.programme_version_id
  const places: Readonly<Record<string, string>> = {
    suspended: `/hoc-sinh/${learner}/thay-doi/tro-lai`,
    dismissed: `/hoc-sinh/${learner}/khen-thuong-ky-luat`,
    electives: `/lop-hoc-phan/moi?chuong-trinh=${version}`,
    no_average: `/chuong-trinh/phien-ban/${version}/mon-hoc`,
    no_modules: `/chuong-trinh/phien-ban/${version}/mon-hoc`,
  }
  const href = examPlace(code, known) ?? places[code] ?? `/hoc-sinh/${learner}`
  return { code, key, params, rule, href }
}

/** The sheet of the sitting that would mend it: the next one of the part, or the last where none is left. */
function examPlace(code: string, { programme, learner, own }: Known): string | undefined {
  const kind = examKinds.find((one) => code.startsWith(`${one}_`))
  if (!kind) return undefined
  const last = Math.max(0, ...own.exams.flatMap((one) => (one.kind === kind ? one.sitting : [])))
  const sitting = Math.min(/_(missing|failed)$/.test(code) ? last + 1 : Math.max(last, 1), mostSittings)
  return `/tot-nghiep/khoa/${programme.cohort.id}/thi?phan=${kind}&lan=${sitting}#hv-${learner.enrolment_id}`
}

/** A unit: the section that runs, or the one whose result is too low; else the place where sections are opened. */
function moduleReason(reason: Reason, { unit, standing }: Place, { programme, own }: Known): CaseReason {
  const running = own.open.find((one) => one.course_unit_id === unit.id)
  const section = running?.section_id ?? standing?.section_id
  const href = section
    ? `/lop-hoc-phan/${section}${standing && !standing.is_eligible && !running ? '?xem=diem-danh' : ''}`
    : `/lop-hoc-phan/moi?chuong-trinh=${programme.cohort.programme_version_id}`
  const { code, key, params, rule } = reason
  const base = { code, params, rule, href }
  if (code !== 'module_ungraded' && code !== 'module_postponed') return { ...base, key }
  if (running) return { ...base, key: 'students.graduation.no.running' }
  return standing && !standing.is_eligible
    ? { ...base, key: 'students.graduation.no.not_eligible' }
    : { ...base, key: standing ? key : 'students.graduation.no.not_studied' }
}

/** What a case rests on beside the programme. */
export type Ground = Pick<Own, 'results' | 'exams'> & {
  learner: Pick<LearnerFacts, 'discipline' | 'reserved_days'>
}

/** A short mark of everything a case rests on: another result, exam mark, discipline or reserved time gives another. */
export function seenOf({ results, exams, learner }: Ground): string {
  const parts = [
    ...(learner.discipline ? [`discipline ${learner.discipline}`] : []),
    ...(learner.reserved_days > 0 ? [`reserved ${learner.reserved_days}`] : []),
    ...results.map((one) => one.id),
    ...exams.map((one) => `${one.id}.${one.version}`),
  ].toSorted()
  return createHash('sha256').update(parts.join(' ')).digest('base64url').slice(0, 16)
}

/** The cause of a downgrade as the explanation says it. */
export const downgradeCauses = (steps: readonly Step[]): Step[] =>
  steps.filter((one) => one.key.startsWith('students.grading.cause.'))
