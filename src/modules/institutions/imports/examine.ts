import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { Batch, Difference, StoredProblem, Verdict } from '#platform/imports/define.ts'
import { itemsOf, key, meant, profileFacts, readKnown, readRows, type HeadedRow, type Known } from './rows.ts'

type Finding = {
  row_number: number
  verdict: Verdict
  match_id: string | null
  differences: Record<string, Difference> | null
  problems: StoredProblem[]
}

/** Compares the staged rows with the register: which institution each means, what it would add or change. */
export async function examineInstitutions(tx: Tx, batch: Batch): Promise<void> {
  const rows = await readRows(tx, batch.id)
  const names = [...new Set(rows.flatMap((row) => (row.values.name ? [key(row.values.name)] : [])))]
  const known = await readKnown(tx, names, batch.today)
  const seen = new Map<string, HeadedRow>()
  const findings = rows
    .filter((row) => row.verdict === 'unchecked')
    .map((row) => examineRow(row, known, seen))
  await sql`update platform.import_row r set verdict = f.verdict, match_id = f.match_id, differences = f.differences, problems = r.problems || f.problems
    from jsonb_to_recordset(${JSON.stringify(findings)}::jsonb)
      as f(row_number int, verdict text, match_id uuid, differences jsonb, problems jsonb)
    where r.batch_id = ${batch.id} and r.row_number = f.row_number`.execute(tx)
}

function examineRow(row: HeadedRow, known: readonly Known[], seen: Map<string, HeadedRow>): Finding {
  const { head, values } = row
  const blank = { row_number: row.row_number, match_id: null, differences: null }
  const refuse = (field: string, code: string, params: Record<string, string | number> = {}): Finding => ({
    ...blank,
    verdict: 'error',
    problems: [{ column: -1, field, level: 'error', code, params }],
  })
  if (!head) return refuse('name', 'institutions.import.no_head')
  if (head.verdict === 'error' && head.row_number !== row.row_number)
    return refuse('name', 'institutions.import.head_error', { row: head.sheet_row })
  for (const item of itemsOf(values)) {
    const mark = [key(head.values.name!), key(item.name), item.level].join('|')
    const twin = seen.get(mark)
    if (twin) return refuse('occupation', 'duplicate_in_file', { row: twin.sheet_row })
    seen.set(mark, row)
  }
  const institution = meant(known, head.values.name!)
  if (institution === 'many') return refuse('name', 'institutions.import.many')
  if (!institution) return { ...blank, verdict: 'new', problems: [] }
  const differences = compare(row, institution)
  const changes = Object.values(differences)
  const isByHand = changes.some((one) => one.by_hand)
  const ended: StoredProblem[] = institution.has_ended
    ? [{ column: -1, field: 'name', level: 'warning', code: 'institutions.import.ended', params: {} }]
    : []
  const verdict = changes.length === 0 ? 'same' : isByHand || institution.has_ended ? 'doubt' : 'change'
  return {
    row_number: row.row_number,
    verdict,
    match_id: institution.id,
    differences: changes.length > 0 ? differences : null,
    problems: ended,
  }
}

/** What the row would change in an institution that is there; blank cells change nothing. */
export function compare(
  { values }: Pick<HeadedRow, 'values'>,
  institution: Known,
): Record<string, Difference> {
  const differences: Record<string, Difference> = {}
  if (values.name) {
    for (const field of profileFacts) {
      const after = values[field]
      if (after === undefined || after === institution[field]) continue
      differences[field] = {
        before: institution[field],
        after,
        by_hand: institution[field] !== null && institution.facts[field]?.verified === true,
      }
    }
  }
  for (const item of itemsOf(values)) {
    const stored = institution.items.find((one) => one.search === key(item.name) && one.level === item.level)
    if (stored?.quota === item.quota) continue
    differences[item.field] = {
      before: stored?.quota ?? null,
      after: item.quota,
      by_hand: stored !== undefined && stored.quota !== null && stored.is_verified,
    }
  }
  return differences
}
