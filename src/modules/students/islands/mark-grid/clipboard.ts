import type { Cell, Grid } from './grid.ts'
import { selections } from './keys.ts'
import type { History } from './undo.ts'

/** A copied block as rows of values: tabs and line ends, as spreadsheets write them. */
export function readBlock(text: string): string[][] {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => line.split('\t').map((value) => value.trim()))
}

/** The first dozen, and that there are more. */
export const shortened = (list: readonly string[]): string =>
  [...list.slice(0, 12), ...(list.length > 12 ? ['…'] : [])].join('; ')

/** Copies the block; pastes a column or block from where one stands. What does not fit is told with its values, and stays on the clipboard. */
export function startClipboard(grid: Grid, history: History, words: Record<string, string>): void {
  grid.root.addEventListener('copy', (event) => {
    const selection = selections.get(grid)
    if (!selection?.isBlock() || !event.clipboardData) return
    event.preventDefault()
    const rows = Map.groupBy(selection.block(), (cell) => cell.row)
    const text = [...rows.values()].map((row) => row.map((cell) => cell.input.value).join('\t')).join('\n')
    event.clipboardData.setData('text/plain', text)
  })
  grid.root.addEventListener('paste', (event) => {
    const cell = grid.of(event.target)
    const text = event.clipboardData?.getData('text/plain') ?? ''
    const block = readBlock(text)
    if (!cell || (block.length <= 1 && (block[0]?.length ?? 0) <= 1)) return
    event.preventDefault()
    paste(cell, block)
  })
  function paste(start: Cell, block: readonly string[][]): void {
    const values: { cell: Cell; value: string }[] = []
    const rest: string[] = []
    const fixed: string[] = []
    for (const [down, line] of block.entries())
      for (const [right, value] of line.entries()) {
        const [row, column] = [start.row + down, start.column + right]
        const cell = grid.at(row, column)
        if (cell) values.push({ cell, value })
        else if (value !== '') (row < grid.height && column < grid.width ? fixed : rest).push(value)
      }
    history.write(values)
    const say = (key: string, list: readonly string[]) =>
      list.length === 0
        ? ''
        : (words[key] ?? '').replace('%n', String(list.length)).replace('%what', shortened(list))
    const told = [say('paste_rest', rest), say('paste_read_only', fixed)].filter(Boolean)
    // The state of saving would take the place of the line: what was left out gets a line of its own.
    leave(told.join(' '))
  }
  function leave(text: string): void {
    let note = grid.root.querySelector<HTMLElement>('[data-paste]')
    if (text === '') return note?.remove()
    if (!note) {
      note = document.createElement('p')
      note.dataset.paste = ''
      note.className = 'mark-state'
      note.dataset.kind = 'error'
      note.setAttribute('role', 'alert')
      grid.root.querySelector('[data-status]')!.after(note)
    }
    note.textContent = text
  }
}
