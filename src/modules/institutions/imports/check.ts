import type { RowProblem } from '#platform/imports/define.ts'
import type { SheetRecord } from '#platform/sheets/index.ts'
import { fold, parseDate } from '#platform/text/index.ts'
import type { InstitutionType } from '../institution.ts'
import { quotaFields } from './fields.ts'

type Found = { field: string; level: 'error' | 'warning'; code: string; params?: Record<string, string> }

/** Rules inside one row, and its cells as they will be written: name in one line, licence taken apart. */
export function checkInstitutionRow(record: SheetRecord): RowProblem[] {
  const { values } = record
  for (const key of ['name', 'governing_body', 'founding_decision', 'licence', 'occupation']) {
    if (typeof values[key] === 'string') values[key] = values[key].replaceAll(/\s+/g, ' ').trim()
  }
  const found = [...checkInstitution(record), ...checkOccupation(record)]
  return found.map((problem) => ({
    sheet: record.sheet,
    row: record.row,
    column: -1,
    params: {},
    ...problem,
  }))
}

function checkInstitution({ values }: SheetRecord): Found[] {
  if (typeof values.name !== 'string') return []
  const type = typeFromName(values.name)
  values.type = type ?? 'participating_org'
  const licence = typeof values.licence === 'string' ? readLicence(values.licence) : undefined
  if (licence) Object.assign(values, licence)
  const found: Found[] = []
  if (!type) found.push({ field: 'name', level: 'warning', code: 'institutions.import.type_guessed' })
  if (values.not_licensed === true && licence)
    found.push({ field: 'not_licensed', level: 'error', code: 'institutions.import.licensed_and_not' })
  return found
}

function checkOccupation({ values }: SheetRecord): Found[] {
  const quotas = quotaFields.filter(({ key }) => values[key] !== undefined)
  const found: Found[] = quotas
    .filter(
      ({ key }) => !Number.isInteger(values[key]) || Number(values[key]) < 0 || Number(values[key]) > 100_000,
    )
    .map(({ key }) => ({ field: key, level: 'error', code: 'institutions.error.number' }))
  if (values.occupation === undefined && quotas.length > 0)
    found.push({ field: 'occupation', level: 'error', code: 'institutions.import.quota_without_occupation' })
  if (values.occupation !== undefined && quotas.length === 0)
    found.push({ field: 'occupation', level: 'error', code: 'institutions.import.no_level' })
  return found
}

const typesByName: readonly [start: RegExp, type: InstitutionType][] = [
  [/^(truong )?cao dang\b/, 'college'],
  [/^(truong )?trung hoc nghe\b/, 'vocational_high_school'],
  [/^(truong )?trung cap\b/, 'intermediate_school'],
  [/^(trung tam|tt) .*(giao duc thuong xuyen|gdtx)/, 'vet_continuing_centre'],
  [/^(trung tam|tt) (giao duc nghe nghiep|gdnn|day nghe)\b/, 'vet_centre'],
]

/** The kind of institution that its name says; undefined when it does not. */
export function typeFromName(name: string): InstitutionType | undefined {
  const bare = fold(name)
  return typesByName.find(([start]) => start.test(bare))?.[1]
}

/** Number and day of a licence written in one cell: `08/2020/GCNĐKHĐ ngày 10/6/2020; 12 Lê Lợi`. */
export function readLicence(text: string): { licence_number: string; issued_on?: string } {
  const [, number = text, day] =
    /^(?:số:?\s*)?(.*?)(?:[\s,;]+(?:cấp\s+)?ngày\s+(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}).*)?$/iu.exec(text) ?? []
  const issued = day ? parseDate(day) : undefined
  const licence_number = number.split(/[;\n]/)[0]!.trim().slice(0, 80)
  return { licence_number, ...(issued ? { issued_on: issued } : {}) }
}
