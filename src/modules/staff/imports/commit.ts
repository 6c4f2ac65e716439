import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { Batch } from '#platform/imports/define.ts'
import { unpackRows } from './rows.ts'
import { takesNumber } from '#modules/people/index.ts'

/** Facts of a person and of a post that an import may change, as the audit keeps them. */
export const personFacts =
  sql.raw(`jsonb_build_object('full_name', n.full_name, 'name_key', n.name_key, 'birth_date', n.birth_date,
  'birth_year', n.birth_year, 'sex', n.sex, 'ethnicity', n.ethnicity, 'is_minority', n.is_minority, 'citizen_number_kind', n.citizen_number_kind,
  'citizen_number_sealed', n.citizen_number_sealed, 'citizen_number_index', n.citizen_number_index, 'citizen_number_end', n.citizen_number_end,
  'phone', n.phone, 'email', n.email)`)
export const postFacts =
  sql.raw(`jsonb_build_object('person_id', p.person_id, 'institution_id', p.institution_id, 'role', p.role,
  'title', p.title, 'contract', p.contract, 'also_teaches', p.also_teaches, 'from_date', p.from_date, 'to_date', p.to_date,
  'occupations', p.occupations, 'levels', p.levels, 'general_subject', p.general_subject)`)

/**
 * Writes the accepted rows: people, their link to the institution, posts, qualifications and claims of training, each in
 * one statement, and every change into the audit entry. @returns how many changes it wrote.
 */
export async function commitStaff(tx: Tx, batch: Batch, seq: number): Promise<number> {
  await unpackRows(tx, 'import_accepted', sql`r.batch_id = ${batch.id}`)
  await settlePeople(tx, batch)
  const note = createNotes(tx, batch, seq)
  await writePeople(tx, note)
  await writeLinks(tx, batch, note)
  await writePosts(tx, batch, note)
  await writeQualifications(tx, note)
  await writeClaims(batch, note)
  await sql`update platform.import_row r set result_id = s.person_id from staff_rows s
    where r.batch_id = ${batch.id} and r.row_number = s.row_number`.execute(tx)
  return note.count()
}

/** Writes changes straight into the audit entry, one statement for each kind of row; positions go on counting. */
function createNotes(tx: Tx, batch: Batch, seq: number) {
  let count = 0
  return {
    count: () => count,
    /** `rows` selects subject_id, before, after; it may begin with the statement that makes them (`with`). */
    async add(
      subject: string,
      rows: RawBuilder<unknown>,
      making: RawBuilder<unknown> = sql``,
    ): Promise<void> {
      const done =
        await sql`${making} insert into platform.audit_change (entry_seq, position, subject, subject_id, institution_id, before, after)
        select ${seq}, ${count} + (row_number() over ())::int - 1, ${subject}, c.subject_id::text, ${batch.institutionId}::uuid, c.before, c.after
        from (${rows}) c (subject_id, before, after)`.execute(tx)
      count += Number(done.numAffectedRows ?? 0)
    },
  }
}
type Notes = ReturnType<typeof createNotes>

/** Whose row it is: the person found, whoever got the number since, or somebody new. */
async function settlePeople(tx: Tx, batch: Batch): Promise<void> {
  await sql`update staff_rows set found_id = null where decision = 'new' and found_id is not null`.execute(tx)
  await sql`with known as materialized (
      select k.id, k.citizen_number_index
      from people.by_citizen_number((select coalesce(array_agg(citizen_number_index), '{}') from staff_rows where citizen_number_index is not null)) k
    )
    update staff_rows s set found_id = k.id from known k
    where k.citizen_number_index = s.citizen_number_index and s.found_id is distinct from k.id`.execute(tx)
  await sql`update staff_rows s set person_id = s.found_id, post_id = (
      select p.id from staff.post p where p.person_id = s.found_id and p.institution_id = ${batch.institutionId} and p.role = s.role
        and (p.to_date is null or p.to_date >= ${batch.today}::date) order by p.from_date desc nulls last, p.id limit 1)
    where s.found_id is not null`.execute(tx)
}

async function writePeople(tx: Tx, note: Notes): Promise<void> {
  await sql`insert into people.person (id, full_name, name_key, birth_date, birth_year, sex, ethnicity, is_minority,
      citizen_number_kind, citizen_number_sealed, citizen_number_index, citizen_number_end, phone, email)
    select person_id, full_name, name_key, birth_date, birth_year, sex, ethnicity, is_minority,
      citizen_number_kind, citizen_number_sealed, citizen_number_index, citizen_number_end, phone, email
    from staff_rows where found_id is null`.execute(tx)
  await note.add(
    'people.person',
    sql`select n.person_id, null::jsonb, jsonb_strip_nulls(${personFacts}) from staff_rows n where n.found_id is null`,
  )
  await sql`create temporary table staff_before on commit drop as
    select n.id, n.version, ${personFacts} as facts from people.person n where n.id in (select found_id from staff_rows)`.execute(
    tx,
  )
  await sql`update people.person n set full_name = s.full_name, name_key = s.name_key, birth_date = coalesce(s.birth_date, n.birth_date),
      birth_year = case when s.birth_date is null and n.birth_date is not null then n.birth_year else coalesce(s.birth_year, n.birth_year) end,
      sex = coalesce(s.sex, n.sex), ethnicity = coalesce(s.ethnicity, n.ethnicity), is_minority = coalesce(s.is_minority, n.is_minority),
      citizen_number_kind = case when t.takes then s.citizen_number_kind else n.citizen_number_kind end,
      citizen_number_sealed = case when t.takes then s.citizen_number_sealed else n.citizen_number_sealed end,
      citizen_number_index = case when t.takes then s.citizen_number_index else n.citizen_number_index end,
      citizen_number_end = case when t.takes then s.citizen_number_end else n.citizen_number_end end,
      phone = coalesce(s.phone, n.phone), email = coalesce(s.email, n.email), version = n.version + 1
    from (select s.row_number, ${sql.raw(takesNumber)} as takes from staff_rows s join people.person n on n.id = s.found_id) t
    join staff_rows s on s.row_number = t.row_number where s.found_id = n.id`.execute(tx)
  await noteChanges(
    note,
    'people.person',
    sql`people.person n join staff_before b on b.id = n.id`,
    personFacts,
    sql`n.id`,
  )
}

/** Keeps of each changed record only what differs. */
async function noteChanges(
  note: Notes,
  subject: string,
  from: RawBuilder<unknown>,
  now: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
): Promise<void> {
  await note.add(
    subject,
    sql`select w.id, d.before, d.after from (select ${id} as id, b.facts as was, ${now} as facts from ${from}) w
    cross join lateral (
      select jsonb_object_agg(k, w.was -> k) as before, jsonb_object_agg(k, w.facts -> k) as after
      from jsonb_object_keys(w.facts) k where w.was -> k is distinct from w.facts -> k
    ) d where d.after is not null`,
  )
}

/** New people come with their link; that somebody known is now linked here is a change of its own. */
async function writeLinks(tx: Tx, batch: Batch, note: Notes): Promise<void> {
  await sql`insert into people.link (person_id, institution_id, source)
    select person_id, ${batch.institutionId}::uuid, 'staff' from staff_rows where found_id is null`.execute(
    tx,
  )
  await note.add(
    'people.link',
    sql`select l.person_id, null::jsonb, jsonb_build_object('institution_id', ${batch.institutionId}::uuid, 'source', 'staff') from linked l`,
    sql`with linked as (
      insert into people.link (person_id, institution_id, source)
      select distinct person_id, ${batch.institutionId}::uuid, 'staff' from staff_rows where found_id is not null
      on conflict do nothing returning person_id)`,
  )
}

async function writePosts(tx: Tx, batch: Batch, note: Notes): Promise<void> {
  await sql`drop table staff_before`.execute(tx)
  await sql`create temporary table staff_before on commit drop as
    select p.id, ${postFacts} as facts from staff.post p where p.id in (select post_id from staff_rows)`.execute(
    tx,
  )
  await sql`update staff.post p set title = coalesce(s.title, p.title), contract = coalesce(s.contract, p.contract),
      also_teaches = p.also_teaches or s.also_teaches, from_date = coalesce(s.from_date, p.from_date), to_date = coalesce(s.to_date, p.to_date),
      occupations = case when cardinality(s.occupations) > 0 then s.occupations else p.occupations end,
      levels = case when cardinality(s.levels) > 0 then s.levels else p.levels end,
      general_subject = coalesce(s.general_subject, p.general_subject), version = p.version + 1
    from staff_rows s where s.post_id = p.id`.execute(tx)
  await noteChanges(
    note,
    'staff.post',
    sql`staff.post p join staff_before b on b.id = p.id`,
    postFacts,
    sql`p.id`,
  )
  await sql`create temporary table staff_posts on commit drop as
    select distinct on (person_id, role) uuidv7() as id, person_id, name_key, ${batch.institutionId}::uuid as institution_id, role, title, contract,
      from_date, to_date, also_teaches, coalesce(occupations, '{}') as occupations, coalesce(levels, '{}') as levels, general_subject
    from staff_rows where post_id is null order by person_id, role, row_number`.execute(tx)
  await sql`insert into staff.post (id, person_id, name_key, institution_id, role, title, contract, from_date, to_date, also_teaches, occupations, levels, general_subject)
    select p.id, p.person_id, p.name_key, p.institution_id, p.role, p.title, p.contract, p.from_date, p.to_date, p.also_teaches, p.occupations,
      p.levels, p.general_subject from staff_posts p`.execute(tx)
  await note.add(
    'staff.post',
    sql`select p.id, null::jsonb, jsonb_strip_nulls(${postFacts}) from staff_posts p`,
  )
}

/** Qualifications the person does not have yet. One change a person: a list may bring five for each of 100,000 people. */
async function writeQualifications(tx: Tx, note: Notes): Promise<void> {
  await sql`create temporary table staff_quals on commit drop as
    select distinct on (s.person_id, w.choice) uuidv7() as id, s.person_id, split_part(w.choice, '.', 1) as kind, split_part(w.choice, '.', 2) as level, w.field
    from staff_rows s cross join lateral (
      select split_part(one, '|', 1) as choice, nullif(split_part(one, '|', 2), '') as field from unnest(s.qualifications) as one
    ) w
    where not exists (select 1 from staff.qualification h where s.found_id is not null and h.person_id = s.found_id
      and h.kind = split_part(w.choice, '.', 1) and h.level = split_part(w.choice, '.', 2))
    order by s.person_id, w.choice, s.row_number`.execute(tx)
  await sql`insert into staff.qualification (id, person_id, kind, level, field, source)
    select id, person_id, kind, level, field, 'import' from staff_quals`.execute(tx)
  await note.add(
    'staff.qualifications',
    sql`select person_id, null::jsonb, jsonb_build_object('items',
      jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', id, 'kind', kind, 'level', level, 'field', field)))) from staff_quals group by person_id`,
  )
}

async function writeClaims(batch: Batch, note: Notes): Promise<void> {
  await note.add(
    'staff.training_claim',
    sql`select id, null::jsonb, jsonb_strip_nulls(to_jsonb(made) - 'id') from made`,
    sql`with made as (
      insert into staff.training_claim (person_id, institution_id, course_name, taken, noted_on)
      select s.person_id, ${batch.institutionId}::uuid, s.training_name, s.training_time, ${batch.today}::date from staff_rows s
      where s.training_name is not null and not exists (
        select 1 from staff.training_claim c where c.person_id = s.person_id and c.course_name = s.training_name and c.taken is not distinct from s.training_time)
      returning id, person_id, institution_id, course_name, taken, noted_on)`,
  )
}
