import './unit-grid.css'
import type { GridSettings } from '../unit-grid.ts'
import { startChecks } from './unit-grid/checks.ts'
import { createGrid } from './unit-grid/grid.ts'
import { startKeys } from './unit-grid/keys.ts'
import { startPaste } from './unit-grid/paste.ts'
import { createSaver } from './unit-grid/saver.ts'
import { createHistory } from './unit-grid/undo.ts'

/** Makes the form of the programme table a spreadsheet: keys, paste, undo, live sums and rules, each row saved as it is typed. */
const root = document.querySelector<HTMLElement>('[data-unit-grid]')
if (root) begin(root, JSON.parse(root.dataset['unitGrid'] ?? '{}') as GridSettings)

function begin(root: HTMLElement, settings: GridSettings): void {
  for (const plain of root.querySelectorAll<HTMLElement>('[data-grid-plain]')) plain.hidden = true
  for (const tool of root.querySelectorAll<HTMLElement>('[data-grid-only]')) tool.hidden = false
  const grid = createGrid(root)
  const check = startChecks(root, grid, settings)
  const saver = createSaver(root, { grid, settings, check })
  const history = createHistory(grid, saver.changed)
  startKeys(grid, history)
  startPaste(grid, settings, history)
  grid.body.addEventListener('input', ({ target }) => {
    const row = (target as HTMLElement).closest<HTMLTableRowElement>('tr')
    if (!row) return
    if ((target as HTMLElement).matches('[data-remove]')) return saver.remove(row)
    saver.changed(row)
  })
  root.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault())
  root.querySelector('[data-grid-act=add]')?.addEventListener('click', () => grid.focus(grid.blank(), 'code'))
  root.querySelector('[data-grid-act=undo]')?.addEventListener('click', () => history.undo())
  saver.restore()
  check()
}
