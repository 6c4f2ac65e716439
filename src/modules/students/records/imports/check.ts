import type { RowProblem } from '#platform/imports/define.ts'
import type { Keys } from '#platform/keys.ts'
import type { FieldValue, SheetRecord } from '#platform/sheets/index.ts'
import { fold, nameSortKey, tidyName } from '#platform/text/index.ts'
import { isMinority, sealCitizenNumber, unpackBirth } from '#modules/people/index.ts'
import { policyGroups } from '../policy-fact.ts'
import { groupLabels } from './fields.ts'

type Values = Record<string, FieldValue>
type Found = { field: string; level: 'error' | 'warning'; code: string; params?: Record<string, string> }

const emailForm = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/
const youngest = 10

/** Rules between the cells of one row, and the row as it will be written: name in its order, number sealed, groups as codes. */
export function checkLearnerRow(
  record: SheetRecord,
  { keys, today }: { keys: Keys; today: string },
): RowProblem[] {
  const { values } = record
  const found = [
    ...readName(record),
    ...readBirth(record, today),
    ...readEmail(values),
    ...readGroups(values),
  ]
  if (typeof values.ethnicity === 'string') {
    const minority = isMinority(values.ethnicity)
    if (minority !== undefined) values.is_minority = minority
  }
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

/** The name stands in one column, or parted: family and middle names, then the given name. */
function readName({ values, problems }: SheetRecord): Found[] {
  const parted = [values.family, values.given].filter(Boolean).join(' ')
  const name = tidyName(String(values.full_name ?? parted))
  delete values.family
  delete values.given
  if (!name) {
    const isFaulty = problems.some(({ field }) => field && ['full_name', 'family', 'given'].includes(field))
    return isFaulty ? [] : [{ field: 'full_name', level: 'error', code: 'required' }]
  }
  Object.assign(values, { full_name: name, name_key: nameSortKey(name), fold: fold(name) })
  return []
}

function readBirth(record: SheetRecord, today: string): Found[] {
  const field = unpackBirth(record)
  const { values } = record
  const year = typeof values.birth_year === 'number' ? values.birth_year : undefined
  if (year === undefined) return []
  if (year > Number(today.slice(0, 4))) return [{ field, level: 'error', code: 'future_date' }]
  return Number(today.slice(0, 4)) - year < youngest
    ? [{ field, level: 'error', code: 'students.import.too_young' }]
    : []
}

function readEmail(values: Values): Found[] {
  if (typeof values.email !== 'string') return []
  values.email = values.email.toLowerCase()
  if (emailForm.test(values.email)) return []
  delete values.email
  return [{ field: 'email', level: 'warning', code: 'students.import.unreadable_email' }]
}

const groupByFold = new Map(
  policyGroups.flatMap((group) => groupLabels[group].map((label) => [fold(label), group] as const)),
)

/** Words of policy groups, several behind semicolons; a word that is none is said and left out. */
function readGroups(values: Values): Found[] {
  const written = typeof values.groups === 'string' ? values.groups : ''
  const found: Found[] = []
  const groups = new Set<string>()
  const whole = groupByFold.get(fold(written))
  for (const word of whole ? [written] : written.split(/[;,+/]/)) {
    const text = word.trim()
    if (!text || /^(không|ko|k|-)$/i.test(text)) continue
    const group = groupByFold.get(fold(text))
    if (group) groups.add(group)
    else
      found.push({
        field: 'groups',
        level: 'warning',
        code: 'students.import.unknown_group',
        params: { text },
      })
  }
  values.groups = [...groups]
  return found
}
