import type { Translate } from '#platform/i18n/index.ts'
import type { ColumnKind } from './mark.ts'

/*
 * What the system itself writes into records stands there in Vietnamese, as the papers have it; a page in another language says
 * it in its own. What people typed stays as it is.
 */

/** Names as mark sheets print them: kiểm tra thường xuyên, định kỳ, thi lần n. */
export const columnName = (kind: ColumnKind, number: number): string =>
  kind === 'exam' ? `Thi lần ${number}` : `${kind === 'regular' ? 'TX' : 'ĐK'} ${number}`

/** Why a result takes the place of the one before: a further sitting. */
export const sittingReason = (sittings: number): string => `Thi lại, thi cải thiện: lần thi thứ ${sittings}`
/** … and a paper marked again. */
export const remarkReason = (answer: string): string => `Phúc khảo: ${answer}`
/** A remark asked without a reason of one's own. */
export const plainRemark = 'Đề nghị phúc khảo bài thi'

const kinds = { 'Thi lần': 'exam', TX: 'regular', ĐK: 'periodic' } as const

/** The name of a column in the reader's language. */
export function columnText(t: Translate, name: string): string {
  const [, kind, number] = /^(Thi lần|TX|ĐK) (\d+)$/.exec(name) ?? []
  return kind && number
    ? t.dynamic(`students.marks.column.${kinds[kind as keyof typeof kinds]}`, { number })
    : name
}

/** The reason of a result or a request in the reader's language. */
export function reasonText(t: Translate, reason: string): string {
  if (reason === plainRemark) return t('students.marks.reason.remark')
  const [, sittings] = /^Thi lại, thi cải thiện: lần thi thứ (\d+)$/.exec(reason) ?? []
  if (sittings) return t('students.marks.reason.sitting', { sittings })
  const [, answer] = /^Phúc khảo: (.+)$/s.exec(reason) ?? []
  return answer ? t('students.marks.reason.remarked', { answer }) : reason
}
