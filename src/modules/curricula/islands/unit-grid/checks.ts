import { checkStructure, creditsToTake, fromTenths, totalsOf, type Violation } from '../../rules/structure.ts'
import { lineOf, type GridSettings } from '../../unit-grid.ts'
import type { Grid, Row } from './grid.ts'

/** Sums and violations after every change; answers the function that does it. */
export function startChecks(root: HTMLElement, grid: Grid, settings: GridSettings): () => void {
  const list = root.querySelector<HTMLElement>('[data-grid-violations]')!
  return () => {
    const rows = grid.filled()
    const lines = rows.map((row, at) => lineOf(String(at), grid.read(row)))
    const sums = totalsOf(lines)
    const shown = {
      credits: fromTenths(creditsToTake(lines, settings.version.elective_credits)),
      hours_total: String(sums.total),
      hours_theory: String(sums.theory),
      hours_practice: String(sums.practice),
      hours_test: String(sums.test),
    }
    for (const [field, text] of Object.entries(shown))
      root.querySelector(`[data-sum=${field}]`)!.textContent = text
    const found = checkStructure(settings.version, lines, settings.rules)
    mark(grid, rows, found)
    list.replaceChildren(
      found.length === 0 ? plain(settings.words['no_violation']!) : listOf(found, rows, grid, settings),
    )
  }
}

function mark(grid: Grid, rows: readonly Row[], found: readonly Violation[]): void {
  for (const cell of grid.body.querySelectorAll<HTMLElement>('[data-mark]')) delete cell.dataset['mark']
  for (const one of found) {
    const row = one.unit === undefined ? undefined : rows[Number(one.unit)]
    const cell = row?.querySelector<HTMLElement>(`[data-cell=${one.field ?? 'code'}]`)
    if (cell && cell.dataset['mark'] !== 'error') cell.dataset['mark'] = one.severity
  }
}

function plain(text: string): HTMLElement {
  const line = document.createElement('p')
  line.textContent = text
  return line
}

function listOf(
  found: readonly Violation[],
  rows: readonly Row[],
  grid: Grid,
  settings: GridSettings,
): HTMLElement {
  const list = document.createElement('ul')
  list.className = 'grid gap-2'
  const sorted = found.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
  for (const one of sorted) {
    const row = one.unit === undefined ? undefined : rows[Number(one.unit)]
    const item = document.createElement('li')
    item.className = 'flex flex-wrap items-baseline gap-x-3 gap-y-1'
    const badge = document.createElement('span')
    badge.className = `tag tag-${one.severity}`
    badge.textContent = settings.words[`severity.${one.severity}`] ?? ''
    item.append(badge, sentence(one, row && (grid.get(row, 'code') || grid.get(row, 'name')), settings))
    list.append(item)
  }
  return list
}

function sentence(one: Violation, row: string | undefined, settings: GridSettings): HTMLElement {
  const words = (settings.checks[one.key] ?? one.key).replaceAll(
    /\{(\w+)\}/g,
    (whole, name: string) => one.params[name] ?? whole,
  )
  const span = document.createElement('span')
  span.textContent = `${row ? `${row}: ` : ''}${words}${one.citation ? ` (${one.citation})` : ''}`
  return span
}
