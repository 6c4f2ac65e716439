import { gridFields, type GridField, type GridRow } from '../../unit-grid.ts'

export type Row = HTMLTableRowElement
type Control = HTMLInputElement | HTMLSelectElement

/** The rows of the table as data: the inputs themselves hold what was typed. */
export type Grid = {
  body: HTMLTableSectionElement
  rows: () => Row[]
  /** Rows in which something stands. */
  filled: () => Row[]
  find: (id: string) => Row | undefined
  /** Whether nothing is typed into the row, stored or not. */
  isBlank: (row: Row) => boolean
  read: (row: Row) => GridRow
  get: (row: Row, field: GridField) => string
  /** Writes a cell as if it had been typed, without an event. */
  set: (row: Row, field: GridField, value: string) => void
  focus: (row: Row, field: GridField) => void
  /** The first row in which nothing stands; adds one when there is none. */
  blank: () => Row
  /** The row after this one, added when it is the last. */
  after: (row: Row) => Row
  place: (target: EventTarget | null) => { row: Row; field: GridField; control: Control } | undefined
}

export function createGrid(root: HTMLElement): Grid {
  const body = root.querySelector<HTMLTableSectionElement>('[data-grid-rows]')!
  const pattern = body.lastElementChild!.cloneNode(true) as Row
  const rows = () => [...body.querySelectorAll<Row>('tr:not(.grid-row-note)')]
  const control = (row: Row, field: GridField) => row.querySelector<Control>(`[data-field=${field}]`)!
  const get = (row: Row, field: GridField) => {
    const found = control(row, field)
    return found.type === 'checkbox' ? ((found as HTMLInputElement).checked ? 'on' : '') : found.value
  }
  const isBlank = (row: Row) =>
    (
      ['code', 'name', 'credits', 'hours_total', 'hours_theory', 'hours_practice', 'hours_test'] as const
    ).every((field) => get(row, field) === '')
  const isFilled = (row: Row) =>
    row.dataset['blank'] === undefined ? row.dataset['row'] !== undefined : !isBlank(row)
  const add = () => {
    const row = pattern.cloneNode(true) as Row
    // names and ids of the plain form would be there twice; the island sends rows by their data
    for (const one of row.querySelectorAll('[id], [name]')) {
      one.removeAttribute('id')
      one.removeAttribute('name')
    }
    body.append(row)
    return row
  }
  return {
    body,
    rows,
    filled: () => rows().filter(isFilled),
    isBlank,
    find: (id) => rows().find((row) => row.dataset['row'] === id),
    read: (row) => Object.fromEntries(gridFields.map((field) => [field, get(row, field)])) as GridRow,
    get,
    set(row, field, value) {
      const found = control(row, field)
      if (found.type === 'checkbox') (found as HTMLInputElement).checked = value !== ''
      else found.value = value
    },
    focus(row, field) {
      const found = control(row, field)
      found.focus()
      if (found instanceof HTMLInputElement && found.type === 'text') found.select()
    },
    blank: () => rows().find((row) => !isFilled(row)) ?? add(),
    after: (row) => rows()[rows().indexOf(row) + 1] ?? add(),
    place(target) {
      const found = (target as HTMLElement | null)?.closest<Control>('[data-field]')
      const row = found?.closest<Row>('tr')
      return found && row ? { row, field: found.dataset['field'] as GridField, control: found } : undefined
    },
  }
}
