import { sql, type RawBuilder } from 'kysely'
import { listUnits, type CourseUnit } from '#modules/curricula/index.ts'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { GradingPolicy } from '../../grading/policy.ts'
import { levels } from '../../grading/policy.ts'
import { getPolicy } from '../../store/policy.ts'
import { studied, studyOf } from '../../store/result.ts'
import type { CohortFacts, ExamMark, LearnerFacts } from '../graduation.ts'

/** A result in force as graduation reads it: figures as decimal text, without its calculation. */
export type ResultFact = {
  id: string
  enrolment_id: string
  course_unit_id: string
  section_id: string | null
  /** null: recognised from elsewhere. */
  term_id: string | null
  source: 'taught' | 'recognised'
  attempt: 'first' | 'relearn' | 'improve'
  sittings: number
  is_retaken: boolean | null
  credits: string
  is_eligible: boolean
  grade: string | null
  first_grade: string | null
  highest_grade: string | null
  letter: string | null
  is_passed: boolean
  /** Sorts studies of a unit: when the study ended. */
  studied: string
}

/** A section whose result is still to come. */
export type OpenSection = {
  enrolment_id: string
  course_unit_id: string
  section_id: string
  term_id: string
}

/** Everything one run reads, in as many statements as there are lists here, whatever the size of the cohort. */
export type RunFacts = {
  cohort: CohortFacts
  policy: GradingPolicy
  units: readonly CourseUnit[]
  learners: readonly LearnerFacts[]
  results: ReadonlyMap<string, ResultFact[]>
  exams: ReadonlyMap<string, ExamMark[]>
  open: ReadonlyMap<string, OpenSection[]>
}

/** @throws AppError not_found */
export async function getCohortFacts(db: Db, id: string): Promise<CohortFacts> {
  const found = await sql<CohortFacts>`select c.id, c.institution_id, c.name, c.mode, c.grading_policy_id,
      c.programme_version_id, p.level, p.occupation_code, v.duration_months,
      trim_scale(v.elective_credits)::text as elective_credits, c.from_date, c.planned_to_date
    from students.cohort c join curricula.programme_version v on v.id = c.programme_version_id
    join curricula.programme p on p.id = v.programme_id where c.id = ${id}::uuid`.execute(db)
  const row = found.rows[0]
  if (!row) throw notFound()
  // Levels no policy is written for stay open: the rules then ask nothing of the level.
  return { ...row, level: levels.find((level) => level === row.level) }
}

/** Whose graduation is asked for: the cohort's running courses of study, or courses of study named, whatever their state. */
export type Who = { cohort: string } | { enrolments: readonly string[] }

const chosen = (who: Who): RawBuilder<unknown> =>
  'cohort' in who
    ? sql`e.cohort_id = ${who.cohort}::uuid and e.to_date is null`
    : sql`e.id = any(${[...who.enrolments]}::uuid[])`

/** Reads what a run over a cohort, or the standing of one learner, is computed from. */
export async function readRunFacts(
  db: Db,
  cohortId: string,
  who: Who = { cohort: cohortId },
): Promise<RunFacts> {
  const cohort = await getCohortFacts(db, cohortId)
  const { policy } = await getPolicy(db, cohort.grading_policy_id)
  return {
    cohort,
    policy,
    units: await listUnits(db, cohort.programme_version_id),
    learners: await listLearnerFacts(db, who),
    results: await listResultFacts(db, who),
    exams: Map.groupBy(await listExamMarks(db, who), (row) => row.enrolment_id),
    open: Map.groupBy(await listOpenSections(db, who), (row) => row.enrolment_id),
  }
}

/** Who is reviewed; a dismissal that was lifted is none. */
export async function listLearnerFacts(db: Db, who: Who): Promise<LearnerFacts[]> {
  const found =
    await sql<LearnerFacts>`select e.id as enrolment_id, e.person_id, e.learner_id, e.name_key, e.institution_id,
      e.state, e.from_date, d.level as discipline, d.on_date as disciplined_on, coalesce(a.days, 0)::int as reserved_days
    from students.enrolment e
    left join lateral (select c.level, c.on_date from students.conduct c where c.enrolment_id = e.id and c.kind = 'discipline'
        and not (c.level = 'buoc_thoi_hoc' and c.lifted_on is not null)
      order by array_position(array['buoc_thoi_hoc', 'dinh_chi', 'canh_cao', 'khien_trach'], c.level), c.on_date limit 1) d on true
    left join lateral (select sum(coalesce((select min(b.on_date) from students.status_event b where b.enrolment_id = s.enrolment_id
          and b.from_state = 'reserved' and (b.on_date, b.at) > (s.on_date, s.at)), s.until_date) - s.on_date) as days
      from students.status_event s where s.enrolment_id = e.id and s.kind = 'reserve') a on true
    where ${chosen(who)} order by e.name_key, e.id`.execute(db)
  return found.rows
}

/** The results in force a run reads, by course of study; one statement. */
export const listResultFacts = (db: Db, who: Who): Promise<Map<string, ResultFact[]>> =>
  readResults(db, sql`r.is_current and ${chosen(who)}`)

/** The very results named, corrected since or not, by course of study. */
export const listResultsNamed = (db: Db, ids: readonly string[]): Promise<Map<string, ResultFact[]>> =>
  readResults(db, sql`r.id = any(${[...ids]}::uuid[])`)

async function readResults(db: Db, where: RawBuilder<unknown>): Promise<Map<string, ResultFact[]>> {
  const found =
    await sql<ResultFact>`select r.id, r.enrolment_id, r.course_unit_id, r.section_id, r.term_id, r.source, r.attempt, r.sittings, r.is_retaken,
      trim_scale(r.credits)::text as credits, r.is_eligible, r.grade::numeric(4, 1)::text as grade,
      r.first_grade::numeric(4, 1)::text as first_grade, r.highest_grade::numeric(4, 1)::text as highest_grade, r.letter, r.is_passed,
      ${studied}
    from students.enrolment e join students.result r on r.enrolment_id = e.id
      ${studyOf}
    where ${where}`.execute(db)
  return Map.groupBy(found.rows, (row) => row.enrolment_id)
}

/** Graduation marks in order of sitting. */
export async function listExamMarks(db: Db, who: Who): Promise<ExamMark[]> {
  const found =
    await sql<ExamMark>`select m.id, m.enrolment_id, m.kind, m.sitting, m.on_date, m.results_on, m.state,
      trim_scale(m.value)::text as value, m.version
    from students.enrolment e join students.graduation_mark m on m.enrolment_id = e.id
    where ${chosen(who)} order by m.enrolment_id, m.kind, m.sitting`.execute(db)
  return found.rows
}

async function listOpenSections(db: Db, who: Who): Promise<OpenSection[]> {
  const found = await sql<OpenSection>`select r.enrolment_id, s.course_unit_id, s.id as section_id,
      s.term_id
    from students.enrolment e join students.section_learner r on r.enrolment_id = e.id and r.to_date is null
    join students.course_section s on s.id = r.section_id and s.state in ('open', 'submitted')
    where ${chosen(who)} order by s.id`.execute(db)
  return found.rows
}
