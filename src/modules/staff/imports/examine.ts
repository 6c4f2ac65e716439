import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { rowProblem, type Batch } from '#platform/imports/index.ts'
import { maskedNumber, matchByName, matchByNumber, takesNumber } from '#modules/people/index.ts'
import { staffWords, unpackRows } from './rows.ts'

/**
 * Compares the staged rows with the people and posts there are: two rows with one citizen number, who is known already,
 * what would change, and where a change meets something entered by hand.
 */
export async function examineStaff(tx: Tx, batch: Batch): Promise<void> {
  await unpackRows(tx, 'import_row', sql`r.batch_id = ${batch.id} and r.verdict = 'unchecked'`)
  await markTwins(tx, batch)
  await matchByNumber(tx, batch, 'staff_rows')
  await matchByName(tx, batch, 'staff_rows')
  await sql`update staff_rows s set post_id = (
      select p.id from staff.post p where p.person_id = s.found_id and p.institution_id = ${batch.institutionId} and p.role = s.role
        and (p.to_date is null or p.to_date >= ${batch.today}::date) order by p.from_date desc nulls last, p.id limit 1)
    where s.found_id is not null`.execute(tx)
  await compare(tx, batch)
}

/** Two rows with one citizen number are a mistake in both; two of one name and birth date may be one person written twice. */
async function markTwins(tx: Tx, batch: Batch): Promise<void> {
  await sql`with twin as (
      select citizen_number_index as number, array_agg(sheet_row order by row_number) as rows, array_agg(row_number) as numbers
      from staff_rows where citizen_number_index is not null group by 1 having count(*) > 1
    )
    update platform.import_row r set verdict = 'error', problems = r.problems || ${rowProblem(
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
    update platform.import_row r set verdict = 'doubt', problems = r.problems || ${rowProblem(
      'full_name',
      'warning',
      'duplicate_in_file',
      sql`jsonb_build_object('row', t.first_row)`,
    )}
    from twin t where r.batch_id = ${batch.id} and r.row_number = t.row_number and r.verdict = 'unchecked' and t.place > 1 and t.numbers < t.people`.execute(
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
    stored: maskedNumber('n'),
    given: maskedNumber('s'),
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
      select s.row_number, s.found_id, s.how, ${sql.raw(maskedNumber('n'))} as number, ${differences} as differences
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
        when 'elsewhere' then ${rowProblem('full_name', 'warning', 'staff.import.elsewhere')}
        when 'name_only' then ${rowProblem('full_name', 'warning', 'staff.import.name_only')}
        when 'other_number' then ${rowProblem('citizen_number', 'warning', 'staff.import.other_number', sql`jsonb_build_object('number', coalesce(d.number, ''))`)}
        else '[]'::jsonb end,
      verdict = case when r.verdict = 'error' then 'error'
        when r.verdict = 'doubt' or d.how in ('elsewhere', 'name_only', 'other_number') then 'doubt'
        when d.differences @? '$.*.by_hand ? (@ == true)' then 'doubt'
        when d.differences = '{}' then 'same' else 'change' end
    from seen d where r.batch_id = ${batch.id} and r.row_number = d.row_number`.execute(tx)
}
