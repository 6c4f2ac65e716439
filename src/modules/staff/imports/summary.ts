import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import { defineImport, type Batch, type RowProblem } from '#platform/imports/define.ts'
import { countTouched, recordUndo, stageUndo } from '#platform/imports/undo.ts'
import type { FieldSpec, SheetRecord } from '#platform/sheets/index.ts'
import { fold } from '#platform/text/index.ts'

const number = (key: string, ...labels: string[]): FieldSpec => ({ key, labels, kind: 'number' })

/** Columns of the form "Tổng hợp đội ngũ cán bộ quản lý giáo dục nghề nghiệp": one row an institution. */
const fields: readonly FieldSpec[] = [
  { key: 'institution', labels: ['Tên đơn vị', 'Tên cơ sở', 'Tên trường'], kind: 'text', required: true },
  {
    key: 'ownership',
    labels: ['Loại hình, cấp quản lý'],
    kind: 'choice-group',
    choices: [
      { value: 'central', labels: ['Trung Ương'] },
      { value: 'local', labels: ['Địa phương'] },
      { value: 'private', labels: ['Tư thục'] },
      { value: 'foreign', labels: ['Có vốn đầu tư nước ngoài'] },
    ],
  },
  { ...number('total', 'Tổng số'), required: true },
  number('female', 'Nữ'),
  number('minority', 'Dân tộc ít người', 'Dân tộc thiểu số'),
  number('teaching', 'Tham gia giảng dạy'),
  number(
    'governance_trained',
    'Đã qua bồi dưỡng nghiệp vụ quản lý giáo dục nghề nghiệp, quản lý cơ sở giáo dục nghề nghiệp',
  ),
  number('honours', 'Danh hiệu Nhà giáo nhân dân, Nhà giáo ưu tú'),
  number('heads', 'Hiệu trưởng (Giám đốc)'),
  number('deputies', 'Phó Hiệu trưởng (Phó Giám đốc)'),
  number('department_heads', 'Trưởng phòng, khoa'),
  number('department_deputies', 'Phó phòng, khoa'),
  number('team_leaders', 'Tổ trưởng chuyên môn'),
  number('doctor', 'Tiến sỹ', 'Tiến sĩ'),
  number('master', 'Thạc sỹ', 'Thạc sĩ'),
  number('bachelor', 'Đại học'),
  number('college', 'Cao đẳng'),
  number('intermediate', 'Trung cấp'),
  number('other', 'Trình độ khác'),
]

const parts = fields
  .filter((field) => field.kind === 'number' && field.key !== 'total')
  .map((field) => field.key)
const degrees = ['doctor', 'master', 'bachelor', 'college', 'intermediate', 'other']

/** No part is larger than the whole; the degrees, when given, add up to it. */
export function checkSummary(record: SheetRecord): RowProblem[] {
  const { values } = record
  if (typeof values.institution === 'string') values.fold = fold(values.institution)
  const total = Number(values.total ?? 0)
  const at = { sheet: record.sheet, row: record.row, column: -1, level: 'warning' as const }
  const found: RowProblem[] = [...parts, 'total'].flatMap((field): RowProblem[] => {
    const value = values[field]
    if (typeof value !== 'number' || (Number.isInteger(value) && value >= 0)) return []
    return [{ ...at, field, level: 'error', code: 'not_a_number', params: { text: String(value) } }]
  })
  for (const field of parts) {
    if (Number(values[field] ?? 0) > total)
      found.push({ ...at, field, code: 'staff.summary.part', params: { total } })
  }
  const sum = degrees.reduce((whole, field) => whole + Number(values[field] ?? 0), 0)
  if (sum > 0 && sum !== total)
    found.push({ ...at, field: 'total', code: 'staff.summary.parts', params: { sum, total } })
  return found
}

/** The institution by any name it bears or bore, or by its code. */
async function examine(tx: Tx, batch: Batch): Promise<void> {
  await sql`with named as (
      select r.row_number, array_agg(distinct n.id) as ids from platform.import_row r
      join (select institution_id as id, platform.fold(name) as name from institutions.institution_name
        union select institution_id, platform.fold(short_name) from institutions.institution_name where short_name is not null
        union select id, platform.fold(code) from institutions.institution) n on n.name = r.values ->> 'fold'
      where r.batch_id = ${batch.id} group by 1
    )
    update platform.import_row r set match_id = case when cardinality(n.ids) = 1 then n.ids[1] end
    from named n where r.batch_id = ${batch.id} and n.row_number = r.row_number`.execute(tx)
  await sql`update platform.import_row r set verdict = 'error', problems = r.problems || jsonb_build_array(jsonb_build_object(
      'column', -1, 'field', 'institution', 'level', 'error', 'code', 'unknown_name', 'params', jsonb_build_object('text', r.values ->> 'institution')))
    where r.batch_id = ${batch.id} and r.verdict = 'unchecked' and r.match_id is null`.execute(tx)
  await sql`update platform.import_row r set verdict = 'error', problems = r.problems || jsonb_build_array(jsonb_build_object(
      'column', -1, 'field', 'institution', 'level', 'error', 'code', 'duplicate_in_file', 'params', jsonb_build_object('row', o.sheet_row)))
    from platform.import_row o where r.batch_id = ${batch.id} and o.batch_id = r.batch_id and o.match_id = r.match_id and o.row_number < r.row_number`.execute(
    tx,
  )
  await sql`update platform.import_row r set
      verdict = case when s.total = (r.values ->> 'total')::int and s.figures = r.values - array['fold', 'institution', 'total'] then 'same' else 'change' end,
      differences = case when s.total <> (r.values ->> 'total')::int then jsonb_build_object('total', jsonb_build_object('before', s.total, 'after', r.values -> 'total')) end
    from staff.manager_summary s
    where r.batch_id = ${batch.id} and r.verdict = 'unchecked' and s.institution_id = r.match_id and s.noted_on = ${batch.today}::date`.execute(
    tx,
  )
}

const facts = sql.raw(
  `jsonb_build_object('institution_id', s.institution_id, 'noted_on', s.noted_on, 'total', s.total, 'figures', s.figures)`,
)

async function commit(tx: Tx, batch: Batch, seq: number): Promise<number> {
  const done = await sql`with wanted as (
      select row_number, match_id, (values ->> 'total')::int as total, values - array['fold', 'institution', 'total'] as figures
      from platform.import_accepted where batch_id = ${batch.id}
    ), before as (
      select s.id, s.institution_id, ${facts} as facts from staff.manager_summary s join wanted w on w.match_id = s.institution_id
      where s.noted_on = ${batch.today}::date
    ), written as (
      insert into staff.manager_summary (institution_id, noted_on, total, figures)
      select match_id, ${batch.today}::date, total, figures from wanted
      on conflict (institution_id, noted_on) do update set total = excluded.total, figures = excluded.figures
      returning *
    ), noted as (
      update platform.import_row r set result_id = s.id from wanted w join written s on s.institution_id = w.match_id
      where r.batch_id = ${batch.id} and r.row_number = w.row_number
    )
    insert into platform.audit_change (entry_seq, position, subject, subject_id, institution_id, before, after)
    select ${seq}, (row_number() over (order by s.institution_id))::int - 1, 'staff.manager_summary', s.id::text, s.institution_id, b.facts, ${facts}
    from written s left join before b on b.id = s.id`.execute(tx)
  return Number(done.numAffectedRows ?? 0)
}

async function undo(tx: Tx, batch: Batch, seq: number): Promise<number> {
  await stageUndo(tx, batch)
  const count = await countTouched(tx, batch)
  if (count > 0) throw precondition('staff.import.touched', { count })
  await sql`delete from staff.manager_summary s using import_undo u where s.id = u.id and u.before is null`.execute(
    tx,
  )
  await sql`update staff.manager_summary s set total = (u.before ->> 'total')::int, figures = u.before -> 'figures'
    from import_undo u where s.id = u.id and u.before is not null`.execute(tx)
  return recordUndo(tx, seq)
}

/** Totals of managers, one row an institution, as the department collects them. */
export const summaryImport = defineImport({
  kind: 'manager-summary',
  title: 'staff.summary.import',
  permission: 'staff.import',
  scope: 'province',
  fields,
  check: checkSummary,
  examine,
  commit,
  undo,
  href: () => '/nhan-su/doi-chieu',
})
