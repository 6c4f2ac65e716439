import type { GridField } from '../../unit-grid.ts'
import type { Grid, Row } from './grid.ts'

export type Edit = { row: Row; field: GridField; before: string; after: string }
export type History = {
  /** Remembers edits that belong together: one cell, or a whole pasted block. */
  push: (edits: Edit[]) => void
  /** Takes the last of them back; answers whether there was one. */
  undo: () => boolean
}

/** What was done to cells, so that it can be taken back. A cell being typed in is the browser's own to undo. */
export function createHistory(grid: Grid, changed: (row: Row) => void): History {
  const done: Edit[][] = []
  let open: { row: Row; field: GridField; before: string } | undefined
  const push = (edits: Edit[]) => {
    const real = edits.filter((edit) => edit.before !== edit.after)
    if (real.length > 0) done.push(real)
  }
  grid.body.addEventListener('focusin', ({ target }) => {
    const place = grid.place(target)
    open = place && { ...place, before: grid.get(place.row, place.field) }
  })
  grid.body.addEventListener('change', ({ target }) => {
    const place = grid.place(target)
    if (!place || !open || open.row !== place.row || open.field !== place.field) return
    const after = grid.get(place.row, place.field)
    push([{ row: place.row, field: place.field, before: open.before, after }])
    open.before = after
  })
  return {
    push,
    undo() {
      // a row that was taken out meanwhile does not come back
      let edits: Edit[] | undefined
      do edits = done.pop()?.filter(({ row }) => row.isConnected)
      while (edits?.length === 0)
      if (!edits) return false
      for (const { row, field, before } of edits) grid.set(row, field, before)
      for (const row of new Set(edits.map((edit) => edit.row))) changed(row)
      const first = edits[0]!
      grid.focus(first.row, first.field)
      return true
    },
  }
}
