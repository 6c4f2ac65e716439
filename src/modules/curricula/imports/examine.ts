import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { Batch, Difference, StoredProblem, Verdict } from '#platform/imports/define.ts'
import type { CourseUnit } from '../course-unit.ts'
import { fromTenths, tenths } from '../rules/structure.ts'
import { chosenIn, coveredBy, isTotalOfChosen, sumOf, tenthsOf } from './electives.ts'
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

/** Compares the table with the draft it would be written to; headings and totals are checked; of them only what a heading tells of the electives is written. */
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

function examineLine(line: TableLine, known: Known): Finding {
  const { lines, target, stored, seen } = known
  const blank = { row_number: line.row_number, match_id: null, differences: null }
  const chosen = chosenIn(line, lines)
  if (chosen !== undefined) return electiveFinding(line, chosen, known)
  if (line.values.row !== 'unit') return { ...blank, verdict: 'same', problems: sumProblems(line, known) }
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
function sumProblems(line: TableLine, { lines, target }: Known): StoredProblem[] {
  const own = coveredBy(line, lines)
  if (own.length === 0) return []
  const chosen = line.values.row === 'total' ? chosenOf(line, { lines, target }) : undefined
  return (['credits', ...hourFields] as const).flatMap((field): StoredProblem[] => {
    const written = line.values[field]
    if (written === undefined) return []
    const sum = sumOf(own, field)
    if (tenthsOf(written) === sum || isTotalOfChosen(written, own, field, chosen)) return []
    const params = { total: written, sum: sum / 10 }
    return [{ column: -1, field, level: 'warning', code: 'curricula.import.total_wrong', params }]
  })
}

/** How many elective credits are chosen, by the heading in the total's table, else by what is stored. In tenths. */
function chosenOf(line: TableLine, { lines, target }: Pick<Known, 'lines' | 'target'>): number | undefined {
  const told = lines.filter((one) => one.sheet === line.sheet).map((one) => chosenIn(one, lines))
  const stored = target.electiveCredits
  return told.find((one) => one !== undefined) ?? (stored === null ? undefined : tenths(stored))
}

/** A heading that tells how many elective credits are to be chosen: what the programme says of it changes. */
function electiveFinding(line: TableLine, chosen: number, { lines, target }: Known): Finding {
  const before = target.electiveCredits
  const blank = { row_number: line.row_number, match_id: null, differences: null, problems: [] }
  if (target.refusal || (before !== null && tenths(before) === chosen)) return { ...blank, verdict: 'same' }
  const offered = fromTenths(sumOf(coveredBy(line, lines), 'credits'))
  const params = { chosen: fromTenths(chosen), offered }
  return {
    ...blank,
    verdict: 'change',
    differences: { credits: { before, after: chosen / 10 } },
    problems: [
      { column: -1, field: 'credits', level: 'warning', code: 'curricula.import.electives_chosen', params },
    ],
  }
}
