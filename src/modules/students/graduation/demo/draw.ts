import type { CourseUnit } from '#modules/curricula/index.ts'
import type { NewPerson } from '#modules/people/index.ts'
import type { Keys } from '#platform/keys.ts'
import type { Random } from '#platform/random.ts'
import { nameSortKey } from '#platform/text/index.ts'
import { gradeModule } from '../../grading/module-grade.ts'
import type { GradingPolicy } from '../../grading/policy.ts'
import type { NewResult } from '../../marks/store/result.ts'
import { makeLearner, seededId } from '../../records/demo/people.ts'
import type { NewEnrolment } from '../../store/enrolment.ts'

type Context = { random: Random; keys: Pick<Keys, 'seal' | 'index'> }

/** An older cohort of the example; `failing` is the share of learners who lack something. */
export type OldCohort = {
  id: string
  class_id: string
  institution_id: string
  name: string
  version_id: string
  policy_id: string
  mode: 'year' | 'credit'
  form: 'regular' | 'part_time'
  entry: 'thcs' | 'thpt'
  from: string
  to: string
  learners: number
  failing: number
}

export type DrawnLearner = { person: NewPerson; enrolment: NewEnrolment; lacks: boolean }

/** Learners of an old cohort. Their names sort late, so that the example's first learner stays who it was. */
export function drawLearners(cohort: OldCohort, first: number, context: Context): DrawnLearner[] {
  const { random } = context
  const year = Number(cohort.from.slice(0, 4))
  return Array.from({ length: cohort.learners }, (_, at) => {
    const number = 900_000 + first + at
    const birth = year - (cohort.entry === 'thpt' ? 18 : 15)
    let person = makeLearner(number, birth, context)
    while (nameSortKey(person.full_name) < 'h') person = makeLearner(number, birth, context)
    return {
      person,
      lacks: random.chance(cohort.failing),
      enrolment: {
        id: seededId(random),
        learner_id: seededId(random),
        learner_code: `${String(year % 100)}${String(900 + first + at).padStart(6, '0')}`,
        person_id: person.id,
        institution_id: cohort.institution_id,
        cohort_id: cohort.id,
        class_group_id: cohort.class_id,
        from_date: cohort.from,
        schooling: cohort.entry,
        is_demo: true,
      },
    }
  })
}

/** Results of a learner in every unit, by the rules; who lacks something fails the second unit and has none in the last. */
export function drawResults(
  cohort: OldCohort,
  policy: GradingPolicy,
  { units, learner, random }: { units: readonly CourseUnit[]; learner: DrawnLearner; random: Random },
): NewResult[] {
  const level = random.whole(13, 18)
  return units.flatMap((unit, at) => {
    if (learner.lacks && at === units.length - 1) return []
    const isFail = learner.lacks && at === 1
    const mark = (low = 0) => String(Math.min(20, level + random.whole(-1, 2) - low) / 2)
    const made = gradeModule(policy, {
      mode: cohort.mode,
      regular: [mark(), mark()],
      periodic: [mark()],
      exam: isFail ? '1.0' : mark(),
      hours_planned: String(unit.hours_total),
      hours_attended: String(unit.hours_total),
    })
    return [
      {
        id: seededId(random),
        enrolment_id: learner.enrolment.id,
        course_unit_id: unit.id,
        section_id: null,
        term_id: null,
        source: 'taught' as const,
        attempt: 'first' as const,
        sittings: 1,
        is_retaken: false,
        credits: unit.credits ?? '2',
        is_condition: unit.is_condition,
        hours_planned: String(unit.hours_total),
        hours_attended: String(unit.hours_total),
        average: made.average,
        exam: isFail ? '1.0' : null,
        is_eligible: made.eligible,
        grade: made.grade,
        first_grade: made.grade,
        highest_grade: made.grade,
        letter: made.letter,
        point4: made.point4,
        is_passed: made.passed,
        grading_policy_id: cohort.policy_id,
        steps: made.steps,
        is_demo: true,
      },
    ]
  })
}

/** Marks of the exams of the year mode, in steps of a quarter. */
export function drawExams(learner: DrawnLearner, random: Random) {
  return (['theory', 'practice'] as const).map((kind) => ({
    enrolment_id: learner.enrolment.id,
    kind,
    value: String(random.whole(24, 36) / 4),
  }))
}
