import './mark-grid.css'
import { createChoice } from './mark-grid/choice.ts'
import { startClipboard } from './mark-grid/clipboard.ts'
import { createGrid, type Cell } from './mark-grid/grid.ts'
import { openJournal } from './mark-grid/journal.ts'
import { startKeys } from './mark-grid/keys.ts'
import { showLeftOver } from './mark-grid/left-over.ts'
import { createSender } from './mark-grid/sender.ts'
import { createStatus } from './mark-grid/status.ts'
import { createHistory } from './mark-grid/undo.ts'

/**
 * The mark sheet as a spreadsheet. What is typed is in the journal (localStorage, by account and section) at each key, and
 * leaves it only when the server has said that it holds it; a page opened again takes it up.
 */
const root = document.querySelector<HTMLElement>('[data-mark-grid]')
if (root) start(root)

function start(root: HTMLElement): void {
  const words = JSON.parse(root.dataset.words ?? '{}') as Record<string, string>
  const journal = openJournal(root.dataset.account ?? '', root.dataset.markGrid ?? '')
  if (root.dataset.locked !== undefined) {
    const typed = Object.entries(journal.read()).map(([cell, entry]) => [cell, entry.typed])
    return showLeftOver(root, journal, Object.fromEntries(typed), words)
  }
  const grid = createGrid(root)
  const status = createStatus(root, words)
  const choice = createChoice(root, words)
  const sender = createSender({ grid, journal, status, choice, words })
  const changed = (cell: Cell) => sender.changed(cell)
  const history = createHistory(grid, changed)
  for (const plain of root.querySelectorAll<HTMLElement>('[data-plain]')) plain.hidden = true
  for (const only of root.querySelectorAll<HTMLElement>('[data-script]')) only.hidden = false
  startKeys(grid, history, sender)
  startClipboard(grid, history, words)
  root.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault()
    sender.now()
  })
  if (root.dataset.typed !== undefined)
    grid.each((cell) => cell.input.value !== grid.shown(cell.seen) && changed(cell))
  sender.restore()
}
