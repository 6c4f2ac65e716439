import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { fold } from '#platform/text/index.ts'

export type Enrolment = {
  id: string
  run_id: string
  person_id: string
  person_name: string
  institution_id: string
  is_cancelled: boolean
  outcome: 'passed' | 'failed' | null
  score: string | null
  hours: string | null
  decided_on: string | null
  paper_no: string | null
  by_hand: boolean
  version: number
  /** Number in the queue; null when taken back. */
  place: number | null
  certificate_id: string | null
  serial: string | null
}

const columns = sql`e.id, e.run_id, e.person_id, e.person_name, e.institution_id, e.is_cancelled, e.outcome, e.score, e.hours,
  e.decided_on, e.paper_no, e.by_hand, e.version, p.place, k.id as certificate_id, k.serial`

/** Who is registered for a class, in the order of registering: of all schools (for whoever gives it), or of some. */
export async function listEnrolments(
  db: Db,
  runId: string,
  schools: 'all' | readonly string[] = 'all',
): Promise<Enrolment[]> {
  const within = schools === 'all' ? sql`true` : sql`e.institution_id = any (${[...schools]}::uuid[])`
  const found = await sql<Enrolment>`select ${columns} from staff.enrolment e
    left join staff.places_in(${runId}) p on p.enrolment_id = e.id
    left join staff.certificate k on k.enrolment_id = e.id
    where e.run_id = ${runId} and not e.is_cancelled and ${within} order by e.place_no`.execute(db)
  return found.rows
}

/** A person's registration for a class, also one taken back. */
export async function findEnrolment(db: Db, runId: string, personId: string): Promise<Enrolment | undefined> {
  const found = await sql<Enrolment>`select ${columns} from staff.enrolment e
    left join staff.places_in(${runId}) p on p.enrolment_id = e.id
    left join staff.certificate k on k.enrolment_id = e.id
    where e.run_id = ${runId} and e.person_id = ${personId}`.execute(db)
  return found.rows[0]
}

/** Which of the classes the person is registered for. */
export async function registeredAmong(
  db: Db,
  personId: string,
  runIds: readonly string[],
): Promise<Set<string>> {
  if (runIds.length === 0) return new Set()
  const found = await sql<{ run_id: string }>`select run_id from staff.enrolment
    where person_id = ${personId} and run_id = any (${[...runIds]}::uuid[]) and not is_cancelled`.execute(db)
  return new Set(found.rows.map((row) => row.run_id))
}

export type Registrant = { person_id: string; person_name: string; institution_id: string }

/** People in post on the day with the school that answers for them: a permanent post first, then the earliest. */
export async function listRegistrants(
  db: Db,
  personIds: readonly string[],
  day: string,
): Promise<Registrant[]> {
  const found =
    await sql<Registrant>`select distinct on (p.person_id) p.person_id, n.full_name as person_name, p.institution_id
    from staff.posts_on(${day}::date) p join people.person n on n.id = p.person_id
    where p.person_id = any (${[...personIds]}::uuid[])
    order by p.person_id, p.contract is not distinct from 'visiting', p.from_date nulls first, p.id`.execute(
      db,
    )
  return found.rows
}

export type Candidate = { person_id: string; full_name: string; title: string | null; is_trained: boolean }

/** People in post at a school who are not registered for the class: those without a result of its category first. */
export async function listCandidates(
  db: Db,
  run: { id: string; category: string },
  institutions: 'all' | readonly string[],
  day: string,
  text: string | undefined,
): Promise<Candidate[]> {
  const within =
    institutions === 'all' ? sql`true` : sql`p.institution_id = any (${[...institutions]}::uuid[])`
  const named = text ? sql`n.search like ${`%${fold(text)}%`}` : sql`true`
  const found = await sql<Candidate>`select * from (
      select distinct on (p.person_id) p.person_id, n.full_name, n.name_key, p.title, exists (select 1 from staff.training_evidence v
        where v.person_id = p.person_id and v.category = ${run.category} and v.state in ('passed', 'verified')) as is_trained
      from staff.posts_on(${day}::date) p join people.person n on n.id = p.person_id
      where ${within} and ${named} and not exists (select 1 from staff.enrolment e
        where e.run_id = ${run.id} and e.person_id = p.person_id and not e.is_cancelled)
      order by p.person_id, p.from_date nulls first) c
    order by is_trained, name_key, person_id limit 50`.execute(db)
  return found.rows
}

/** Until the transaction ends nobody else registers for the class: the order of the queue is the order of commits. */
export async function holdQueue(tx: Tx, runId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${runId}, 1300))`.execute(tx)
}

/** Registers people; who had taken it back comes again at the end. @returns ids of the rows written */
export async function insertEnrolments(
  tx: Tx,
  runId: string,
  people: readonly Registrant[],
  source: 'self' | 'school',
): Promise<{ id: string; person_id: string; institution_id: string }[]> {
  await sql`delete from staff.enrolment where run_id = ${runId} and is_cancelled and person_id = any (${people.map((one) => one.person_id)}::uuid[])`.execute(
    tx,
  )
  const made = await sql<{ id: string; person_id: string; institution_id: string }>`
    insert into staff.enrolment (run_id, person_id, person_name, institution_id, source)
    select ${runId}, r.person_id, r.person_name, r.institution_id, ${source}
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r(person_id uuid, person_name text, institution_id uuid)
    on conflict (run_id, person_id) do nothing returning id, person_id, institution_id`.execute(tx)
  return made.rows
}

export async function cancelEnrolment(tx: Tx, id: string): Promise<number> {
  const done = await sql`update staff.enrolment set is_cancelled = true, version = version + 1
    where id = ${id} and outcome is null and not is_cancelled`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}

export type ResultRow = {
  id: string
  version: number
  outcome: 'passed' | 'failed' | null
  score: string | null
  hours: string | null
  decided_on: string | null
}

/** Writes results of a class where they differ from the stored ones. @returns ids of the rows that changed */
export async function writeResults(tx: Tx, runId: string, rows: readonly ResultRow[]): Promise<string[]> {
  const done = await sql<{
    id: string
  }>`update staff.enrolment e set outcome = r.outcome, score = r.score, hours = r.hours,
      decided_on = r.decided_on, by_hand = true, version = e.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, version integer, outcome text, score numeric, hours numeric, decided_on date)
    where e.id = r.id and e.run_id = ${runId} and not e.is_cancelled and e.version = r.version
      and (e.outcome, e.score, e.hours, e.decided_on) is distinct from (r.outcome, r.score, r.hours, r.decided_on)
    returning e.id`.execute(tx)
  return done.rows.map((row) => row.id)
}

/** Certificates for those who passed and have none. @returns the new certificates */
export async function insertCertificates(
  tx: Tx,
  runId: string,
  issuedOn: string,
): Promise<{ id: string; enrolment_id: string; institution_id: string; serial: string }[]> {
  const made = await sql<{ id: string; enrolment_id: string; institution_id: string; serial: string }>`
    insert into staff.certificate (enrolment_id, person_id, institution_id, serial, hours, issued_on)
    select e.id, e.person_id, e.institution_id,
      'BD-' || to_char(${issuedOn}::date, 'YYYY') || '-' || lpad(nextval('staff.certificate_no')::text, 6, '0'),
      coalesce(e.hours, c.hours), ${issuedOn}
    from staff.enrolment e join staff.course_run r on r.id = e.run_id join staff.course c on c.id = r.course_id
    where e.run_id = ${runId} and e.outcome = 'passed' and not exists (select 1 from staff.certificate k where k.enrolment_id = e.id)
    order by e.place_no returning id, enrolment_id, institution_id, serial`.execute(tx)
  return made.rows
}
