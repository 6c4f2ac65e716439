import { z } from 'zod'
import type { Pair } from './align.ts'
import {
  fieldsOf,
  isBlank,
  isSame,
  mostRows,
  rowFields,
  tidyRow,
  TypedRow,
  type OldRow,
  type RowField,
} from './row.ts'

/** What the third person says of a line: text typed wins; else the reading that was picked. */
const Line = TypedRow.extend({
  pick: fieldsOf(z.enum(['1', '2']).optional())
    .partial()
    .optional(),
  drop: z.enum(['true']).optional(),
  /** Of a line that one keyer alone has: is it in the book? Then it is as it stands in the form. */
  alone: z.enum(['keep', 'drop']).optional(),
  twin: z.string().trim().max(300).optional(),
}).optional()
/** The most places of a form: two keyings of a page that have no line in common, and what both missed. */
export const mostSettled = 2 * mostRows + 40
export const SettledLines = z.array(Line).max(mostSettled).default([])
export type SettledLine = z.output<typeof Line>

/** A line as it was settled, with its place in the form and why its number stands twice (null: it does not). */
export type Settled = { at: number; row: OldRow; twin: string | null }
export type Undecided = { at: number; field: RowField }

/**
 * Puts a page together field by field: what both read alike stays unless something else was typed; what differs is as it was typed
 * or picked. A line one keyer alone has is kept or left out as a whole. Lines that were left out are not there; lines nobody keyed may be
 * added behind.
 */
export function settleLines(
  pairs: readonly Pair[],
  lines: readonly SettledLine[],
): { settled: Settled[]; undecided: Undecided[] } {
  const settled: Settled[] = []
  const undecided: Undecided[] = []
  for (let at = 0; at < Math.max(pairs.length, lines.length); at++) {
    const line = lines[at]
    if (line?.drop || line?.alone === 'drop') continue
    const typed = tidyRow(line)
    const pair = pairs[at]
    const row = { ...typed }
    if (pair && isAlone(pair)) {
      if (line?.alone) settled.push({ at, row, twin: line.twin || null })
      else undecided.push({ at, field: 'full_name' })
      continue
    }
    for (const field of pair ? rowFields : []) {
      const decided = decide(pair!, field, typed[field], line?.pick?.[field])
      if (decided === undefined) undecided.push({ at, field })
      else row[field] = decided
    }
    if (pair || !isBlank(row)) settled.push({ at, row, twin: line?.twin || null })
  }
  return { settled, undecided }
}

const isAlone = ({ first, second }: Pair): boolean => first === null || second === null

function decide(
  pair: Pair,
  field: RowField,
  typed: string | null,
  pick: '1' | '2' | undefined,
): string | null | undefined {
  const [first, second] = [pair.first?.[field] ?? null, pair.second?.[field] ?? null]
  if (typed !== null) return typed
  if (pick) return pick === '1' ? first : second
  // Emptied by hand: neither the book says it.
  return isSame(field, first, second) ? null : undefined
}
