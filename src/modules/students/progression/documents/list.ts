import { institutionNames } from '#modules/institutions/index.ts'
import type { Db } from '#platform/db/database.ts'
import { renderPdf } from '#platform/documents/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { shownLines, type ReviewData } from '../cohort-lines.ts'
import { averageText, failedText, outcomesOf, outcomeText, sentences } from '../pages/words.tsx'
import template from './list.typ?raw'

/** The name of a school on a day, for the head of a paper. */
export const schoolName = async (db: Db, id: string, today: string): Promise<string> =>
  (await institutionNames(db, [id], today)).get(id) ?? ''

/** The list to be signed: everybody shown with figures, what is proposed and why. */
export function progressPdf(
  data: ReviewData,
  { school, today }: { school: string; today: string },
  t: Translate,
): Promise<Uint8Array> {
  const { cohort, period, group, counts } = data
  const value = {
    school,
    place: '……',
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
