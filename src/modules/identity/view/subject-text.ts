import type { Translate } from '#platform/i18n/index.ts'

/** The kind of record a log names, in words where its module gave some; else its name. */
export function subjectText(t: Translate, subject: string): string {
  const key = subject.replace('.', '.subject.')
  return t.has(key) ? t.dynamic(key) : subject
}

/** A field of such a record, in words where its module gave some; else its name. */
export function fieldText(t: Translate, subject: string, field: string): string {
  const key = `${subject.slice(0, subject.indexOf('.'))}.field.${field}`
  return t.has(key) ? t.dynamic(key) : field
}
