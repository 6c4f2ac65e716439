import { rowKind } from '../../table-row.ts'
import { gridFields, parseBlock, type GridField, type GridSettings } from '../../unit-grid.ts'
import type { Grid, Row } from './grid.ts'
import type { Edit, History } from './undo.ts'

/**
 * A block from a spreadsheet goes into the cells from the one in work on; rows are added as needed. Headings of groups
 * say the group of the rows under them, totals are left out, as in the import of a file.
 */
export function startPaste(grid: Grid, settings: GridSettings, history: History): void {
  grid.body.addEventListener('paste', (event) => {
    const place = grid.place(event.target)
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (!place || !/[\t\n]/.test(text.trimEnd())) return
    event.preventDefault()
    const edits = spread(grid, place.row, place.field, parseBlock(text), settings)
    for (const edit of edits) grid.set(edit.row, edit.field, edit.after)
    history.push(edits)
    const rows = new Set(edits.map((edit) => edit.row))
    for (const row of rows)
      row.querySelector('[data-field]')?.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

function spread(grid: Grid, first: Row, from: GridField, block: string[][], settings: GridSettings): Edit[] {
  const columns = gridFields.slice(gridFields.indexOf(from))
  const edits: Edit[] = []
  let row = first
  let group: string | undefined
  const put = (field: GridField, after: string) =>
    edits.push({ row, field, before: grid.get(row, field), after })
  for (const cells of block) {
    if (from === 'code') {
      const kind = rowKind(cells[0] ?? '', cells[1] ?? '')
      if (kind.kind === 'total') continue
      if (kind.kind === 'group') {
        group = kind.group ?? group
        continue
      }
    }
    if (edits.length > 0 && edits.at(-1)!.row === row) row = grid.after(row)
    for (const [at, field] of columns.entries()) {
      const text = cells[at]
      if (text !== undefined) put(field, valueOf(field, text, grid.get(row, field), settings))
    }
    if (group && cells[columns.indexOf('unit_group')] === undefined) put('unit_group', group)
  }
  return edits
}

/** A word of the clipboard as the cell takes it: a choice by its value or its words, a tick by any mark. */
function valueOf(field: GridField, text: string, before: string, settings: GridSettings): string {
  if (field === 'is_condition' || field === 'is_internship')
    return /^(|0|không|khong)$/i.test(text) ? '' : 'on'
  const prefix = { unit_group: 'group.', kind: 'kind.', delivery: 'delivery.' }[field as string]
  if (!prefix) return text
  const wanted = text.toLowerCase()
  const found = Object.entries(settings.words).find(
    ([key, words]) =>
      key.startsWith(prefix) && (key === `${prefix}${wanted}` || words.toLowerCase() === wanted),
  )
  return found ? found[0].slice(prefix.length) : before
}
