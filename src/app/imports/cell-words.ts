import type { Translate } from '#platform/i18n/index.ts'
import { labelOf, type Difference, type StoredProblem } from '#platform/imports/index.ts'
import type { FieldSpec } from '#platform/sheets/index.ts'

/** A code without its parameters must not break the page. */
const blanks = { text: '', value: '', allowed: '', labels: '', limit: 0, row: '', least: '', most: '' }

/** What is wrong with a cell and what to do, in the reader's language. */
export function problemWords(t: Translate, problem: Pick<StoredProblem, 'code' | 'params'>): string {
  const keys = [problem.code, `imports.cell.${problem.code}`, `sheets.cell.${problem.code}`]
  const key = keys.find((candidate) => t.has(candidate)) ?? problem.code
  return t.dynamic(key, { ...blanks, ...problem.params })
}

/** A stored or new value as people read it: a day as a day, a choice by its words. */
export function valueWords(t: Translate, field: FieldSpec | undefined, value: Difference['before']): string {
  if (value === null || value === '') return t('imports.value.empty')
  if (typeof value === 'boolean') return t(value ? 'imports.value.yes' : 'imports.value.no')
  if (typeof value === 'number') return t.number(value)
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return t.date(value)
  return field ? labelOf(field, value) : value
}
