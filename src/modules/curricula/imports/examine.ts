import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { Batch, Difference, StoredProblem, Verdict } from '#platform/imports/define.ts'
import type { CourseUnit } from '../course-unit.ts'
import { hourFields } from './fields.ts'
import { keyOf, readLines, rowOf, type TableLine } from './rows.ts'
import { findTarget, type Target } from './target.ts'

type Finding = {
  row_number: number
  verdict: Verdict
  match_id: string | null
  differences: Record<string, Difference> | null
  problems: StoredProblem[]
}

/** Compares the table with the draft it would be written to; headings and totals are checked and never written. */
export async function examineProgramme(tx: Tx, batch: Batch): Promise<void> {
  const lines = await readLines(tx, batch.id)
  const target = await findTarget(tx, batch)
  const stored = new Map(target.units.map((unit) => [keyOf(unit.code), unit]))
  const seen = new Map<string, TableLine>()
  const findings = lines
    .filter((line) => line.verdict === 'unchecked')
    .map((line) => examineLine(line, { lines, target, stored, seen }))
  await sql`update platform.import_row r set verdict = f.verdict, match_id = f.match_id, differences = f.differences, problems = r.problems || f.problems
    from jsonb_to_recordset(${JSON.stringify(findings)}::jsonb)
      as f(row_number int, verdict text, match_id uuid, differences jsonb, problems jsonb)
    where r.batch_id = ${batch.id} and r.row_number = f.row_number`.execute(tx)
}

type Known = {
  lines: readonly TableLine[]
  target: Target
  stored: ReadonlyMap<string, CourseUnit>
  seen: Map<string, TableLine>
}

function examineLine(line: TableLine, { lines, target, stored, seen }: Known): Finding {
  const blank = { row_number: line.row_number, match_id: null, differences: null }
  if (line.values.row !== 'unit') return { ...blank, verdict: 'same', problems: sumProblems(line, lines) }
  const refuse = (code: string, params: Record<string, string | number> = {}): Finding => ({
    ...blank,
    verdict: 'error',
    problems: [{ column: -1, field: 'code', level: 'error', code, params }],
  })
  if (target.refusal) return refuse(target.refusal)
  const twin = seen.get(keyOf(line.values.code))
  if (twin) return refuse('duplicate_in_file', { row: twin.sheet_row })
  seen.set(keyOf(line.values.code), line)
  const unit = stored.get(keyOf(line.values.code))
  if (!unit) return { ...blank, verdict: 'new', problems: [] }
  const differences = compare(line, unit)
  const isSame = Object.keys(differences).length === 0
  return {
    row_number: line.row_number,
    // written over a copy: also a row that stays the same is there already
    verdict: isSame ? 'same' : 'change',
    match_id: unit.id,
    differences: isSame ? null : differences,
    problems: [],
  }
}

const compared = ['name', 'unit_group', 'credits', ...hourFields, 'term'] as const

/** What the line would change in a stored subject. */
function compare(line: TableLine, unit: CourseUnit): Record<string, Difference> {
  const row = rowOf(line, unit, unit.id, unit.position)
  const differences: Record<string, Difference> = {}
  for (const field of compared) {
    const [before, after] = [unit[field], row[field]]
    const isSame = field === 'credits' ? Number(before ?? -1) === Number(after ?? -1) : before === after
    if (!isSame) differences[field] = { before, after }
  }
  return differences
}

/** Sums written in a total or heading that are not the sums of the rows they stand for. */
function sumProblems(line: TableLine, lines: readonly TableLine[]): StoredProblem[] {
  const own = coveredBy(line, lines)
  if (own.length === 0) return []
  const problems: StoredProblem[] = []
  for (const field of ['credits', ...hourFields] as const) {
    const written = line.values[field]
    if (written === undefined) continue
    // credits have one decimal: summed in tenths
    const sum = own.reduce((all, one) => all + Math.round((one.values[field] ?? 0) * 10), 0) / 10
    if (sum !== written)
      problems.push({
        column: -1,
        field,
        level: 'warning',
        code: 'curricula.import.total_wrong',
        params: { total: written, sum },
      })
  }
  return problems
}

/** Subjects a total stands for (all above it in its table), or a heading (those until the next heading). */
function coveredBy(line: TableLine, lines: readonly TableLine[]): TableLine[] {
  const table = lines.filter((one) => one.sheet === line.sheet)
  const at = table.indexOf(line)
  if (line.values.row === 'total') return table.slice(0, at).filter((one) => one.values.row === 'unit')
  const rest = table.slice(at + 1)
  const next = rest.findIndex((one) => one.values.row !== 'unit')
  return next < 0 ? rest : rest.slice(0, next)
}
