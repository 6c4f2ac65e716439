import type { Period } from './time.ts'

/** What a grid needs of a block. */
export type Placed = { id: string; on_date: string; from_time: string; to_time: string }

export type GridRow = { from_time: string; period: number | undefined }
/** `blocks` begin here and take `span` rows; an empty cell is free; `undefined` is covered by a cell above. */
export type GridCell<B> = { blocks: B[]; span: number } | undefined
export type Grid<B> = { rows: GridRow[]; cells: Map<string, GridCell<B>[]> }

/**
 * A week as a table: a row for each time at which something begins (the school's periods and the blocks' own times), a column a
 * day. Blocks of one day that overlap share a cell, so that nothing is ever hidden.
 */
export function gridOf<B extends Placed>(
  blocks: readonly B[],
  days: readonly string[],
  periods: readonly Period[],
): Grid<B> {
  const rows = rowsOf(blocks, periods)
  const cells = new Map(
    days.map((day) => [
      day,
      columnOf(
        blocks.filter((one) => one.on_date === day),
        rows,
      ),
    ]),
  )
  return { rows, cells }
}

function rowsOf(blocks: readonly Placed[], periods: readonly Period[]): GridRow[] {
  const numbers = new Map(periods.map((one) => [one.from_time, one.number]))
  const times = new Set([...numbers.keys(), ...blocks.map((block) => block.from_time)])
  return [...times].toSorted().map((from_time) => ({ from_time, period: numbers.get(from_time) }))
}

function columnOf<B extends Placed>(blocks: readonly B[], rows: readonly GridRow[]): GridCell<B>[] {
  const column: GridCell<B>[] = rows.map(() => ({ blocks: [], span: 1 }))
  for (const group of overlapping(blocks)) {
    const first = rows.findIndex((row) => row.from_time === group[0]!.from_time)
    const end = group.reduce((latest, one) => (one.to_time > latest ? one.to_time : latest), '')
    const covered = rows.filter((row, at) => at >= first && row.from_time < end).length
    column[first] = { blocks: group, span: Math.max(covered, 1) }
    for (let at = first + 1; at < first + covered; at++) column[at] = undefined
  }
  return column
}

/** Blocks in order of time, those that overlap together. */
function overlapping<B extends Placed>(blocks: readonly B[]): B[][] {
  const groups: { end: string; blocks: B[] }[] = []
  for (const block of blocks.toSorted((a, b) => (a.from_time < b.from_time ? -1 : 1))) {
    const last = groups.at(-1)
    if (last && block.from_time < last.end) {
      last.blocks.push(block)
      if (block.to_time > last.end) last.end = block.to_time
    } else groups.push({ end: block.to_time, blocks: [block] })
  }
  return groups.map((group) => group.blocks)
}
