import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { rowProblem, type Batch } from '#platform/imports/index.ts'
import { maskedNumber, matchByName, matchByNumber, takesNumber } from '#modules/people/index.ts'
import { findPlaces, unpackRows } from './rows.ts'

/**
 * Compares the staged rows with what there is: which class and cohort each means, who stands in the file twice, who is
 * known already, and what would change.
 */
export async function examineLearners(tx: Tx, batch: Batch): Promise<void> {
  await unpackRows(tx, 'import_row', batch, sql`r.batch_id = ${batch.id} and r.verdict = 'unchecked'`)
  await checkPlaces(tx, batch)
  await markTwins(tx, batch)
  await matchByNumber(tx, batch, 'learner_rows')
  await matchByCode(tx, batch)
  await matchByName(tx, batch, 'learner_rows')
  await findPlaces(tx, batch)
  await compare(tx, batch)
}

/** Marks the rows that `where` finds (`s`; `c` its cohort, `p` its programme). An error ends their way. */
async function mark(
  tx: Tx,
  batch: Batch,
  where: RawBuilder<unknown>,
  what: { field: string; level: 'error' | 'warning'; code: string; params?: RawBuilder<unknown> },
): Promise<void> {
  await sql`update platform.import_row r set problems = r.problems || ${rowProblem(what.field, what.level, `students.import.${what.code}`, what.params)}
      ${what.level === 'error' ? sql`, verdict = 'error'` : sql``}
    from learner_rows s left join students.cohort c on c.id = s.cohort_id
    left join curricula.programme_version v on v.id = c.programme_version_id left join curricula.programme p on p.id = v.programme_id
    where r.batch_id = ${batch.id} and r.row_number = s.row_number and ${where}`.execute(tx)
}

/** Each row needs a place: a class that is there, or a cohort in which the class is opened. */
async function checkPlaces(tx: Tx, batch: Batch): Promise<void> {
  const error = (where: RawBuilder<unknown>, field: string, code: string, params?: RawBuilder<unknown>) =>
    mark(tx, batch, where, { field, level: 'error', code, ...(params ? { params } : {}) })
  await error(sql`s."class" is null and s.cohort is null`, 'class', 'no_place')
  await error(
    sql`s.cohort_id is null and s.cohort is not null`,
    'cohort',
    'unknown_cohort',
    sql`jsonb_build_object('text', s.cohort)`,
  )
  await error(
    sql`s.class_id is null and s."class" is not null and s.cohort is null`,
    'class',
    'class_without_cohort',
    sql`jsonb_build_object('text', s."class")`,
  )
  await error(
    sql`s.class_id is not null and s.cohort is not null and platform.fold(s.cohort) <> platform.fold(c.name)`,
    'class',
    'class_of_other_cohort',
    sql`jsonb_build_object('cohort', c.name)`,
  )
  await mark(tx, batch, sql`s.class_id is null and s."class" is not null and s.cohort_id is not null`, {
    field: 'class',
    level: 'warning',
    code: 'new_class',
    params: sql`jsonb_build_object('text', s."class", 'cohort', c.name)`,
  })
  await mark(
    tx,
    batch,
    sql`s.programme is not null and p.id is not null and platform.fold(p.name) <> platform.fold(s.programme)
      and platform.fold(p.code) <> platform.fold(s.programme)`,
    {
      field: 'programme',
      level: 'warning',
      code: 'other_programme',
      params: sql`jsonb_build_object('programme', p.name)`,
    },
  )
}

/** A learner twice in the file is marked in the later cell: one number, one code, or one name and birth date. */
async function markTwins(tx: Tx, batch: Batch): Promise<void> {
  const twins = (key: RawBuilder<unknown>, isSaid: RawBuilder<unknown>, field: string, code: string) => sql`
    with twin as (
      select s.row_number, first_value(s.sheet_row) over one as first_row, row_number() over one as place from learner_rows s
      where ${isSaid} window one as (partition by ${key} order by s.row_number)
    )
    update platform.import_row r set verdict = 'error', problems = r.problems || ${rowProblem(
      field,
      'error',
      code,
      sql`jsonb_build_object('row', t.first_row)`,
    )}
    from twin t where r.batch_id = ${batch.id} and r.row_number = t.row_number and r.verdict <> 'error' and t.place > 1`
  await twins(
    sql`s.citizen_number_index`,
    sql`s.citizen_number_index is not null`,
    'full_name',
    'students.import.twice',
  ).execute(tx)
  await twins(sql`upper(s.code)`, sql`s.code is not null`, 'code', 'students.import.code_twice').execute(tx)
  await twins(
    sql`s.fold, s.birth_date, case when s.citizen_number_index is null then '' else s.citizen_number_index end`,
    sql`s.birth_date is not null`,
    'full_name',
    'students.import.twice',
  ).execute(tx)
}

/** The code finds the learner of the school; under another name it is a mistake. */
async function matchByCode(tx: Tx, batch: Batch): Promise<void> {
  await sql`with known as materialized (
      select s.row_number, l.person_id, n.search from learner_rows s
      join students.learner l on l.institution_id = ${batch.institutionId}::uuid and l.code = s.code join people.person n on n.id = l.person_id
    ), wrong as (
      update platform.import_row r set verdict = 'error', problems = r.problems || ${rowProblem('code', 'error', 'students.import.code_taken')}
      from learner_rows s join known k on k.row_number = s.row_number
      where r.batch_id = ${batch.id} and r.row_number = s.row_number and (k.search <> s.fold or s.found_id <> k.person_id)
    )
    update learner_rows s set found_id = k.person_id, how = 'code' from known k
    where k.row_number = s.row_number and s.found_id is null and k.search = s.fold`.execute(tx)
}

/** A fact of the file beside the stored one: of the person (`n`) or of the learner (`l`). */
const facts: readonly [key: string, stored: string, given: string, byHand: string, isGiven?: string][] = [
  ...['sex', 'ethnicity', 'phone', 'email'].map(
    (name) =>
      [name, `n.${name}`, `s.${name}`, `'${name}' = any (n.by_hand)`] as [string, string, string, string],
  ),
  ['birth', 'n.birth_date::text', 's.birth_date::text', `'birth_date' = any (n.by_hand)`],
  [
    'citizen_number',
    maskedNumber('n'),
    maskedNumber('s'),
    `'citizen_number_index' = any (n.by_hand)`,
    takesNumber,
  ],
  ['schooling', 'l.schooling', 's.schooling', 'false'],
  ['address', 'l.address', 's.address', 'false'],
]

const differences = sql.raw(
  facts
    .map(
      ([key, stored, given, byHand, isGiven]) =>
        `case when ${isGiven ?? `${given} is not null and ${given} is distinct from ${stored}`} then jsonb_build_object('${key}',
          jsonb_build_object('before', ${stored}, 'after', ${given}, 'by_hand', ${byHand})) else '{}'::jsonb end`,
    )
    .join(' || '),
)

/** What committing would change, and the verdict it makes. A list does not change the class of somebody in the cohort. */
async function compare(tx: Tx, batch: Batch): Promise<void> {
  const place = sql`case when s.enrolment_id is null then jsonb_build_object('class', jsonb_build_object('before', null,
    'after', coalesce(s."class", c.name))) else '{}'::jsonb end`
  await sql`with seen as (
      select s.row_number, s.found_id, s.how, ${differences} || ${place} as differences, g.code as other_class, ${sql.raw(maskedNumber('n'))} as number
      from learner_rows s join people.person n on n.id = s.found_id left join students.learner l on l.id = s.learner_id
      left join students.cohort c on c.id = s.cohort_id left join students.enrolment e on e.id = s.enrolment_id
      left join students.class_group g on g.id = e.class_group_id and s."class" is not null and upper(g.code) <> upper(s."class")
    )
    update platform.import_row r set match_id = d.found_id, differences = nullif(d.differences, '{}'),
      problems = r.problems || case d.how
        when 'elsewhere' then ${rowProblem('full_name', 'warning', 'students.import.elsewhere')}
        when 'name_only' then ${rowProblem('full_name', 'warning', 'students.import.name_only')}
        when 'other_number' then ${rowProblem('citizen_number', 'warning', 'students.import.other_number')}
        else '[]'::jsonb end
        || case when d.other_class is null then '[]'::jsonb
          else ${rowProblem('class', 'warning', 'students.import.in_other_class', sql`jsonb_build_object('class', d.other_class)`)} end,
      verdict = case when r.verdict = 'error' then 'error'
        when d.how in ('elsewhere', 'name_only', 'other_number') then 'doubt'
        when d.differences @? '$.*.by_hand ? (@ == true)' then 'doubt'
        when d.differences = '{}' then 'same' else 'change' end
    from seen d where r.batch_id = ${batch.id} and r.row_number = d.row_number`.execute(tx)
  // somebody elsewhere is seen by the number alone: nothing of theirs is shown
  await sql`update platform.import_row r set match_id = s.found_id, verdict = case when r.verdict = 'error' then 'error' else 'change' end
    from learner_rows s where r.batch_id = ${batch.id} and r.row_number = s.row_number and s.how = 'number' and r.match_id is null`.execute(
    tx,
  )
}
