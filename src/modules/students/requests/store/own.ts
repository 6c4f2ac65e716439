import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** One of a learner's own requests, whatever it is about. */
export type OwnRequest = {
  kind: 'recognition' | 'data' | 'remark'
  id: string
  asked_at: Date
  state: string
  /** The subject or module; or the facts to be mended. */
  unit_name: string | null
  fields: string[] | null
  answer: string | null
  decision_no: string | null
  decision_date: string | null
  /** The result it led to, or is about. */
  result_id: string | null
  has_paper: boolean
}

/** What a person asked for, the latest first. */
export async function listOwnRequests(db: Db, person: string, limit: number): Promise<OwnRequest[]> {
  const found = await sql<OwnRequest>`
    select 'recognition' as kind, c.id, c.asked_at, c.state, u.code || ' ' || u.name as unit_name, null::text[] as fields, c.answer,
      d.number as decision_no, d.signed_on as decision_date, c.result_id, c.file is not null as has_paper
    from students.recognition c join curricula.course_unit u on u.id = c.course_unit_id left join students.decision d on d.id = c.decision_id
    where c.person_id = ${person}::uuid
    union all
    select 'data', q.id, q.asked_at, q.state, null, q.fields, q.answer, null, null, null, false
    from students.data_request q where q.person_id = ${person}::uuid
    union all
    select 'remark', q.id, q.asked_at, q.state, u.code || ' ' || u.name, null, q.answer, null, null, coalesce(q.new_result_id, q.result_id), false
    from students.result_request q join students.result r on r.id = q.result_id join curricula.course_unit u on u.id = r.course_unit_id
    where q.person_id = ${person}::uuid and q.kind = 'remark'
    order by asked_at desc, id limit ${limit}`.execute(db)
  return found.rows
}
