import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { NewEvent } from '../../store/diploma.ts'

/** What was done with a diploma, as its page tells it. */
export type DiplomaEvent = Required<Pick<NewEvent, 'act' | 'on_date'>> & {
  id: string
  decision_no: string | null
  decision_date: string | null
  reason_code: string | null
  reason: string | null
  detail: Record<string, unknown>
  by_name: string
  at: Date
}

/** The latest first. */
export async function listEvents(db: Db, diplomaId: string): Promise<DiplomaEvent[]> {
  const found =
    await sql<DiplomaEvent>`select e.id, e.act, e.on_date::text as on_date, e.decision_no, e.decision_date::text as decision_date,
      e.reason_code, e.reason, e.detail, e.by_name, e.at
    from diplomas.event e where e.diploma_id = ${diplomaId}::uuid order by e.at desc, e.id desc`.execute(db)
  return found.rows
}
