import { fold } from '#platform/text/index.ts'
import type { UnitGroup } from './course-unit.ts'

/** What a row of a school's programme table is: a heading of a group (with or without its sums), the total, or a subject. */
export type TableRow = { kind: 'group'; group: UnitGroup | null } | { kind: 'total' } | { kind: 'unit' }

/**
 * Reads the first two cells of a row as schools write them: I general, II specialised as a whole, II.1 basic, II.2
 * specialised, II.3 elective, "Tổng cộng". `group` is null for a heading that says nothing of the group.
 */
export function rowKind(code: string, name: string): TableRow {
  const first = fold(code)
    .trim()
    .replace(/[.)]+$/, '')
  const words = fold(name || code).trim()
  if (
    /^(tong|cong)( cong| so| toan khoa| chung)?[\s:(]*\d*\)?$/.test(first) ||
    /^(tong cong|tong so|tong toan khoa)/.test(words) ||
    (first === '' && /^(tong|cong)\b/.test(words))
  )
    return { kind: 'total' }
  const isNumeral = /^[ivx]+([.,]\d+)*$/.test(first) || (/^[a-z]$/.test(first) && name !== '')
  if (!isNumeral && !(first === '' && groupOfWords(words))) {
    // a heading merged over the first cells: "II.1 Môn học, mô đun cơ sở"
    const merged = /^([ivx]+(?:[.,]\d+)*)[.)\s]+\D/.exec(fold(code).trim())
    return merged && name === '' ? { kind: 'group', group: groupOf(merged[1]!, words) } : { kind: 'unit' }
  }
  return { kind: 'group', group: groupOf(first, words) }
}

function groupOf(numeral: string, words: string): UnitGroup | null {
  const byWords = groupOfWords(words)
  if (byWords) return byWords
  const byNumber: Record<string, UnitGroup> = {
    i: 'general',
    'ii.1': 'basic',
    'ii.2': 'specialised',
    'ii.3': 'elective',
    ii: 'specialised',
  }
  return byNumber[numeral.replace(',', '.')] ?? null
}

function groupOfWords(words: string): UnitGroup | undefined {
  if (/tu chon/.test(words)) return 'elective'
  if (/(mon hoc|mo dun|mon|mh|md|kien thuc|phan).*\bchung\b/.test(words)) return 'general'
  if (/(mon hoc|mo dun|mon|mh|md|kien thuc|phan).*co so/.test(words)) return 'basic'
  if (/(mon hoc|mo dun|mon|mh|md|kien thuc|phan).*(chuyen mon|chuyen nganh|nghe)/.test(words))
    return 'specialised'
  return undefined
}
