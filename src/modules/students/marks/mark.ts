/** How a cell of the mark sheet stands; absent and violated count as the policy says, excused does not count (TT 04/2022). */
export const markStates = ['scored', 'absent', 'excused', 'violated'] as const
export type MarkState = (typeof markStates)[number]

/** What a cell holds. `value` is decimal text of ten points, given only when scored. */
export type Mark = { state: MarkState; value: string | null }

/** Columns one sheet may have. */
export const mostColumns = 30

export const columnKinds = ['regular', 'periodic', 'exam'] as const
export type ColumnKind = (typeof columnKinds)[number]

/** A column of the mark sheet; `sitting` matters for exams. */
export type MarkColumn = {
  id: string
  kind: ColumnKind
  position: number
  name: string
  held_on: string | null
  sitting: number
  /** Its marks are posted. */
  is_closed: boolean
}

/** What is typed for the states that are not a figure. */
export const letters: Readonly<Record<Exclude<MarkState, 'scored'>, string>> = {
  absent: 'v',
  excused: 'p',
  violated: 'x',
}
const stateOf: Readonly<Record<string, MarkState>> = { v: 'absent', p: 'excused', x: 'violated' }

/** What a typed cell means: a mark, nothing (null), or why it is refused (a message key). */
export type ReadMark = { mark: Mark | null } | { error: string }

const figure = /^(\d{1,3})(?:[.,](\d{1,4}))?$/

/** Reads a cell as people type it: `7,5`, `7.5`, `10`, `v`, `p`, `x`, empty. */
export function readMark(typed: string, highest = '10'): ReadMark {
  const text = typed.trim().toLowerCase()
  if (text === '') return { mark: null }
  const state = stateOf[text]
  if (state) return { mark: { state, value: null } }
  const match = figure.exec(text)
  if (!match) return { error: 'students.marks.error.unreadable' }
  const [, whole = '0', part = ''] = match
  const digits = part.replace(/0+$/, '')
  const points = Number(whole)
  const most = Number(highest)
  if (points > most || (points === most && digits !== '')) return { error: 'students.marks.error.too_high' }
  if (digits.length > 2) return { error: 'students.marks.error.too_fine' }
  return { mark: { state: 'scored', value: digits ? `${points}.${digits}` : String(points) } }
}

/** The one text of a cell: what was seen is compared by it. Empty for no mark. */
export function markText(mark: Mark | null | undefined): string {
  if (!mark) return ''
  return mark.state === 'scored' ? (mark.value ?? '') : letters[mark.state]
}

/** The mark of a stored text: what `markText` made. Whoever typed it was within the bounds then. */
export function markOf(text: string): Mark | null {
  if (text === '') return null
  const state = stateOf[text]
  return state ? { state, value: null } : { state: 'scored', value: text }
}

/** The cell as it is shown and typed again: with the comma where the language has it. */
export const shownMark = (text: string, lang: 'vi' | 'en'): string =>
  lang === 'vi' ? text.replace('.', ',') : text

/** An average, an exam mark or a grade: always with a decimal, as mark sheets print them. */
export const shownGrade = (text: string | null, lang: 'vi' | 'en'): string =>
  text === null ? '–' : shownMark(text.includes('.') ? text : `${text}.0`, lang)
