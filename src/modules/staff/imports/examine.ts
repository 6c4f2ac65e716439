import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { Batch } from '#platform/imports/define.ts'
import { staffWords, takesNumber, unpackRows } from './rows.ts'

/**
 * Compares the staged rows with the people and posts there are: two rows with one citizen number, who is known already,
 * what would change, and where a change meets something entered by hand.
 */
export async function examineStaff(tx: Tx, batch: Batch): Promise<void> {
  await unpackRows(tx, 'import_row', sql`r.batch_id = ${batch.id} and r.verdict = 'unchecked'`)
  await markTwins(tx, batch)
  await matchByNumber(tx, batch)
  await matchByName(tx, batch)
  await sql`update staff_rows s set post_id = (
      select p.id from staff.post p where p.person_id = s.found_id and p.institution_id = ${batch.institutionId} and p.role = s.role
        and (p.to_date is null or p.to_date >= ${batch.today}::date) order by p.from_date desc nulls last, p.id limit 1)
    where s.found_id is not null`.execute(tx)
  await compare(tx, batch)
}

const problem = (
  field: string,
  level: 'error' | 'warning',
  code: string | RawBuilder<unknown>,
  params: RawBuilder<unknown> = sql`'{}'::jsonb`,
) =>
  sql`jsonb_build_array(jsonb_build_object('column', -1, 'field', ${field}::text, 'level', ${level}::text, 'code', ${code}::text, 'params', ${params}))`

/** Two rows with one citizen number are a mistake in both; two of one name and birth date may be one person written twice. */
async function markTwins(tx: Tx, batch: Batch): Promise<void> {
  await sql`with twin as (
      select citizen_number_index as number, array_agg(sheet_row order by row_number) as rows, array_agg(row_number) as numbers
      from staff_rows where citizen_number_index is not null group by 1 having count(*) > 1
    )
    update platform.import_row r set verdict = 'error', problems = r.problems || ${problem(
      'citizen_number',
      'error',
      'duplicate_number',
      sql`jsonb_build_object('row', array_to_string(array_remove(t.rows, r.sheet_row), ', '))`,
    )}
    from twin t where r.batch_id = ${batch.id} and r.row_number = any(t.numbers)`.execute(tx)
  await sql`with twin as (
      select s.row_number, first_value(s.sheet_row) over one as first_row, row_number() over one as place,
        count(s.citizen_number_index) over (partition by s.fold, s.birth_date) as numbers, count(*) over (partition by s.fold, s.birth_date) as people
      from staff_rows s where s.birth_date is not null
      window one as (partition by s.fold, s.birth_date order by s.row_number)
    )
    update platform.import_row r set verdict = 'doubt', problems = r.problems || ${problem(
      'full_name',
      'warning',
      'duplicate_in_file',
      sql`jsonb_build_object('row', t.first_row)`,
    )}
    from twin t where r.batch_id = ${batch.id} and r.row_number = t.row_number and r.verdict = 'unchecked' and t.place > 1 and t.numbers < t.people`.execute(
    tx,
  )
}

/** The number finds the person in whatever institution; a number under another name is a mistake. */
async function matchByNumber(tx: Tx, batch: Batch): Promise<void> {
  await sql`with known as materialized (
      select k.id, k.citizen_number_index, k.search
      from people.by_citizen_number((select coalesce(array_agg(citizen_number_index), '{}') from staff_rows where citizen_number_index is not null)) k
    ), wrong as (
      update platform.import_row r set verdict = 'error', problems = r.problems || ${problem('citizen_number', 'error', 'taken_number')}
      from staff_rows s join known k on k.citizen_number_index = s.citizen_number_index and k.search <> s.fold
      where r.batch_id = ${batch.id} and r.row_number = s.row_number
    )
    update staff_rows s set found_id = k.id, how = 'number' from known k
    where k.citizen_number_index = s.citizen_number_index and k.search = s.fold`.execute(tx)
}

/**
 * Without the number: name and birth date inside the institution find the person; elsewhere, or with less, they raise a
 * doubt. Whoever has another number of the same kind is another person, unless at the same institution.
 */
async function matchByName(tx: Tx, batch: Batch): Promise<void> {
  const own = sql`exists (select 1 from people.link l where l.person_id = p.id and l.institution_id = ${batch.institutionId})`
  const otherNumber = sql`coalesce(p.citizen_number_kind = s.citizen_number_kind and p.citizen_number_index <> s.citizen_number_index, false)`
  await sql`with found as (
      select distinct on (s.row_number) s.row_number, p.id,
        case when not o.own then 'elsewhere' when o.other then 'other_number' when o.exact then 'name' else 'name_only' end as how
      from staff_rows s
      join people.person p on p.search = s.fold and p.merged_into is null
        and (p.birth_date = s.birth_date or ((p.birth_date is null or s.birth_date is null) and coalesce(p.birth_year = s.birth_year, true)))
      cross join lateral (select ${own} as own, ${otherNumber} as other, p.birth_date is not distinct from s.birth_date and p.birth_date is not null as exact) o
      where s.found_id is null and (o.own or (o.exact and not o.other))
      order by s.row_number, o.own desc, o.exact desc, o.other, p.id
    )
    update staff_rows s set found_id = f.id, how = f.how from found f where f.row_number = s.row_number`.execute(
    tx,
  )
}

/** A fact of the file beside the stored one. `secret` shows only ends. */
type Compared = {
  key: string
  column: string
  of: 'n' | 'p'
  stored: string
  given: string
  isGiven?: string
}

const plainFacts = (of: 'n' | 'p', columns: readonly string[]): Compared[] =>
  columns.map((column) => ({ key: column, column, of, stored: `${of}.${column}`, given: `s.${column}` }))

const masked = (alias: string) =>
  `case when ${alias}.citizen_number_end is not null then lpad(${alias}.citizen_number_end, case ${alias}.citizen_number_kind when 'cmnd' then 9 else 12 end, '*') end`

const facts: readonly Compared[] = [
  ...plainFacts('n', ['full_name', 'sex', 'ethnicity', 'phone', 'email']),
  { key: 'birth', column: 'birth_date', of: 'n', stored: 'n.birth_date::text', given: 's.birth_date::text' },
  {
    key: 'birth_year',
    column: 'birth_year',
    of: 'n',
    stored: 'n.birth_year',
    given: 'case when s.birth_date is null and n.birth_date is null then s.birth_year end',
  },
  {
    key: 'citizen_number',
    column: 'citizen_number_index',
    of: 'n',
    stored: masked('n'),
    given: masked('s'),
    isGiven: takesNumber,
  },
  ...plainFacts('p', ['title', 'general_subject']),
  { key: 'contract_kind', column: 'contract', of: 'p', stored: 'p.contract', given: 's.contract' },
  { key: 'from_date', column: 'from_date', of: 'p', stored: 'p.from_date::text', given: 's.from_date::text' },
  { key: 'to_date', column: 'to_date', of: 'p', stored: 'p.to_date::text', given: 's.to_date::text' },
  {
    key: 'occupations',
    column: 'occupations',
    of: 'p',
    stored: `array_to_string(p.occupations, '; ')`,
    given: `nullif(array_to_string(s.occupations, '; '), '')`,
  },
  {
    key: 'levels',
    column: 'levels',
    of: 'p',
    stored: `array_to_string(p.levels, '; ')`,
    given: `nullif(array_to_string(s.levels, '; '), '')`,
  },
]

function differenceOf({ key, column, of, stored, given, isGiven }: Compared): RawBuilder<unknown> {
  const differs = isGiven ?? `${given} is not null and ${given} is distinct from ${stored}`
  return sql.raw(`case when ${of}.id is not null and ${differs} then jsonb_build_object('${key}',
    jsonb_build_object('before', ${stored}, 'after', ${given}, 'by_hand', '${column}' = any (${of}.by_hand))) else '{}'::jsonb end`)
}

/** What committing would change, and the verdict it makes. */
async function compare(tx: Tx, batch: Batch): Promise<void> {
  const post = sql`case when p.id is null then jsonb_build_object('role', jsonb_build_object('before', null, 'after', s.role)) else '{}'::jsonb end`
  const missing = sql`case when n.id is not null and q.missing <> '' then jsonb_build_object('degree', jsonb_build_object('before', q.stored, 'after', q.missing)) else '{}'::jsonb end`
  const differences = sql.join([...facts.map(differenceOf), post, missing], sql` || `)
  await sql`with seen as (
      select s.row_number, s.found_id, s.how, ${sql.raw(masked('n'))} as number, ${differences} as differences
      from staff_rows s
      left join people.person n on n.id = s.found_id
      left join staff.post p on p.id = s.post_id
      left join lateral (
        select (select string_agg(distinct ${staffWords} ->> (h.kind || '.' || h.level), '; ') from staff.qualification h where h.person_id = n.id) as stored,
          coalesce(string_agg(${staffWords} ->> split_part(w.one, '|', 1), '; '), '') as missing
        from unnest(s.qualifications) as w(one)
        where not exists (select 1 from staff.qualification h where h.person_id = n.id and h.kind || '.' || h.level = split_part(w.one, '|', 1))
      ) q on true
      where s.found_id is not null
    )
    update platform.import_row r set match_id = d.found_id, differences = nullif(d.differences, '{}'),
      problems = r.problems || case d.how
        when 'elsewhere' then ${problem('full_name', 'warning', 'staff.import.elsewhere')}
        when 'name_only' then ${problem('full_name', 'warning', 'staff.import.name_only')}
        when 'other_number' then ${problem('citizen_number', 'warning', 'staff.import.other_number', sql`jsonb_build_object('number', coalesce(d.number, ''))`)}
        else '[]'::jsonb end,
      verdict = case when r.verdict = 'error' then 'error'
        when r.verdict = 'doubt' or d.how in ('elsewhere', 'name_only', 'other_number') then 'doubt'
        when d.differences @? '$.*.by_hand ? (@ == true)' then 'doubt'
        when d.differences = '{}' then 'same' else 'change' end
    from seen d where r.batch_id = ${batch.id} and r.row_number = d.row_number`.execute(tx)
}
