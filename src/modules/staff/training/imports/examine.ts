import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { rowProblem, type Batch } from '#platform/imports/index.ts'

const columns =
  sql.raw(`full_name text, fold text, birth_date date, citizen_number_index text, class text, class_fold text, outcome text,
  score numeric, hours numeric, decided_on date, paper_no text`)

/** The staged rows as a typed table of this transaction, `result_rows`. */
export async function unpackResults(
  tx: Tx,
  source: 'import_row' | 'import_accepted',
  where: RawBuilder<unknown>,
): Promise<void> {
  await sql`drop table if exists result_rows`.execute(tx)
  await sql`create temporary table result_rows on commit drop as
    select r.row_number, r.match_id as enrolment_id, null::uuid as person_id, 0 as people, null::uuid as run_id, 0 as runs,
      null::date as run_from, null::date as run_to, null::numeric as course_hours, v.*
    from ${sql.table(`platform.${source}`)} r cross join lateral jsonb_to_record(r.values) as v(${columns}) where ${where}`.execute(
    tx,
  )
  await sql`create index on result_rows (fold)`.execute(tx)
  await sql`analyze result_rows`.execute(tx)
}

/** Finds for each row its class and its person among those who hold or held a post at the institution, set by set. */
export async function matchResults(tx: Tx, batch: Batch): Promise<void> {
  await sql`with wanted as (select distinct class, class_fold from result_rows where class is not null),
    found as (
      select w.class, r.id, r.from_date, r.to_date, c.hours, rank() over (partition by w.class order by (lower(r.code) = lower(w.class)) desc) as place
      from wanted w join staff.course_run r on true join staff.course c on c.id = r.course_id
      where r.state <> 'cancelled' and (lower(r.code) = lower(w.class) or platform.fold(c.name) = w.class_fold)
    ), one as (
      select class, count(*)::int as runs, min(id::text)::uuid as id, min(from_date) as from_date, min(to_date) as to_date, min(hours) as hours
      from found where place = 1 group by class
    )
    update result_rows s set runs = o.runs, run_id = case when o.runs = 1 then o.id end, run_from = o.from_date, run_to = o.to_date, course_hours = o.hours
    from one o where o.class = s.class`.execute(tx)
  await sql`with own as materialized (
      select n.id, n.search, n.birth_date, n.citizen_number_index from people.person n
      where n.merged_into is null and n.id in (select p.person_id from staff.post p where p.institution_id = ${batch.institutionId}::uuid)
    ), found as (
      select s.row_number, o.id from result_rows s join own o on o.citizen_number_index = s.citizen_number_index
      union
      select s.row_number, o.id from result_rows s join own o on o.search = s.fold and (s.birth_date is null or o.birth_date is null or o.birth_date = s.birth_date)
      where s.citizen_number_index is null or not exists (select 1 from own k where k.citizen_number_index = s.citizen_number_index)
    ), one as (select row_number, count(*)::int as people, min(id::text)::uuid as id from found group by row_number)
    update result_rows s set people = o.people, person_id = case when o.people = 1 then o.id end from one o where o.row_number = s.row_number`.execute(
    tx,
  )
  await sql`update result_rows s set enrolment_id = e.id from staff.enrolment e where e.run_id = s.run_id and e.person_id = s.person_id`.execute(
    tx,
  )
}

/** Result as it will be written: the day of the class's end and the hours of the course stand in for empty cells. */
export const writtenDay = sql`coalesce(s.decided_on, s.run_to)`
export const writtenHours = sql`coalesce(s.hours, case when s.outcome = 'passed' then s.course_hours end)`

const problem = (field: string, level: 'error' | 'warning', code: string) =>
  rowProblem(field, level, `staff.training.import.${code}`)

/** Compares the staged rows with classes, people and results there are. */
export async function examineResults(tx: Tx, batch: Batch): Promise<void> {
  await unpackResults(tx, 'import_row', sql`r.batch_id = ${batch.id} and r.verdict = 'unchecked'`)
  await matchResults(tx, batch)
  await sql`with twin as (select row_number, count(*) over (partition by run_id, person_id) as n from result_rows where run_id is not null and person_id is not null),
    judged as (
      select s.row_number, e.id as enrolment_id,
        case when s.runs = 0 then ${problem('class', 'error', 'no_run')} when s.runs > 1 then ${problem('class', 'error', 'several_runs')} else '[]'::jsonb end
        || case when s.runs = 1 and not (platform.reaches_all() or coalesce(r.institution_id = ${batch.institutionId}::uuid, false)) then ${problem('class', 'error', 'not_giver')} else '[]'::jsonb end
        || case when s.people = 0 then ${problem('full_name', 'error', 'no_person')} when s.people > 1 then ${problem('full_name', 'error', 'several_people')} else '[]'::jsonb end
        || case when t.n > 1 then ${problem('full_name', 'error', 'twice')} else '[]'::jsonb end
        || case when ${writtenDay} > ${batch.today}::date then ${problem('decided_on', 'error', 'future')} when ${writtenDay} < s.run_from then ${problem('decided_on', 'error', 'before_start')} else '[]'::jsonb end
        || case when k.id is not null and s.outcome = 'failed' then ${problem('outcome', 'error', 'has_certificate')} else '[]'::jsonb end
        || case when s.hours is null and s.outcome = 'passed' and s.run_id is not null then ${problem('hours', 'warning', 'no_hours')} else '[]'::jsonb end as problems,
        case when e.outcome is null then '{}'::jsonb else
          case when e.outcome <> s.outcome then jsonb_build_object('outcome', jsonb_build_object('before', e.outcome, 'after', s.outcome, 'by_hand', e.by_hand)) else '{}'::jsonb end
          || case when s.score is not null and s.score is distinct from e.score then jsonb_build_object('score', jsonb_build_object('before', e.score, 'after', s.score, 'by_hand', e.by_hand)) else '{}'::jsonb end
          || case when s.hours is not null and s.hours is distinct from e.hours then jsonb_build_object('hours', jsonb_build_object('before', e.hours, 'after', s.hours, 'by_hand', e.by_hand)) else '{}'::jsonb end
          || case when s.decided_on is not null and s.decided_on is distinct from e.decided_on then jsonb_build_object('decided_on', jsonb_build_object('before', e.decided_on::text, 'after', s.decided_on::text, 'by_hand', e.by_hand)) else '{}'::jsonb end
          || case when s.paper_no is not null and s.paper_no is distinct from e.paper_no then jsonb_build_object('paper_no', jsonb_build_object('before', e.paper_no, 'after', s.paper_no, 'by_hand', e.by_hand)) else '{}'::jsonb end
        end as differences, e.outcome is not null as has_result, e.by_hand
      from result_rows s
      left join twin t on t.row_number = s.row_number
      left join staff.course_run r on r.id = s.run_id
      left join staff.enrolment e on e.id = s.enrolment_id
      left join staff.certificate k on k.enrolment_id = e.id
    )
    update platform.import_row r set match_id = j.enrolment_id, problems = r.problems || j.problems, differences = nullif(j.differences, '{}'),
      verdict = case when not j.has_result then 'unchecked' when j.differences = '{}' then 'same' when j.by_hand then 'doubt' else 'change' end
    from judged j where r.batch_id = ${batch.id} and r.row_number = j.row_number`.execute(tx)
}
