import type { Journal } from './journal.ts'

/** Typed values that no cell of the page takes any more, by cell. */
export type LeftOver = Readonly<Record<string, string>>

/**
 * Names what was typed on this device and can no longer be saved (the sheet was submitted, the learner or the column is gone),
 * so that it can be written down; it is forgotten only when the person says so.
 */
export function showLeftOver(
  root: HTMLElement,
  journal: Journal,
  left: LeftOver,
  words: Record<string, string>,
): void {
  const values = Object.entries(left)
  if (values.length === 0) return
  const note = document.createElement('p')
  note.dataset.leftOver = ''
  note.className = 'mark-state'
  note.dataset.kind = 'error'
  note.setAttribute('role', 'alert')
  const what = values.map(([cell, typed]) => `${placeOf(root, cell)}${typed}`).join('; ')
  note.textContent = `${(words.left_over ?? '').replace('%n', String(values.length)).replace('%what', what)} `
  const drop = document.createElement('button')
  drop.type = 'button'
  drop.className = 'btn btn-secondary btn-sm'
  drop.textContent = words.left_over_drop ?? ''
  drop.addEventListener('click', () => {
    journal.drop(left)
    note.remove()
  })
  note.append(drop)
  root.querySelector('[data-status]')!.after(note)
}

/** `Nguyễn Văn An, Kiểm tra 1: `, as far as the learner and the column are still on the page. */
function placeOf(root: HTMLElement, cell: string): string {
  const [row, column] = cell.split('/')
  const line = root.querySelector(`tr[data-row="${row}"]`)
  const cells = [...(line?.querySelectorAll<HTMLElement>('td.mark-cell, td[data-fixed]') ?? [])]
  const at = cells.findIndex((one) => one.dataset.column === column)
  const names = [
    line?.querySelector('[data-name]')?.textContent?.trim(),
    at < 0 ? undefined : root.querySelectorAll('th.mark-head')[at]?.firstChild?.textContent?.trim(),
  ].filter(Boolean)
  return names.length > 0 ? `${names.join(', ')}: ` : ''
}
