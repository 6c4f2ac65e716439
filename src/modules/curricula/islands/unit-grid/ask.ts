import { gridFields, type GridField, type GridSettings } from '../../unit-grid.ts'
import type { Grid, Row } from './grid.ts'

/**
 * Somebody else saved the row first: shows theirs under ours and lets the person choose.
 * @returns false when theirs cannot be read now: nothing was asked
 */
export async function askWhose(
  row: Row,
  grid: Grid,
  settings: GridSettings,
  then: { keep: () => void; take: () => void },
): Promise<boolean> {
  let theirs: Stored | undefined
  try {
    theirs = await storedRow(row.dataset['row']!)
  } catch {
    return false
  }
  const words = theirs
    ? gridFields
        .map((field) => theirs.values[field])
        .filter((text) => text !== '')
        .join(' · ')
    : '–'
  const keep = () => {
    // a row that is gone is written anew
    if (theirs) row.dataset['version'] = theirs.version
    else delete row.dataset['version']
    then.keep()
  }
  const take = () => {
    if (!theirs) row.remove()
    else {
      row.dataset['version'] = theirs.version
      for (const field of gridFields) grid.set(row, field, theirs.values[field])
    }
    then.take()
  }
  putUnder(row, words, [
    [settings.words['keep_mine'] ?? '', keep],
    [settings.words['take_theirs'] ?? '', take],
  ])
  return true
}

/** What goes with a row cannot be taken back: its detailed syllabus, and the outcomes it teaches. */
export function askToRemove(
  row: Row,
  settings: GridSettings,
  name: string,
  then: { yes: () => void; no: () => void },
): void {
  const words = (settings.words['remove_sure'] ?? '').replaceAll('{row}', name)
  const [yes] = putUnder(row, words, [
    [settings.words['remove'] ?? '', then.yes],
    [settings.words['keep_row'] ?? '', then.no],
  ])
  yes?.focus()
}

/** A question under a row, in the place of an earlier one. @returns its buttons */
function putUnder(
  row: Row,
  question: string,
  ways: readonly (readonly [string, () => void])[],
): HTMLButtonElement[] {
  if (row.nextElementSibling?.classList.contains('grid-row-note')) row.nextElementSibling.remove()
  const note = document.createElement('tr')
  note.className = 'grid-row-note'
  const cell = document.createElement('td')
  cell.colSpan = gridFields.length + 1
  const words = document.createElement('p')
  words.textContent = question
  const buttons = ways.map(([label, then]) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'btn btn-secondary'
    button.textContent = label
    button.addEventListener('click', () => {
      note.remove()
      then()
    })
    return button
  })
  const actions = document.createElement('div')
  actions.className = 'mt-2 flex flex-wrap gap-2'
  actions.append(...buttons)
  cell.append(words, actions)
  note.append(cell)
  row.after(note)
  return buttons
}

type Stored = { version: string; values: Record<GridField, string> }

/** The row as it is stored now, read from the page itself; undefined when it was removed. */
async function storedRow(id: string): Promise<Stored | undefined> {
  const page = await fetch(location.pathname, { headers: { accept: 'text/html' } })
  if (!page.ok) throw new Error(`page ${page.status}`)
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
