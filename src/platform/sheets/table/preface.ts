import type { Grid } from './grid.ts'

/** Reads what stands above the header: `label: value` lines, and the other lines as titles. */
export function readPreface(
  grid: Grid,
  headerTop: number,
): { preface: Record<string, string>; titles: string[] } {
  const preface: Record<string, string> = {}
  const titles: string[] = []
  for (const number of grid.rows.keys()) {
    if (number >= headerTop) break
    const texts = grid.begins(number).map((place) => place.text)
    for (let at = 0; at < texts.length; at++) {
      const [, label, value] = /^([^:]{1,60}):\s*(.*)$/.exec(texts[at] ?? '') ?? []
      if (!label) {
        titles.push(texts[at] ?? '')
        continue
      }
      const next = texts[at + 1]
      const beside = value === '' && next !== undefined && !next.includes(':') ? next : undefined
      if (beside !== undefined) at++
      const found = value || (beside ?? '')
      if (found !== '' && !/^[._…\s]+$/.test(found)) preface[label.trim()] = found
    }
  }
  return { preface, titles }
}
