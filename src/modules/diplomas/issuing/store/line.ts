import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Diploma, DiplomaContent, KindCode } from '../../diploma.ts'
import { bookEntryNo, bookSerial, diplomaColumns } from '../../store/diploma.ts'
import type { Failure, Fault } from '../run.ts'

/** A diploma of a run with what keeps it from going on. */
export type Line = Diploma & { faults: Fault[]; failure: Failure | null; name_key: string }

const columns = sql`${diplomaColumns}, d.faults, d.failure, d.name_key`

export const lineViews = ['all', 'faulty', 'failed', 'waiting', 'issued', 'delivered', 'void'] as const
export type LineView = (typeof lineViews)[number]

const viewWhere = (view: LineView) => {
  switch (view) {
    case 'faulty':
      return sql`d.state = 'draft' and d.faults <> '[]'`
    case 'failed':
      return sql`d.state = 'numbered' and d.failure is not null`
    case 'waiting':
      return sql`d.state = 'issued'`
    case 'issued':
      return sql`d.state not in ('draft', 'numbered', 'signed', 'void')`
    case 'delivered':
      return sql`d.state = 'delivered'`
    case 'void':
      return sql`d.state = 'void'`
    default:
      return sql`true`
  }
}

/** Diplomas of a run by given name, from after the one named. */
export async function listLines(
  db: Db,
  runId: string,
  filter: { view?: LineView | undefined; after?: { key: string; id: string } | undefined },
  limit: number,
): Promise<Line[]> {
  const after = filter.after
    ? sql`(d.name_key, d.id) > (${filter.after.key}, ${filter.after.id}::uuid)`
    : sql`true`
  const found = await sql<Line>`select ${columns} from diplomas.diploma d
    where d.run_id = ${runId}::uuid and ${viewWhere(filter.view ?? 'all')} and ${after}
    order by d.name_key, d.id limit ${limit}`.execute(db)
  return found.rows
}

export type NewLine = {
  public_id: string
  institution_id: string
  person_id: string
  enrolment_id: string | null
  kind_id: string
  kind_code: KindCode
  run_id: string
  content: DiplomaContent
  name_key: string
  birth_date: string | null
  birth_year: number | null
  issue_date: string
  faults: Fault[]
  is_demo: boolean
}

/** Puts these drafts in the place of those of the run. A course of study that has a standing diploma meanwhile is left out by the database. */
export async function writeDrafts(tx: Tx, runId: string, rows: readonly NewLine[]): Promise<void> {
  await sql`delete from diplomas.diploma where run_id = ${runId}::uuid and state = 'draft'`.execute(tx)
  await sql`insert into diplomas.diploma (public_id, institution_id, person_id, enrolment_id, kind_id, kind_code, run_id, content, name_key,
      birth_date, birth_year, issue_date, faults, is_demo)
    select public_id, institution_id, person_id, enrolment_id, kind_id, kind_code, run_id, content, name_key, birth_date, birth_year,
      issue_date, faults, is_demo
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(public_id text, institution_id uuid, person_id uuid, enrolment_id uuid,
      kind_id uuid, kind_code text, run_id uuid, content jsonb, name_key text, birth_date date, birth_year smallint, issue_date date,
      faults jsonb, is_demo boolean)`.execute(tx)
}

/** Which of the courses of study have a diploma under way or standing, outside the run. */
export async function listTaken(
  db: Db,
  enrolmentIds: readonly string[],
  exceptRun: string | null,
): Promise<Set<string>> {
  const found = await sql<{ enrolment_id: string }>`select d.enrolment_id from diplomas.diploma d
    where d.enrolment_id = any(${[...enrolmentIds]}::uuid[]) and d.state not in ('corrected', 'replaced', 'revoked', 'void')
      and not (d.state = 'draft' and d.run_id is not distinct from ${exceptRun}::uuid)`.execute(db)
  return new Set(found.rows.map((row) => row.enrolment_id))
}

export type Held = {
  id: string
  person_id: string
  enrolment_id: string | null
  serial: string | null
  entry_no: string | null
  programme: DiplomaContent['programme']
}

/** Diplomas of a kind the people hold or are being given, drafts apart. */
export async function listHeld(db: Db, personIds: readonly string[], kindCode: string): Promise<Held[]> {
  const found =
    await sql<Held>`select d.id, d.person_id, d.enrolment_id, ${bookSerial} as serial, ${bookEntryNo} as entry_no,
      d.content -> 'programme' as programme
    from diplomas.diploma d where d.person_id = any(${[...personIds]}::uuid[]) and d.kind_code = ${kindCode}
      and d.state not in ('draft', 'corrected', 'replaced', 'revoked', 'void')`.execute(db)
  return found.rows
}

export type LeftOut = {
  id: string
  person_id: string
  enrolment_id: string | null
  full_name: string | null
  reason: string
  by_name: string
  at: Date
}

/** Who of the run's list gets none now, by name; the name is null where the reader does not reach the person. */
export async function listLeftOut(db: Db, runId: string): Promise<LeftOut[]> {
  const found =
    await sql<LeftOut>`select l.id, l.person_id, l.enrolment_id, p.full_name, l.reason, l.by_name, l.at
    from diplomas.left_out l left join people.person p on p.id = l.person_id
    where l.run_id = ${runId}::uuid order by p.name_key, l.id`.execute(db)
  return found.rows
}

/** Whoever has a line in the run or was left out of it. */
export async function listPresent(db: Db, runId: string): Promise<Set<string>> {
  const found = await sql<{ person_id: string }>`select d.person_id from diplomas.diploma d
      where d.run_id = ${runId}::uuid and d.person_id is not null and d.state <> 'void'
    union select l.person_id from diplomas.left_out l where l.run_id = ${runId}::uuid`.execute(db)
  return new Set(found.rows.map((row) => row.person_id))
}
