import { gridFields, type GridField, type GridSettings } from '../../unit-grid.ts'
import type { Grid, Row } from './grid.ts'

/** Somebody else saved the row first: shows theirs under ours and lets the person choose. */
export async function askWhose(
  row: Row,
  grid: Grid,
  settings: GridSettings,
  keep: () => void,
  take: () => void,
): Promise<void> {
  const theirs = await storedRow(row.dataset['row']!)
  if (row.nextElementSibling?.classList.contains('grid-row-note')) row.nextElementSibling.remove()
  const note = document.createElement('tr')
  note.className = 'grid-row-note'
  const cell = document.createElement('td')
  cell.colSpan = gridFields.length + 1
  const words = document.createElement('p')
  words.textContent = theirs
    ? gridFields
        .map((field) => theirs.values[field])
        .filter((text) => text !== '')
        .join(' · ')
    : '–'
  const act = (key: string, then: () => void) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'btn btn-secondary'
    button.textContent = settings.words[key] ?? ''
    button.addEventListener('click', () => {
      note.remove()
      then()
    })
    return button
  }
  const actions = document.createElement('div')
  actions.className = 'mt-2 flex flex-wrap gap-2'
  actions.append(
    act('keep_mine', () => {
      // a row that is gone is written anew
      if (theirs) row.dataset['version'] = theirs.version
      else delete row.dataset['version']
      keep()
    }),
    act('take_theirs', () => {
      if (!theirs) row.remove()
      else {
        row.dataset['version'] = theirs.version
        for (const field of gridFields) grid.set(row, field, theirs.values[field])
      }
      take()
    }),
  )
  cell.append(words, actions)
  note.append(cell)
  row.after(note)
}

/** The row as it is stored now, read from the page itself; undefined when it was removed. */
async function storedRow(
  id: string,
): Promise<{ version: string; values: Record<GridField, string> } | undefined> {
  const page = await fetch(location.pathname, { headers: { accept: 'text/html' } })
  const parsed = new DOMParser().parseFromString(await page.text(), 'text/html')
  const row = parsed.querySelector<Row>(`tr[data-row="${CSS.escape(id)}"]`)
  if (!row) return undefined
  const values = Object.fromEntries(
    gridFields.map((field) => {
      const control = row.querySelector<HTMLInputElement>(`[data-field=${field}]`)
      return [field, control?.type === 'checkbox' ? (control.checked ? 'on' : '') : (control?.value ?? '')]
    }),
  )
  return { version: row.dataset['version'] ?? '', values: values as Record<GridField, string> }
}
