import { createHash } from 'node:crypto'
import { groupCandidate, singleCandidates, type Candidate } from './candidates.ts'
import type { ColumnChoice, FieldMatch, FieldSpec, Matching, Table } from '../types.ts'
import { bareWords } from '../cells/wording.ts'

/** Below this a likeness is chance. */
const leastScore = 0.6
/** From this on nobody needs to look. */
const sureScore = 0.8

/** A stable name for a header: the same columns in the same order give the same fingerprint, marks and case aside. */
export function fingerprint(table: Pick<Table, 'columns'>): string {
  const paths = table.columns.map((column) => `${column.index}:${column.path.map(bareWords).join('>')}`)
  return createHash('sha256').update(paths.join('\n')).digest('hex').slice(0, 24)
}

/**
 * Finds the column, or the group of columns, that answers each field.
 *
 * @param options.remembered what was agreed for this fingerprint before; kept where its columns still exist
 * @param options.overrides what a person chose just now; wins over everything
 */
export function matchColumns(
  table: Pick<Table, 'columns'>,
  fields: readonly FieldSpec[],
  options: { remembered?: ColumnChoice; overrides?: ColumnChoice } = {},
): Matching {
  const chosen = { ...options.remembered, ...options.overrides }
  const matches: FieldMatch[] = []
  for (const [key, choice] of Object.entries(chosen)) {
    const field = fields.find((candidate) => candidate.key === key)
    const by = key in (options.overrides ?? {}) ? 'chosen' : 'remembered'
    const match = field && choice !== null ? fromChoice(table, field, choice, by) : undefined
    if (match) matches.push(match)
  }
  const settled = (key: string) => chosen[key] === null || matches.some((match) => match.key === key)
  const open = fields.filter((field) => !settled(field.key))
  matches.push(...assign(table, open, takenBy(matches)))
  const order = fields.map((field) => field.key)
  matches.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
  const taken = takenBy(matches)
  const missing = fields.filter(
    (field) => field.required && !matches.some((match) => match.key === field.key),
  )
  return {
    fingerprint: fingerprint(table),
    fields: matches,
    missing: missing.map((field) => field.key),
    unused: table.columns.filter((column) => !taken.has(column.index)).map((column) => column.index),
    confident: missing.length === 0 && matches.every((match) => match.score >= sureScore),
  }
}

/** The table that answers most fields, with how; for workbooks of several sheets. */
export function bestTable(
  tables: readonly Table[],
  fields: readonly FieldSpec[],
): { table: Table; matching: Matching } | undefined {
  const scored = tables.map((table) => ({ table, matching: matchColumns(table, fields) }))
  const worth = ({ matching }: { matching: Matching }) =>
    matching.fields.reduce((sum, match) => sum + match.score, 0) - 2 * matching.missing.length
  return scored
    .filter(({ matching }) => matching.fields.length > 0)
    .toSorted((a, b) => worth(b) - worth(a))[0]
}

/** What to remember of a matching, to be given back as `remembered`. */
export function toColumnChoice(matching: Matching): ColumnChoice {
  return Object.fromEntries(
    matching.fields.map((match) => {
      if (match.mode === 'single') return [match.key, match.columns[0]?.index ?? null]
      return [
        match.key,
        Object.fromEntries(match.columns.map((column) => [column.choice ?? '', column.index])),
      ]
    }),
  )
}

/** Best first; a column goes to one field only, a field takes one candidate only. */
function assign(table: Pick<Table, 'columns'>, fields: FieldSpec[], taken: Set<number>): FieldMatch[] {
  const candidates = fields
    .flatMap((field) => {
      const group = groupCandidate(table.columns, field)
      return group
        ? [...singleCandidates(table.columns, field), group]
        : singleCandidates(table.columns, field)
    })
    .filter((candidate) => candidate.score >= leastScore)
    .toSorted((a, b) => weight(b) - weight(a))
  const matches: FieldMatch[] = []
  for (const candidate of candidates) {
    if (matches.some((match) => match.key === candidate.key)) continue
    if (candidate.columns.some((column) => taken.has(column.index))) continue
    for (const column of candidate.columns) taken.add(column.index)
    matches.push({ ...candidate, score: Math.round(candidate.score * 100) / 100, by: 'wording' })
  }
  return matches
}

/** A group that fits says more than a single column that fits as well. */
const weight = (candidate: Candidate) => candidate.score + (candidate.mode === 'group' ? 0.05 : 0)

function takenBy(matches: FieldMatch[]): Set<number> {
  return new Set(matches.flatMap((match) => match.columns.map((column) => column.index)))
}

function fromChoice(
  table: Pick<Table, 'columns'>,
  field: FieldSpec,
  choice: number | Record<string, number>,
  by: 'chosen' | 'remembered',
): FieldMatch | undefined {
  const pairs: [string | undefined, number][] =
    typeof choice === 'number' ? [[undefined, choice]] : Object.entries(choice)
  const columns = pairs.flatMap(([value, index]) => {
    const column = table.columns.find((candidate) => candidate.index === index)
    if (!column) return []
    return value === undefined
      ? [{ index, label: column.label }]
      : [{ index, label: column.label, choice: value }]
  })
  if (columns.length === 0) return undefined
  return { key: field.key, mode: typeof choice === 'number' ? 'single' : 'group', columns, score: 1, by }
}
