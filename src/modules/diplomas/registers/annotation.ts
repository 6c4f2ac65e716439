import type { Translate } from '#platform/i18n/index.ts'
import type { Annotation, Line } from './book.ts'

type Changed = { field: string; before: unknown; after: unknown }

/** What was written beside a line, as sentences: the act with its decision, then each old and new value or the reason. */
export function annotationText(one: Annotation, t: Translate): string {
  const decision = one.decision_no
    ? t('diplomas.registers.note.decision', {
        number: one.decision_no,
        day: t.date(one.decision_date ?? one.on_date),
      })
    : t.date(one.on_date)
  const what = t.dynamic(`diplomas.registers.note.${one.act}`, { decision })
  const changes = changesOf(one).map(({ field, before, after }) =>
    t('diplomas.registers.note.changed', {
      field: fieldText(field, t),
      before: valueText(before, t),
      after: valueText(after, t),
    }),
  )
  return [what, ...changes, ...(one.reason ? [one.reason] : [])].join('; ')
}

/** Who took the diploma, when. */
export function deliveredText({ delivered }: Pick<Line, 'delivered'>, t: Translate): string {
  if (!delivered) return ''
  const { name, to } = delivered.detail
  const day = t.date(delivered.on_date)
  return typeof name === 'string' && name !== '' && to !== 'holder'
    ? t('diplomas.registers.note.taken_by', { day, name })
    : t('diplomas.registers.note.taken', { day })
}

function changesOf({ detail }: Annotation): Changed[] {
  const list = Array.isArray(detail) ? detail : detail.changes
  if (!Array.isArray(list)) return []
  return list.filter(
    (one): one is Changed => typeof one === 'object' && one !== null && typeof one.field === 'string',
  )
}

function fieldText(field: string, t: Translate): string {
  const key = `diplomas.kinds.content.${field}`
  return t.has(key) ? t.dynamic(key) : field
}

function valueText(value: unknown, t: Translate): string {
  if (value === null || value === undefined || value === '') return '–'
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return /^\d{4}-\d\d-\d\d$/.test(text) ? t.date(text) : text
}
