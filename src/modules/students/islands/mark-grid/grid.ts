/** How a cell stands between the screen and the server. */
export type CellState = 'unsaved' | 'saving' | 'saved' | 'error' | 'conflict' | undefined

export type Cell = {
  key: string
  row: number
  column: number
  input: HTMLInputElement
  /** What the server last said the cell holds, in its own writing (a point, no letter but v, p, x). */
  seen: string
  /** What stood there at the last step of the history; Esc takes back to it. */
  before: string
  /** Why it was refused, or what somebody else wrote. */
  note: string
}

export type Grid = ReturnType<typeof createGrid>

/** The cells on the page by place; a place without a cell is fixed. */
export function createGrid(root: HTMLElement) {
  const comma = document.documentElement.lang !== 'en'
  const rows = [...root.querySelectorAll<HTMLTableRowElement>('tr[data-row]')]
  const cells = new Map<string, Cell>()
  const byInput = new Map<Element, Cell>()
  const places = rows.map((line, row) =>
    [...line.querySelectorAll<HTMLTableCellElement>('td.mark-cell, td[data-fixed]')].map((place, column) => {
      const input = place.querySelector<HTMLInputElement>('input[data-cell]')
      if (!input) return undefined
      const cell: Cell = {
        key: input.dataset.cell!,
        row,
        column,
        input,
        seen: input.dataset.seen ?? '',
        before: input.value,
        note: '',
      }
      cells.set(cell.key, cell)
      byInput.set(input, cell)
      return cell
    }),
  )
  const at = (row: number, column: number): Cell | undefined => places[row]?.[column]
  return {
    root,
    height: places.length,
    width: places[0]?.length ?? 0,
    at,
    get: (key: string) => cells.get(key),
    of: (target: EventTarget | null) => (target instanceof Element ? byInput.get(target) : undefined),
    active: () => byInput.get(document.activeElement ?? root),
    each: (work: (cell: Cell) => void) => cells.forEach(work),
    /** As it is typed in the language of the page. */
    shown: (text: string) => (comma ? text.replace('.', ',') : text),
    focus(cell: Cell | undefined) {
      cell?.input.focus()
      cell?.input.select()
    },
    set(cell: Cell, state: CellState, note = '') {
      const place = cell.input.parentElement!
      if (state) place.dataset.state = state
      else delete place.dataset.state
      cell.note = note
      cell.input.title = note
      if (state === 'error' || state === 'conflict') cell.input.setAttribute('aria-invalid', 'true')
      else cell.input.removeAttribute('aria-invalid')
      place.querySelector('.mark-note')?.remove()
    },
    stateOf: (cell: Cell) => cell.input.parentElement!.dataset.state as CellState,
    /** What the line makes now, as the server reckoned it. */
    showRow(enrolment: string, words: Record<string, string>) {
      const line = rows.find((one) => one.dataset.row === enrolment)
      for (const part of line?.querySelectorAll<HTMLElement>('[data-part]') ?? []) {
        const text = words[part.dataset.part!] ?? ''
        const link = part.querySelector('a') ?? part
        if (link.textContent !== text) link.textContent = text
        if (part.dataset.part === 'standing') part.dataset.tone = words.tone ?? ''
      }
    },
  }
}
