import { birthText } from '#modules/people/index.ts'
import { notFound } from '#platform/errors.ts'
import { renderPdf } from '#platform/documents/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { say } from '../../grading/explain.ts'
import { figureText } from '../case-words.ts'
import { standingStudy } from '../../grading/studies.ts'
import type { PaperHead } from '../store/paper.ts'
import template from './certificate.typ?raw'
import { letterColumn, type TranscriptSource } from './transcript.ts'

/**
 * Certificate of results for who has not graduated: the mode, the units completed and the reason (Circular
 * 04/2022/TT-BLĐTBXH, Art. 23–27 and 34–35). @throws AppError not_found for a graduate
 */
export async function certificatePdf(
  t: Translate,
  source: TranscriptSource,
  today: string,
): Promise<Uint8Array> {
  const [head] = source.heads
  if (!head || head.state === 'graduated') throw notFound()
  const { units, results } = source.facts.get(head.cohort_id)!
  const own = Map.groupBy(results.get(head.enrolment_id) ?? [], (row) => row.course_unit_id)
  const rows = units
    .flatMap((unit) => {
      const result = standingStudy(own.get(unit.id) ?? [])
      return result?.is_passed ? [{ unit, result }] : []
    })
    .map(({ unit, result }, at) => [
      String(at + 1),
      unit.code,
      unit.is_condition ? `${unit.name} *` : unit.name,
      figureText(result.credits, t),
      figureText(result.grade, t),
      result.source === 'recognised' ? 'R' : (result.letter ?? ''),
    ])
  const value = {
    ...source.schools.get(head.institution_id)!,
    date: today,
    lines: certifiedLines(t, head),
    letter: letterColumn(head.mode, t),
    rows,
    reasons: reasonsOf(t, head, source),
    capacity: t('students.graduation.doc.head_of_school'),
  }
  return renderPdf(template, value, {
    title: t('students.graduation.doc.certificate'),
    lang: 'vi',
    pdfa: true,
  })
}

function certifiedLines(t: Translate, head: PaperHead): string[] {
  return [
    `${t('people.field.full_name')}: ${head.full_name}`,
    `${t('people.field.birth')}: ${birthText(head)}`,
    `${t('students.learner.code')}: ${head.learner_code}`,
    `${t('students.field.programme')}: ${head.programme_name} (${t.dynamic(`students.level.${head.level}`)})`,
    `${t('students.cohort.mode')}: ${t.dynamic(`students.cohort.mode.${head.mode}`)}`,
  ]
}

/** Left the school, or every "no" of today. */
function reasonsOf(t: Translate, head: PaperHead, source: TranscriptSource): string[] {
  const ended = head.to_date
    ? [
        t('students.graduation.doc.left', {
          state: t.dynamic(`students.state.${head.state}`),
          day: t.date(head.to_date),
        }),
      ]
    : []
  const live = source.live.get(head.enrolment_id)?.reasons ?? []
  const said = [...ended, ...live.map((reason) => say(t, reason))]
  return said.length > 0 ? said : [t('students.graduation.doc.not_decided')]
}
