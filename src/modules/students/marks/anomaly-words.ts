import type { Translate } from '#platform/i18n/index.ts'
import type { Anomaly } from './anomaly.ts'
import type { MarkColumn } from './mark.ts'
import { columnText } from './stored-words.ts'

const shownNames = 8
const hoursText = (t: Translate, hours = '0') => t.number(Number(hours), 1)

/** What is missing or strange, with the names of those it is about. */
export function anomalySentence(
  t: Translate,
  one: Anomaly,
  columns: readonly Pick<MarkColumn, 'id' | 'name'>[],
): string {
  const names = one.learners.slice(0, shownNames).map((learner) => learner.name)
  const more = one.learners.length - names.length
  const who =
    more > 0 ? `${names.join(', ')} ${t('students.marks.anomaly.more', { count: more })}` : names.join(', ')
  return t.dynamic(`students.marks.anomaly.${one.kind}`, {
    who,
    count: one.count ?? one.learners.length,
    held: hoursText(t, one.hours?.held),
    planned: hoursText(t, one.hours?.planned),
    column: columnText(t, columns.find((column) => column.id === one.column)?.name ?? ''),
  })
}
