import type { RowProblem } from '#platform/imports/define.ts'
import type { Keys } from '#platform/keys.ts'
import { readMark, type FieldValue, type SheetRecord } from '#platform/sheets/index.ts'
import { fold, nameSortKey, tidyName } from '#platform/text/index.ts'
import { isMinority, sealCitizenNumber, unpackBirth } from '#modules/people/index.ts'
import { findAgeFault, isManagerTitle, readList } from '../post.ts'

type Values = Record<string, FieldValue>
type Found = { field: string; level: 'error' | 'warning'; code: string; params?: Record<string, string> }

const emailForm = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/

/**
 * Rules between the cells of one row, and the row as it will be written: name in its order, citizen number sealed, the
 * marks of the form's groups as one list of qualifications (`degree.master|Cơ khí`).
 */
export function checkStaffRow(
  record: SheetRecord,
  { keys, today }: { keys: Keys; today: string },
): RowProblem[] {
  const { values, notes } = record
  const name = tidyName(String(values.full_name ?? ''))
  if (name) Object.assign(values, { full_name: name, name_key: nameSortKey(name), fold: fold(name) })
  const found = [...readBirth(record, today), ...readPost(values), ...readContacts(values)]
  readEthnicity(values)
  readQualifications(values, notes)
  if (typeof values.citizen_number === 'string') {
    Object.assign(values, sealCitizenNumber(keys, values.citizen_number))
    delete values.citizen_number
  }
  return found.map((problem) => ({
    sheet: record.sheet,
    row: record.row,
    column: -1,
    params: {},
    ...problem,
  }))
}

function readBirth(record: SheetRecord, today: string): Found[] {
  const field = unpackBirth(record)
  const { values } = record
  const date = typeof values.birth_date === 'string' ? values.birth_date : null
  const year = typeof values.birth_year === 'number' ? values.birth_year : null
  if ((date ?? `${year ?? 0}-01-01`) > today) return [{ field, level: 'error', code: 'future_date' }]
  const fault = findAgeFault({ date, year }, today)
  return fault ? [{ field, level: 'error', code: fault }] : []
}

function readPost(values: Values): Found[] {
  const found: Found[] = []
  const title = typeof values.title === 'string' ? values.title : undefined
  // Under keys of their own: a corrected row is read again from its cells, not from what was concluded of them.
  values.post_role = values.role ?? (title && isManagerTitle(title) ? 'manager' : 'teacher')
  if (values.visiting === true && values.contract) {
    found.push({
      field: 'visiting',
      level: 'error',
      code: 'several_marks',
      params: { labels: 'Cơ hữu, Thỉnh giảng' },
    })
  }
  const contract = values.visiting === true ? 'visiting' : (values.contract ?? values.contract_kind)
  if (contract) values.held_as = contract
  const subject = readSubject(values)
  values.occupations = typeof values.occupations === 'string' ? readList(values.occupations) : []
  values.also_teaches = values.post_role === 'manager' && (values.occupations.length > 0 || subject)
  const { from_date: from, to_date: to } = values
  if (typeof from === 'string' && typeof to === 'string' && to < from)
    found.push({ field: 'to_date', level: 'error', code: 'date_order' })
  return found
}

/** Some schools write the subject, some only an x. @returns whether a general subject is taught. */
function readSubject(values: Values): boolean {
  const subject = values.general_subject
  if (typeof subject !== 'string') return false
  const mark = readMark(subject)
  if (mark === false) delete values.general_subject
  return mark !== false
}

function readContacts(values: Values): Found[] {
  if (typeof values.email !== 'string') return []
  values.email = values.email.toLowerCase()
  if (emailForm.test(values.email)) return []
  delete values.email
  return [{ field: 'email', level: 'warning', code: 'staff.import.unreadable_email' }]
}

/** An x says that the person belongs to a minority; a word says to which. */
function readEthnicity(values: Values): void {
  if (typeof values.ethnicity !== 'string') return
  const mark = readMark(values.ethnicity)
  if (mark === undefined) {
    const minority = isMinority(values.ethnicity)
    if (minority !== undefined) values.is_minority = minority
    return
  }
  delete values.ethnicity
  if (mark) values.is_minority = true
}

const honours = ['professor', 'associate_professor', 'peoples_title', 'excellent_title'] as const
const groups = ['degree', 'foreign_language', 'it', 'vocational_skill', 'pedagogy'] as const

/** What stands in the marked column beside an x is the field of study or the language. */
function readQualifications(values: Values, notes: Readonly<Record<string, string>>): void {
  const list: string[] = []
  for (const group of groups) {
    const field = group === 'degree' ? (values.degree_field ?? notes[group]) : notes[group]
    for (const level of [values[group] ?? []].flat())
      list.push(field ? `${group}.${String(level)}|${String(field)}` : `${group}.${String(level)}`)
    delete values[group]
  }
  for (const honour of honours) {
    if (values[honour] === true) list.push(`honour.${honour}`)
    delete values[honour]
  }
  delete values.degree_field
  values.qualifications = list
}
