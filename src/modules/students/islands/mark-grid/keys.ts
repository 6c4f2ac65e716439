import type { Cell, Grid } from './grid.ts'
import { createSelection, type Selection } from './selection.ts'
import type { Sender } from './sender.ts'
import type { History } from './undo.ts'

const steps: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The selection of the grid, shared by keys and clipboard. */
export const selections = new WeakMap<Grid, Selection>()

/** Arrows, Enter and Tab go from cell to cell; typing overwrites; F2 edits inside; Esc takes back; shift selects a block. */
export function startKeys(grid: Grid, history: History, sender: Sender): void {
  const selection = createSelection(grid)
  selections.set(grid, selection)
  let isEditing = false
  grid.root.addEventListener('focusin', ({ target }) => {
    const cell = grid.of(target)
    if (!cell) return
    cell.before = cell.input.value
    isEditing = false
    cell.input.select()
    selection.start(cell)
    sender.showChoice(cell)
  })
  grid.root.addEventListener('focusout', ({ target }) => {
    const cell = grid.of(target)
    if (!cell) return
    history.typed(cell)
    sender.left(cell)
  })
  grid.root.addEventListener('input', ({ target }) => {
    const cell = grid.of(target)
    if (!cell) return
    isEditing = true
    sender.changed(cell)
  })
  grid.root.addEventListener('mousedown', (event) => {
    const cell = grid.of(event.target)
    if (!cell || !event.shiftKey) return
    event.preventDefault()
    selection.stretch(cell)
  })
  grid.root.addEventListener('keydown', (event) => {
    const cell = grid.of(event.target)
    if (!cell || event.isComposing) return
    if (act(event, cell)) event.preventDefault()
  })
  /** @returns whether the key was ours */
  function act(event: KeyboardEvent, cell: Cell): boolean {
    const { key, shiftKey } = event
    const isCommand = event.ctrlKey || event.metaKey
    if (isCommand && key.toLowerCase() === 'z') {
      history.typed(cell)
      if (shiftKey) history.redo()
      else history.undo()
      return true
    }
    if (isCommand && key.toLowerCase() === 'y') {
      history.redo()
      return true
    }
    if (isCommand || event.altKey) return false
    if (key === 'Enter') return move(cell, shiftKey ? -1 : 1, 0)
    if (key === 'Escape') return takeBack(cell)
    if (key === 'F2') return edit(cell)
    if ((key === 'Delete' || key === 'Backspace') && (selection.isBlock() || !isEditing)) return clear()
    const step = steps[key]
    if (!step) return false
    if (isEditing && step[0] === 0) return false
    return shiftKey ? stretch(step) : move(cell, ...step)
  }
  function move(cell: Cell, down: number, right: number): boolean {
    const next = beyond(cell, down, right)
    if (next) grid.focus(next)
    return true
  }
  function stretch([down, right]: [number, number]): boolean {
    const end = selection.end()
    const next = end && beyond(end, down, right)
    if (next) selection.stretch(next)
    return true
  }
  /** The next cell that way, past places that are fixed. */
  function beyond(cell: Cell, down: number, right: number): Cell | undefined {
    for (let row = cell.row + down, column = cell.column + right; ; row += down, column += right) {
      if (row < 0 || column < 0 || row >= grid.height || column >= grid.width) return undefined
      const next = grid.at(row, column)
      if (next) return next
    }
  }
  function takeBack(cell: Cell): boolean {
    if (cell.input.value !== cell.before) {
      cell.input.value = cell.before
      sender.changed(cell)
    }
    isEditing = false
    cell.input.select()
    return true
  }
  function edit(cell: Cell): boolean {
    isEditing = true
    cell.input.setSelectionRange(cell.input.value.length, cell.input.value.length)
    return true
  }
  function clear(): boolean {
    history.write(selection.block().map((cell) => ({ cell, value: '' })))
    return true
  }
}
