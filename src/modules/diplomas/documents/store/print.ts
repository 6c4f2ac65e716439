import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { DiplomaContent, KindCode } from '../../diploma.ts'

export type PrintRun = {
  id: string
  institution_id: string
  kind_code: KindCode
  issue_date: string
  decision_no: string
  is_demo: boolean
}

/** An issue whose diplomas have their numbers. @throws AppError not_found */
export async function getPrintRun(db: Db, id: string): Promise<PrintRun> {
  const found =
    await sql<PrintRun>`select r.id, r.institution_id, k.code as kind_code, r.issue_date::text as issue_date,
      r.decision_no, r.is_demo
    from diplomas.issue_run r join diplomas.kind k on k.id = r.kind_id where r.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

export type PrintLine = {
  id: string
  person_id: string | null
  content: DiplomaContent
  serial: string
  entry_no: string
  /** Serial printed on the blank; the number of the diploma where it is not written on one. */
  blank_serial: string
}

/** Numbered diplomas of an issue in the order of their blanks, from one serial to another. */
export async function listPrintLines(
  db: Db,
  runId: string,
  { from, to }: { from?: string | undefined; to?: string | undefined } = {},
): Promise<PrintLine[]> {
  const found = await sql<PrintLine>`select * from (select d.id, d.person_id, d.content, d.serial, d.entry_no,
      coalesce(b.serial, d.serial) as blank_serial
    from diplomas.diploma d left join diplomas.blank b on b.id = d.blank_id
    where d.run_id = ${runId}::uuid and d.serial is not null and d.state not in ('draft', 'void')) line
    where ${from ? sql`blank_serial >= ${from}` : sql`true`} and ${to ? sql`blank_serial <= ${to}` : sql`true`}
    order by blank_serial`.execute(db)
  return found.rows
}
