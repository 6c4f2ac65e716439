import type { Translate } from '#platform/i18n/index.ts'

const coded: Record<string, string> = {
  type: 'type',
  ownership: 'ownership',
  kind: 'campus',
  geo_precision: 'precision',
  level: 'level',
}
const days = ['from_date', 'to_date', 'issued_on']

/** A stored value of a part as people read it: codes in words, ids by name, days in the language's form. */
export function valueWords(
  t: Translate,
  names: ReadonlyMap<string, string>,
  field: string,
  value: string | number | null | undefined,
): string {
  if (value === null || value === undefined || value === '') return ''
  const kind = coded[field]
  if (kind) return t.dynamic(`institutions.${kind}.${value}`)
  if (days.includes(field)) return t.date(String(value))
  if (field === 'quota') return t.number(Number(value))
  return names.get(String(value)) ?? String(value)
}
