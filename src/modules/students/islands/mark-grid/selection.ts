import type { Cell, Grid } from './grid.ts'

export type Selection = ReturnType<typeof createSelection>

/** A block of cells from where shift was first held to where one stands; without shift the one cell. */
export function createSelection(grid: Grid) {
  let from: Cell | undefined
  let to: Cell | undefined
  const block = (): Cell[] => {
    if (!from || !to) return []
    const [top, bottom] = [from.row, to.row].toSorted((a, b) => a - b) as [number, number]
    const [left, right] = [from.column, to.column].toSorted((a, b) => a - b) as [number, number]
    const found: Cell[] = []
    for (let row = top; row <= bottom; row += 1)
      for (let column = left; column <= right; column += 1) {
        const cell = grid.at(row, column)
        if (cell) found.push(cell)
      }
    return found
  }
  const mark = () => {
    for (const one of grid.root.querySelectorAll('[data-selected]')) one.removeAttribute('data-selected')
    const cells = block()
    if (cells.length > 1) for (const cell of cells) cell.input.parentElement!.dataset.selected = 'true'
  }
  return {
    block,
    isBlock: () => from !== to && block().length > 1,
    start(cell: Cell) {
      from = cell
      to = cell
      mark()
    },
    stretch(cell: Cell) {
      from ??= cell
      to = cell
      mark()
    },
    end: () => to,
  }
}
