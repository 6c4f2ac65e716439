import type { Translate } from '#platform/i18n/index.ts'
import { annotationText, deliveredText } from './annotation.ts'
import type { Line } from './book.ts'

/** Columns of a register as its law has them: every Vietnamese content of the original, serial, entry number, what was noted later. */
export const lineColumns = [
  'entry_no',
  'full_name',
  'birth',
  'sex',
  'birth_place',
  'ethnicity',
  'nationality',
  'programme',
  'study_form',
  'year',
  'classification',
  'decision',
  'serial',
  'issue_date',
  'taken',
  'note',
] as const
export type LineColumn = (typeof lineColumns)[number]

const wordOf = (t: Translate, group: string, code: string | null): string => {
  const key = `diplomas.registers.${group}.${code}`
  return code === null ? '' : t.has(key) ? t.dynamic(key) : code
}

/** A line of the register in words, by column. */
export function lineText(line: Line, t: Translate): Record<LineColumn, string> {
  const { holder, programme, classification, graduation } = line.content
  return {
    entry_no: line.entry_no ?? '',
    full_name: holder.full_name,
    birth: holder.birth_date ? t.date(holder.birth_date) : String(holder.birth_year ?? ''),
    sex: wordOf(t, 'sex', holder.sex),
    birth_place: holder.birth_place ?? '',
    ethnicity: holder.ethnicity ?? '',
    nationality: holder.nationality ?? '',
    programme: programme.name.vi,
    study_form: wordOf(t, 'study_form', programme.study_form),
    year: graduation.is_year_given === false ? '' : String(graduation.year || ''),
    classification: classification?.name.vi ?? '',
    decision: [graduation.decision_no, graduation.decision_date && t.date(graduation.decision_date)]
      .filter(Boolean)
      .join(', '),
    serial: line.serial ?? '',
    issue_date: t.date(line.issue_date),
    taken: deliveredText(line, t),
    note: line.annotations.map((one) => annotationText(one, t)).join('\n'),
  }
}
