import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { insertPeople, takesNumber } from '#modules/people/index.ts'
import { writeChanges, type Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Batch } from '#platform/imports/define.ts'
import { insertEnrolments, nextLearnerCodes } from '../../store/enrolment.ts'
import { findPlaces, unpackRows } from './rows.ts'

/** A row to be written, as the transaction's table holds it. */
type Row = {
  row_number: number
  found_id: string | null
  class_id: string | null
  cohort_id: string
  cohort_from: string
  learner_id: string | null
  enrolment_id: string | null
  full_name: string
  birth_date: string | null
  birth_year: number | null
  sex: string | null
  ethnicity: string | null
  is_minority: boolean | null
  citizen_number_kind: string | null
  citizen_number_sealed: string | null
  citizen_number_index: string | null
  citizen_number_end: string | null
  phone: string | null
  email: string | null
  code: string | null
  address: string | null
  class: string | null
  groups: string[] | null
  schooling: string | null
}

/** Writes the accepted rows: classes to open, people, learners, courses of study, policy groups. @returns how many changes. */
export async function commitLearners(tx: Tx, batch: Batch, seq: number): Promise<number> {
  await unpackRows(tx, 'import_accepted', batch, sql`r.batch_id = ${batch.id}`)
  await settlePeople(tx)
  await findPlaces(tx, batch)
  const classes = await openClasses(tx, batch)
  const rows = await readRows(tx)
  const people = await writePeople(tx, batch, rows)
  const places = await writePlaces(tx, batch, rows)
  const groups = await writeGroups(tx, batch, rows)
  const results = rows.map((row) => ({ row_number: row.row_number, id: row.found_id }))
  await sql`update platform.import_row r set result_id = x.id from jsonb_to_recordset(${JSON.stringify(results)}::jsonb)
    as x(row_number int, id uuid) where r.batch_id = ${batch.id} and r.row_number = x.row_number`.execute(tx)
  return writeChanges(tx, seq, [...classes, ...people, ...places, ...groups])
}

/** Whose row it is: the person found, whoever got the number since, or somebody new. */
async function settlePeople(tx: Tx): Promise<void> {
  await sql`update learner_rows set found_id = null where decision = 'new' and found_id is not null`.execute(
    tx,
  )
  await sql`with known as materialized (
      select k.id, k.citizen_number_index
      from people.by_citizen_number((select coalesce(array_agg(citizen_number_index), '{}') from learner_rows where citizen_number_index is not null)) k
    )
    update learner_rows s set found_id = k.id from known k where k.citizen_number_index = s.citizen_number_index and s.found_id is null`.execute(
    tx,
  )
}

/** Classes the file names and the school has not: opened in the cohort of their row. */
async function openClasses(tx: Tx, batch: Batch): Promise<Change[]> {
  const made = await sql<{ id: string; cohort_id: string; code: string }>`
    with wanted as (select distinct on (upper(s."class")) s.cohort_id, s."class" as code from learner_rows s
      where s.class_id is null and s."class" is not null order by upper(s."class"), s.row_number)
    insert into students.class_group (institution_id, cohort_id, code) select ${batch.institutionId}::uuid, cohort_id, code from wanted
    returning id, cohort_id, code`.execute(tx)
  await sql`update learner_rows s set class_id = g.id from students.class_group g where s.class_id is null
    and g.institution_id = ${batch.institutionId}::uuid and g.cohort_id = s.cohort_id and upper(g.code) = upper(s."class")`.execute(
    tx,
  )
  return made.rows.map(({ id, ...after }) => ({
    subject: 'students.class_group',
    id,
    institution: batch.institutionId,
    before: null,
    after,
  }))
}

async function readRows(tx: Tx): Promise<Row[]> {
  const found =
    await sql<Row>`select s.*, c.from_date as cohort_from from learner_rows s join students.cohort c on c.id = s.cohort_id
    order by s.row_number`.execute(tx)
  return found.rows
}

/** New people are added; of known ones the file fills in what it tells. Every row gets its person. */
async function writePeople(tx: Tx, batch: Batch, rows: Row[]): Promise<Change[]> {
  const changed = await updateKnown(tx, batch)
  const made = rows.filter((row) => row.found_id === null)
  for (const row of made) row.found_id = randomUUID()
  const added = await insertPeople(
    tx,
    made.map((row) => ({
      id: row.found_id!,
      full_name: row.full_name,
      birth_date: row.birth_date,
      birth_year: row.birth_year,
      sex: row.sex,
      ethnicity: row.ethnicity,
      is_minority: row.is_minority,
      citizen_number_kind: row.citizen_number_kind,
      citizen_number_sealed: row.citizen_number_sealed,
      citizen_number_index: row.citizen_number_index,
      citizen_number_end: row.citizen_number_end,
      phone: row.phone,
      email: row.email,
    })),
    batch.institutionId ?? undefined,
  )
  return [...changed, ...added]
}

const personFacts =
  sql.raw(`jsonb_build_object('birth_date', n.birth_date, 'birth_year', n.birth_year, 'sex', n.sex,
  'ethnicity', n.ethnicity, 'is_minority', n.is_minority, 'citizen_number_kind', n.citizen_number_kind,
  'citizen_number_sealed', n.citizen_number_sealed, 'citizen_number_index', n.citizen_number_index,
  'citizen_number_end', n.citizen_number_end, 'phone', n.phone, 'email', n.email)`)
const learnerFacts = sql.raw(`jsonb_build_object('schooling', l.schooling, 'address', l.address)`)

async function updateKnown(tx: Tx, batch: Batch): Promise<Change[]> {
  await sql`create temporary table learner_before on commit drop as
    select 'people.person' as subject, n.id, ${personFacts} as facts from people.person n where n.id in (select found_id from learner_rows)
    union all select 'students.learner', l.id, ${learnerFacts} from students.learner l where l.id in (select learner_id from learner_rows)`.execute(
    tx,
  )
  await sql`update people.person n set birth_date = coalesce(s.birth_date, n.birth_date),
      birth_year = case when s.birth_date is null and n.birth_date is not null then n.birth_year else coalesce(s.birth_year, n.birth_year) end,
      sex = coalesce(s.sex, n.sex), ethnicity = coalesce(s.ethnicity, n.ethnicity), is_minority = coalesce(s.is_minority, n.is_minority),
      citizen_number_kind = case when t.takes then s.citizen_number_kind else n.citizen_number_kind end,
      citizen_number_sealed = case when t.takes then s.citizen_number_sealed else n.citizen_number_sealed end,
      citizen_number_index = case when t.takes then s.citizen_number_index else n.citizen_number_index end,
      citizen_number_end = case when t.takes then s.citizen_number_end else n.citizen_number_end end,
      phone = coalesce(s.phone, n.phone), email = coalesce(s.email, n.email), version = n.version + 1
    from (select s.row_number, ${sql.raw(takesNumber)} as takes from learner_rows s join people.person n on n.id = s.found_id) t
    join learner_rows s on s.row_number = t.row_number where s.found_id = n.id`.execute(tx)
  await sql`update students.learner l set schooling = coalesce(s.schooling, l.schooling), address = coalesce(s.address, l.address),
      version = l.version + 1
    from learner_rows s where s.learner_id = l.id and (s.schooling is not null or s.address is not null)`.execute(
    tx,
  )
  const found = await sql<{
    subject: string
    id: string
    before: Record<string, unknown>
    after: Record<string, unknown>
  }>`
    select b.subject, b.id, d.before, d.after from learner_before b join (
      select 'people.person' as subject, n.id, ${personFacts} as facts from people.person n where n.id in (select found_id from learner_rows)
      union all select 'students.learner', l.id, ${learnerFacts} from students.learner l where l.id in (select learner_id from learner_rows)
    ) w on w.subject = b.subject and w.id = b.id cross join lateral (
      select jsonb_object_agg(k, b.facts -> k) as before, jsonb_object_agg(k, w.facts -> k) as after
      from jsonb_object_keys(w.facts) k where b.facts -> k is distinct from w.facts -> k
    ) d where d.after is not null`.execute(tx)
  return found.rows.map((row) => ({ ...row, institution: batch.institutionId }))
}

/** Learner and course of study for everybody who is not in the cohort yet; codes of the file, else the next free ones. */
async function writePlaces(tx: Tx, batch: Batch, rows: readonly Row[]): Promise<Change[]> {
  const places = rows.filter((row) => row.enrolment_id === null)
  const codes = new Map<Row, string>()
  for (const [year, of] of Map.groupBy(
    places.filter((row) => row.code === null),
    (row) => row.cohort_from.slice(0, 4),
  )) {
    const next = await nextLearnerCodes(tx, batch.institutionId!, Number(year), of.length)
    for (const [at, row] of of.entries()) codes.set(row, next[at]!)
  }
  return insertEnrolments(
    tx,
    places.map((row) => ({
      id: randomUUID(),
      learner_id: randomUUID(),
      learner_code: row.code ?? codes.get(row)!,
      person_id: row.found_id!,
      institution_id: batch.institutionId!,
      cohort_id: row.cohort_id,
      class_group_id: row.class_id,
      from_date: row.cohort_from,
      schooling: row.schooling,
      address: row.address,
    })),
  )
}

/** Policy groups the file names become facts that still wait for their papers. */
async function writeGroups(tx: Tx, batch: Batch, rows: readonly Row[]): Promise<Change[]> {
  const wanted = rows.flatMap((row) =>
    (row.groups ?? []).map((kind) => ({ person_id: row.found_id, kind, from: row.cohort_from })),
  )
  const made = await sql<{ id: string; person_id: string; kind: string; from_date: string }>`
    insert into students.policy_fact (person_id, institution_id, kind, from_date)
    select x.person_id, ${batch.institutionId}::uuid, x.kind, x.from from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      as x(person_id uuid, kind text, "from" date)
    where not exists (select 1 from students.policy_fact f where f.person_id = x.person_id and f.institution_id = ${batch.institutionId}::uuid
      and f.kind = x.kind and coalesce(f.to_date, 'infinity') >= x.from)
    returning id, person_id, kind, from_date`.execute(tx)
  return made.rows.map(({ id, ...after }) => ({
    subject: 'students.policy_fact',
    id,
    institution: batch.institutionId,
    before: null,
    after,
  }))
}
