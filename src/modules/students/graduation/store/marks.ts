import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { EnrolmentState } from '../../enrolment.ts'
import type { ExamKind, ExamMark, ExamState } from '../graduation.ts'

export type ExamLine = {
  enrolment_id: string
  person_id: string
  learner_id: string
  name_key: string
  full_name: string
  learner_code: string
  class_group_id: string | null
  class_code: string | null
  birth_date: string | null
  birth_year: number | null
  state: EnrolmentState
}

/** Running courses of study of a cohort by name; with `sat`, also those that have ended since they sat. */
export async function listExamLines(
  db: Db,
  cohortId: string,
  sat?: { kind: ExamKind; sitting: number },
): Promise<ExamLine[]> {
  const orSat = sat
    ? sql`or exists (select 1 from students.graduation_mark m where m.enrolment_id = e.id and m.kind = ${sat.kind}
        and m.sitting = ${sat.sitting})`
    : sql``
  const found =
    await sql<ExamLine>`select e.id as enrolment_id, e.person_id, e.learner_id, e.name_key, p.full_name, l.code as learner_code,
      e.class_group_id, k.code as class_code, p.birth_date, p.birth_year, e.state
    from students.enrolment e join people.person p on p.id = e.person_id join students.learner l on l.id = e.learner_id
    left join students.class_group k on k.id = e.class_group_id
    where e.cohort_id = ${cohortId}::uuid and (e.to_date is null ${orSat}) order by e.name_key, e.id`.execute(
      db,
    )
  return found.rows
}

export type Entered = {
  enrolment_id: string
  kind: ExamKind
  sitting: number
  on_date: string
  results_on: string
  state: ExamState
  value: string | null
  /** Of the mark seen; 0: none was there. */
  version: number
}

/** Writes marks that were changed; `by` is the account. @returns those that somebody else had changed meanwhile. */
export async function writeExamMarks(tx: Tx, rows: readonly Entered[], by: string): Promise<Entered[]> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(enrolment_id uuid, kind text, sitting smallint,
    on_date date, results_on date, state text, value numeric, version integer)`
  const changed = await sql<{ enrolment_id: string; kind: string; sitting: number }>`
    update students.graduation_mark m set state = g.state, value = g.value, on_date = g.on_date, results_on = g.results_on, by_account = ${by}, at = now(),
      version = m.version + 1
    from ${given} where m.enrolment_id = g.enrolment_id and m.kind = g.kind and m.sitting = g.sitting and m.version = g.version
    returning m.enrolment_id, m.kind, m.sitting`.execute(tx)
  const made = await sql<{ enrolment_id: string; kind: string; sitting: number }>`
    insert into students.graduation_mark (enrolment_id, person_id, institution_id, kind, sitting, on_date, results_on, state, value,
      by_account)
    select e.id, e.person_id, e.institution_id, g.kind, g.sitting, g.on_date, g.results_on, g.state, g.value, ${by}
    from ${given} join students.enrolment e on e.id = g.enrolment_id where g.version = 0
    on conflict (enrolment_id, kind, sitting) do nothing returning enrolment_id, kind, sitting`.execute(tx)
  const written = new Set(
    [...changed.rows, ...made.rows].map((row) => `${row.enrolment_id} ${row.kind} ${row.sitting}`),
  )
  return rows.filter((row) => !written.has(`${row.enrolment_id} ${row.kind} ${row.sitting}`))
}

/** The marks of one part by course of study, in order of sitting. */
export async function listPart(db: Db, cohortId: string, kind: ExamKind): Promise<Map<string, ExamMark[]>> {
  const found =
    await sql<ExamMark>`select m.id, m.enrolment_id, m.kind, m.sitting, m.on_date, m.results_on, m.state,
      trim_scale(m.value)::text as value, m.version
    from students.graduation_mark m join students.enrolment e on e.id = m.enrolment_id
    where e.cohort_id = ${cohortId}::uuid and m.kind = ${kind} order by m.enrolment_id, m.sitting`.execute(db)
  return Map.groupBy(found.rows, (row) => row.enrolment_id)
}
