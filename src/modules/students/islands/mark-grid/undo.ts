import type { Cell, Grid } from './grid.ts'

type Step = { key: string; before: string; after: string }[]
export type History = ReturnType<typeof createHistory>

/** What was typed, pasted or cleared, one step at a time, to be taken back and done again. */
export function createHistory(grid: Grid, changed: (cell: Cell) => void) {
  const done: Step[] = []
  const undone: Step[] = []
  const apply = (step: Step, side: 'before' | 'after') => {
    for (const one of step) {
      const cell = grid.get(one.key)
      if (!cell) continue
      cell.input.value = one[side]
      cell.before = one[side]
      changed(cell)
    }
    grid.focus(grid.get(step[0]?.key ?? ''))
  }
  return {
    /** Writes values as one step. */
    write(values: readonly { cell: Cell; value: string }[]) {
      const step = values
        .filter(({ cell, value }) => cell.input.value !== value)
        .map(({ cell, value }) => ({ key: cell.key, before: cell.input.value, after: value }))
      if (step.length === 0) return
      done.push(step)
      undone.length = 0
      for (const one of step) {
        const cell = grid.get(one.key)!
        cell.input.value = one.after
        cell.before = one.after
        changed(cell)
      }
    },
    /** Remembers what was typed in a cell by hand. */
    typed(cell: Cell) {
      const { before } = cell
      if (before === cell.input.value) return
      done.push([{ key: cell.key, before, after: cell.input.value }])
      undone.length = 0
      cell.before = cell.input.value
    },
    undo() {
      const step = done.pop()
      if (!step) return
      undone.push(step)
      apply(step, 'before')
    },
    redo() {
      const step = undone.pop()
      if (!step) return
      done.push(step)
      apply(step, 'after')
    },
  }
}
