import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import { writeChanges } from '#platform/audit/record.ts'
import { rowProblem, type Batch } from '#platform/imports/index.ts'

const columns =
  sql.raw(`full_name text, fold text, birth_date date, birth_year smallint, sex text, ethnicity text, phone text, email text,
  address text, schooling text, programme_fold text, round_fold text, code text, citizen_number_kind text, citizen_number_sealed text,
  citizen_number_index text, citizen_number_end text`)

/** The staged rows as a typed table of this transaction, `application_rows`, each with the intake it names and an application it repeats. */
export async function matchApplications(
  tx: Tx,
  batch: Batch,
  source: 'import_row' | 'import_accepted',
  where: RawBuilder<unknown>,
): Promise<void> {
  await sql`drop table if exists application_rows`.execute(tx)
  await sql`create temporary table application_rows on commit drop as
    select r.row_number, null::uuid as intake_id, 0 as intakes, null::uuid as known_id, v.*
    from ${sql.table(`platform.${source}`)} r cross join lateral jsonb_to_record(r.values) as v(${columns}) where ${where}`.execute(
    tx,
  )
  // A round that is over is not meant any more, unless the list says which round.
  await sql`with found as (
      select s.row_number, i.id from application_rows s
      join curricula.programme p on p.institution_id = ${batch.institutionId}::uuid
        and (platform.fold(p.name) = s.programme_fold or platform.fold(p.code) = s.programme_fold)
      join students.intake i on i.programme_id = p.id
        and case when s.round_fold is null then i.closes_on >= ${batch.today}::date else platform.fold(i.round) = s.round_fold
          and i.year >= extract(year from ${batch.today}::date) - 1 end
    ), one as (select row_number, count(*)::int as intakes, min(id::text)::uuid as id from found group by row_number)
    update application_rows s set intakes = o.intakes, intake_id = case when o.intakes = 1 then o.id end
    from one o where o.row_number = s.row_number`.execute(tx)
  await sql`update application_rows s set known_id = a.id from students.application a
    where a.intake_id = s.intake_id and a.state in ('submitted', 'returned', 'accepted')
      and (a.citizen_number_index = s.citizen_number_index or (a.search = s.fold and a.birth_date = s.birth_date))`.execute(
    tx,
  )
}

const problem = (field: string, code: string) =>
  rowProblem(field, 'error', `students.admission.import.${code}`)

/** Compares the staged rows with the plan and with the applications there are. */
export async function examineApplications(tx: Tx, batch: Batch): Promise<void> {
  await matchApplications(tx, batch, 'import_row', sql`r.batch_id = ${batch.id} and r.verdict = 'unchecked'`)
  await sql`with twin as (
      select row_number, count(*) over (partition by intake_id, fold, birth_date) as same_name,
        count(citizen_number_index) over (partition by intake_id, citizen_number_index) as same_number
      from application_rows where intake_id is not null
    ), judged as (
      select s.row_number, s.known_id,
        case when s.intakes = 0 then ${problem('programme', 'no_intake')} when s.intakes > 1 then ${problem('round', 'several_intakes')} else '[]'::jsonb end
        || case when t.same_name > 1 or t.same_number > 1 then ${problem('full_name', 'twice')} else '[]'::jsonb end as problems
      from application_rows s left join twin t on t.row_number = s.row_number
    )
    update platform.import_row r set match_id = j.known_id, problems = r.problems || j.problems,
      verdict = case when j.known_id is null then 'unchecked' else 'same' end
    from judged j where r.batch_id = ${batch.id} and r.row_number = j.row_number`.execute(tx)
}

/** Writes the accepted rows as applications that wait for an answer. */
export async function commitApplications(tx: Tx, batch: Batch, seq: number): Promise<number> {
  await matchApplications(tx, batch, 'import_accepted', sql`r.batch_id = ${batch.id}`)
  // a round that was open when the rows were looked at may have ended since
  const lost =
    await sql`select 1 from application_rows where known_id is null and intake_id is null limit 1`.execute(tx)
  if (lost.rows.length > 0) throw precondition('students.admission.import.no_intake')
  await sql`create temporary table made on commit drop as
    with written as (
      insert into students.application (institution_id, intake_id, code, source, full_name, birth_date, birth_year, sex, ethnicity,
        phone, email, address, schooling, citizen_number_kind, citizen_number_sealed, citizen_number_index, citizen_number_end)
      select ${batch.institutionId}::uuid, intake_id, code, 'import', full_name, birth_date, birth_year, sex, ethnicity, phone, email,
        address, schooling, citizen_number_kind, citizen_number_sealed, citizen_number_index, citizen_number_end
      from application_rows where known_id is null order by row_number returning id, code, intake_id, full_name
    ) select * from written`.execute(tx)
  await sql`update platform.import_row r set result_id = m.id from made m join application_rows s on s.code = m.code
    where r.batch_id = ${batch.id} and r.row_number = s.row_number`.execute(tx)
  const made = await sql<{
    id: string
    intake_id: string
    code: string
    full_name: string
  }>`select * from made`.execute(tx)
  return writeChanges(
    tx,
    seq,
    made.rows.map(({ id, ...after }) => ({
      subject: 'students.application',
      id,
      institution: batch.institutionId,
      before: null,
      after: { ...after, source: 'import' },
    })),
  )
}
