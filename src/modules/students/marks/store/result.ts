import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict } from '#platform/errors.ts'
import type { Result } from '../../result.ts'
import type { CourseSection } from '../../section.ts'
import type { Verdict } from '../judge.ts'

/** A result to be posted. */
export type NewResult = Omit<
  Result,
  'studied' | 'posted_at' | 'posted_by_name' | 'corrects_id' | 'reason' | 'unit_code' | 'unit_name'
> & {
  corrects_id?: string | null
  reason?: string | null
  approved_by?: string | null
  approved_by_name?: string | null
  decision_id?: string | null
  is_demo?: boolean
}

type Poster = { by: string; byName: string; at: string }

/** The result a verdict makes in a section. */
export function resultOf(
  section: Pick<
    CourseSection,
    'id' | 'term_id' | 'course_unit_id' | 'credits' | 'is_condition' | 'grading_policy_id'
  >,
  line: { enrolment_id: string; attempt: NewResult['attempt'] },
  verdict: Verdict,
): NewResult {
  return {
    id: randomUUID(),
    enrolment_id: line.enrolment_id,
    course_unit_id: section.course_unit_id,
    section_id: section.id,
    term_id: section.term_id,
    source: 'taught',
    attempt: line.attempt,
    sittings: verdict.sittings,
    is_retaken: verdict.retaken,
    credits: section.credits,
    is_condition: section.is_condition,
    hours_planned: verdict.hours_planned,
    hours_attended: verdict.hours_attended,
    average: verdict.average,
    exam: verdict.exam,
    is_eligible: verdict.eligible,
    grade: verdict.grade,
    first_grade: verdict.first_grade,
    highest_grade: verdict.highest_grade,
    letter: verdict.letter,
    point4: verdict.point4,
    is_passed: verdict.passed,
    grading_policy_id: section.grading_policy_id,
    steps: verdict.steps,
  }
}

/**
 * Posts results, set-based. Those that correct another take its place: the older stays stored and is no longer in force.
 * Person and institution are those of the course of study. @returns the changes for the audit
 * @throws AppError conflict when somebody else has corrected one of them first
 */
export async function insertResults(tx: Tx, rows: readonly NewResult[], poster: Poster): Promise<Change[]> {
  if (rows.length === 0) return []
  const old = rows.flatMap((row) => row.corrects_id ?? [])
  if (old.length > 0) {
    const ended =
      await sql`update students.result set is_current = false where id = any(${old}::uuid[]) and is_current returning 1`.execute(
        tx,
      )
    if (ended.rows.length < old.length) throw conflict()
  }
  const made = await sql<{ id: string; institution_id: string }>`
    insert into students.result (id, enrolment_id, person_id, institution_id, course_unit_id, section_id, term_id, source, attempt, sittings,
      is_retaken, credits, is_condition, hours_planned, hours_attended, average, exam, is_eligible, grade, first_grade, highest_grade, letter, point4, is_passed,
      grading_policy_id, steps, posted_at, posted_by, posted_by_name, corrects_id, reason, approved_by, approved_by_name, decision_id, is_demo)
    select r.id, r.enrolment_id, e.person_id, e.institution_id, r.course_unit_id, r.section_id, r.term_id, r.source, r.attempt, r.sittings,
      r.is_retaken, r.credits, r.is_condition, r.hours_planned, r.hours_attended, r.average, r.exam, r.is_eligible, r.grade, r.first_grade, r.highest_grade, r.letter, r.point4,
      r.is_passed, r.grading_policy_id, r.steps, ${poster.at}::timestamptz, ${poster.by}, ${poster.byName}, r.corrects_id, r.reason,
      r.approved_by, r.approved_by_name, r.decision_id, coalesce(r.is_demo, false)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, enrolment_id uuid, course_unit_id uuid, section_id uuid, term_id uuid,
      source text, attempt text, sittings smallint, is_retaken boolean, credits numeric, is_condition boolean, hours_planned numeric, hours_attended numeric,
      average numeric, exam numeric, is_eligible boolean, grade numeric, first_grade numeric, highest_grade numeric, letter text, point4 numeric, is_passed boolean,
      grading_policy_id uuid, steps jsonb, corrects_id uuid, reason text, approved_by text, approved_by_name text, decision_id uuid,
      is_demo boolean)
    join students.enrolment e on e.id = r.enrolment_id returning id, institution_id`.execute(tx)
  const home = new Map(made.rows.map((row) => [row.id, row.institution_id]))
  return rows.map(({ id, steps: _steps, ...after }) => ({
    subject: 'students.result',
    id,
    institution: home.get(id),
    before: null,
    after: { ...after },
  }))
}
