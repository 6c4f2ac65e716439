import type { Cell, Grid } from './grid.ts'

export type Choice = ReturnType<typeof createChoice>

/** Under the table: what is wrong with the cell one stands on, or both values and the two ways on. */
export function createChoice(root: HTMLElement, words: Record<string, string>) {
  const place = root.querySelector<HTMLElement>('[data-choice]')!
  const hide = () => {
    place.hidden = true
    place.replaceChildren()
  }
  const button = (text: string, act: () => void) => {
    const made = document.createElement('button')
    made.type = 'button'
    made.className = 'btn btn-secondary btn-sm'
    made.textContent = text
    made.addEventListener('click', act)
    return made
  }
  return {
    hide,
    show(grid: Grid, cell: Cell | undefined, decide: (cell: Cell, isMine: boolean) => void) {
      const state = cell && grid.stateOf(cell)
      if (!cell || (state !== 'error' && state !== 'conflict')) return hide()
      const label = cell.input.getAttribute('aria-label') ?? ''
      const fill = (text = '') =>
        text
          .replace('%cell', label)
          .replace('%mine', cell.input.value || (words.empty ?? ''))
          .replace('%theirs', grid.shown(cell.seen) || (words.empty ?? ''))
          .replace('%what', cell.note)
      const text = document.createElement('p')
      text.textContent = fill(words[state === 'error' ? 'error_cell' : 'conflict_cell'])
      const acts =
        state === 'conflict'
          ? [
              button(fill(words.keep_mine), () => decide(cell, true)),
              button(fill(words.take_theirs), () => decide(cell, false)),
            ]
          : []
      place.replaceChildren(text, ...acts)
      place.hidden = false
    },
  }
}
