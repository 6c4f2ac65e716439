import { fold } from '#platform/text/index.ts'

export type ListLine = { code: string; classification: string | null }

const classes: Record<string, string> = {
  'xuat sac': 'xuat_sac',
  gioi: 'gioi',
  kha: 'kha',
  'trung binh': 'trung_binh',
}
const mostLines = 1000

/** People as typed: one a line, "code" or "code; class". @returns the lines, or those that cannot be read, by number */
export function readList(text: string): { lines: ListLine[] } | { faults: string[] } {
  const faults: string[] = []
  const lines: ListLine[] = []
  const typed = text.split(/\r?\n/).map((line) => line.trim())
  for (const [at, line] of typed.entries()) {
    if (line === '') continue
    const [code = '', ...rest] = line.split(/\s*[;\t]\s*/)
    const word = fold(rest.join(' '))
    const classification = word === '' ? null : classes[word]
    if (!/^[\p{L}\p{N}._/-]{1,40}$/u.test(code) || classification === undefined)
      faults.push(`${at + 1} (“${line.slice(0, 40)}”)`)
    else if (!lines.some((one) => one.code === code)) lines.push({ code, classification })
  }
  if (faults.length === 0 && lines.length > 0 && lines.length <= mostLines) return { lines }
  return { faults: faults.length > 0 ? faults.slice(0, 20) : [`1–${typed.length}`] }
}
