import { gridFields } from '../../unit-grid.ts'
import type { Grid, Row } from './grid.ts'
import type { History } from './undo.ts'

/** Arrows and Enter as in a spreadsheet; Tab is the browser's own. Ctrl+Z takes back what was left already. */
export function startKeys(grid: Grid, history: History): void {
  grid.body.addEventListener('keydown', (event) => {
    const place = grid.place(event.target)
    if (!place || event.isComposing) return
    const { row, field, control } = place
    const isText = control instanceof HTMLInputElement && control.type === 'text'
    const go = (to: Row | undefined, column = field) => {
      if (!to) return
      event.preventDefault()
      grid.focus(to, column)
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      // A cell that is being typed in has its own undo.
      if (isText && control.value !== control.defaultValue && control.dataset['typing'] === 'yes') return
      if (history.undo()) event.preventDefault()
      return
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return
    switch (event.key) {
      case 'Enter':
        return go(event.shiftKey ? before(grid, row) : grid.after(row))
      case 'ArrowDown':
        return control instanceof HTMLSelectElement ? undefined : go(grid.after(row))
      case 'ArrowUp':
        return control instanceof HTMLSelectElement ? undefined : go(before(grid, row))
      case 'ArrowLeft':
        return isText && !isAt(control, 'start')
          ? undefined
          : go(row, gridFields[gridFields.indexOf(field) - 1])
      case 'ArrowRight':
        return isText && !isAt(control, 'end')
          ? undefined
          : go(row, gridFields[gridFields.indexOf(field) + 1])
    }
  })
  grid.body.addEventListener('input', ({ target }) => mark(target, 'yes'))
  grid.body.addEventListener('change', ({ target }) => mark(target, 'no'))
}

function mark(target: EventTarget | null, typing: 'yes' | 'no'): void {
  if (target instanceof HTMLInputElement) target.dataset['typing'] = typing
}

function before(grid: Grid, row: Row): Row | undefined {
  const rows = grid.rows()
  return rows[rows.indexOf(row) - 1]
}

/** Whether the cursor stands at that end of the cell; a cell that is selected as a whole is at both. */
function isAt(control: HTMLInputElement, end: 'start' | 'end'): boolean {
  const { selectionStart: from, selectionEnd: to, value } = control
  if (from === 0 && to === value.length) return true
  return from === to && (end === 'start' ? from === 0 : to === value.length)
}
