import { addDays, addMonths } from '#platform/clock.ts'
import type { ActiveVersion } from '#modules/curricula/index.ts'
import type { NewPerson } from '#modules/people/index.ts'
import type { Keys } from '#platform/keys.ts'
import type { Random } from '#platform/random.ts'
import type { NewEnrolment } from '../../store/enrolment.ts'
import type { PolicyGroup } from '../policy-fact.ts'
import type { TermFields } from '../term.ts'
import { makeLearner, seededId } from './people.ts'

/** A school of the example, with the versions active on the first days of its cohorts and its staff. */
export type DemoSchool = {
  id: string
  code: string
  classes: number
  cohorts: { year: number; from: string; version: ActiveVersion; months: number; policy: string }[]
  homerooms: readonly string[]
}

export type ExampleCohort = {
  id: string
  institution_id: string
  name: string
  programme_version_id: string
  grading_policy_id: string
  mode: 'year' | 'credit'
  study_form: 'regular'
  entry: 'thcs' | 'thpt'
  from_date: string
  planned_to_date: string
}

/** What the example holds of one school; enrolments name their decision by the cohort. */
export type ExampleSchool = {
  institution: string
  terms: ({ id: string } & TermFields)[]
  cohorts: ExampleCohort[]
  classes: {
    id: string
    institution_id: string
    cohort_id: string
    code: string
    homeroom: string | undefined
  }[]
  people: NewPerson[]
  enrolments: NewEnrolment[]
  facts: { id: string; person_id: string; kind: PolicyGroup; from_date: string; evidence: string }[]
}

type Context = { random: Random; keys: Pick<Keys, 'seal' | 'index'> }

/** First year of the school year that a day lies in. */
export const schoolYearOf = (day: string): number =>
  Number(day.slice(0, 4)) - (day.slice(5) < '08-15' ? 1 : 0)

/** The first Monday on or after 5 September: schools begin about then. */
export function openingDay(year: number): string {
  const day = `${year}-09-05`
  return addDays(day, (8 - new Date(`${day}T00:00:00Z`).getUTCDay()) % 7)
}

/** Terms, cohorts, classes and learners of one school, the same from the same stream. */
export function drawSchool(school: DemoSchool, today: string, context: Context): ExampleSchool {
  const { random } = context
  const example: ExampleSchool = {
    institution: school.id,
    terms: [schoolYearOf(today) - 1, schoolYearOf(today)].flatMap((year) => termsOf(year, random)),
    cohorts: [],
    classes: [],
    people: [],
    enrolments: [],
    facts: [],
  }
  for (const { year, from, version, months, policy } of school.cohorts) {
    const cohort: ExampleCohort = {
      id: seededId(random),
      institution_id: school.id,
      name: `K${year % 100}-${version.code}`,
      programme_version_id: version.version_id,
      grading_policy_id: policy,
      mode: version.mode,
      study_form: 'regular',
      entry: version.level === 'cao_dang' ? 'thpt' : 'thcs',
      from_date: from,
      planned_to_date: addDays(addMonths(from, months), -1),
    }
    example.cohorts.push(cohort)
    for (let at = 0; at < school.classes; at += 1) drawClass(example, cohort, at, school, context)
  }
  return example
}

function termsOf(year: number, random: Random): ExampleSchool['terms'] {
  const first = openingDay(year)
  const second = addDays(first, 21 * 7)
  const name = (term: number) => `Học kỳ ${term}, năm học ${year}–${year + 1}`
  const term = (number: number, from: string) => ({
    id: seededId(random),
    name: name(number),
    kind: 'main' as const,
    school_year: year,
    from_date: from,
    to_date: addDays(from, 19 * 7 - 1),
  })
  return [term(1, first), term(2, second)]
}

const groups: readonly PolicyGroup[] = ['poor', 'near_poor', 'near_poor', 'hard_area', 'orphan', 'disability']

function drawClass(
  example: ExampleSchool,
  cohort: ExampleCohort,
  at: number,
  school: DemoSchool,
  context: Context,
): void {
  const { random } = context
  const group = {
    id: seededId(random),
    institution_id: school.id,
    cohort_id: cohort.id,
    code: `${cohort.name}-${'ABCD'[at]}`,
    homeroom: school.homerooms.length > 0 ? random.pick(school.homerooms) : undefined,
  }
  example.classes.push(group)
  const year = Number(cohort.from_date.slice(0, 4))
  const birthYear = year - (cohort.entry === 'thpt' ? 18 : 15)
  for (let left = random.whole(25, 30); left > 0; left -= 1) {
    const number = Number(school.code.length) * 10_000 + year * 100 + example.people.length
    const person = makeLearner(number, birthYear, context)
    example.people.push(person)
    example.enrolments.push({
      id: seededId(random),
      learner_id: seededId(random),
      learner_code: `${String(year % 100)}${String(example.people.length).padStart(6, '0')}`,
      person_id: person.id,
      institution_id: school.id,
      cohort_id: cohort.id,
      class_group_id: group.id,
      from_date: cohort.from_date,
      schooling: cohort.entry,
      address: `${random.whole(1, 200)} đường ví dụ`,
      is_demo: true,
    })
    if (random.chance(0.1)) example.facts.push(drawFact(person, cohort, random))
    if (person.is_minority)
      example.facts.push({ ...drawFact(person, cohort, random), kind: 'ethnic_minority' })
  }
}

function drawFact(person: NewPerson, cohort: ExampleCohort, random: Random): ExampleSchool['facts'][number] {
  return {
    id: seededId(random),
    person_id: person.id,
    kind: random.pick(groups),
    from_date: cohort.from_date,
    evidence: `Giấy xác nhận số ${random.whole(10, 400)}/VD`,
  }
}
