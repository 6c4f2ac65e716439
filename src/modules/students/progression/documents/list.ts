import { renderPdf } from '#platform/documents/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { shownLines, type ReviewData } from '../cohort-lines.ts'
import { averageText, failedText, outcomesOf, outcomeText, sentences } from '../standing-words.ts'
import type { SchoolHead } from '../../store/school-head.ts'
import template from './list.typ?raw'

/** The list to be signed: everybody shown with figures, what is proposed and why. */
export function progressPdf(
  data: ReviewData,
  { head, today }: { head: SchoolHead; today: string },
  t: Translate,
): Promise<Uint8Array> {
  const { cohort, period, group, counts } = data
  const value = {
    ...head,
    date: today,
    about: [
      t('students.cohort.named', { name: cohort.name }),
      ...(group ? [t('students.class.named', { code: group.code })] : []),
      cohort.programme_name,
      period?.name,
    ]
      .filter(Boolean)
      .join(', '),
    average: t.dynamic(`students.progression.average.${cohort.mode}`),
    counts: outcomesOf(cohort.mode)
      .map((outcome) => `${outcomeText(outcome, t)}: ${t.number(counts[outcome])}`)
      .join('; '),
    rows: shownLines(data).map((line, at) => [
      String(at + 1),
      line.learner_code,
      line.full_name,
      line.class_code ?? '',
      averageText(line.standing, t),
      failedText(line.standing, t),
      outcomeText(line.standing.outcome, t),
      sentences(line.standing, t).join(' '),
    ]),
    note: t('students.progression.nothing_decided'),
  }
  return renderPdf(template, value, {
    title: t('students.progression.doc.list'),
    lang: 'vi',
    pdfa: true,
  })
}
