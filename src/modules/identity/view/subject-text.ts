import type { Translate } from '#platform/i18n/index.ts'

/** The kind of record a log names, in words where its module gave some; else its name. */
export function subjectText(t: Translate, subject: string): string {
  const key = subject.replace('.', '.subject.')
  return t.has(key) ? t.dynamic(key) : subject
}
