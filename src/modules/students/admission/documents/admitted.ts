import { birthText } from '#modules/people/index.ts'
import { precondition } from '#platform/errors.ts'
import { renderPdf } from '#platform/documents/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { Intake } from '../intake.ts'
import type { Admitted } from '../store/admitted.ts'
import template from './admitted.typ?raw'

/**
 * The list of those admitted in a round (danh sách trúng tuyển), a sheet a decision it belongs to; always Vietnamese.
 * @throws AppError precondition while nobody is
 */
export async function admittedPdf(
  intake: Intake,
  admitted: readonly Admitted[],
  t: Translate,
): Promise<Uint8Array> {
  if (admitted.length === 0) throw precondition('students.admission.admitted.none')
  const byDecision = Map.groupBy(admitted, (one) => `${one.signed_on} ${one.decision_no}`)
  const value = {
    school: intake.institution_name,
    about: t('students.admission.admitted.about', {
      programme: intake.programme_name,
      level: t.dynamic(`institutions.level.${intake.level}`),
      year: String(intake.year),
      round: intake.round,
    }),
    lists: [...byDecision.values()].map((own) => toList(own, t)),
  }
  return renderPdf(template, value, { title: t('students.admission.admitted.title'), lang: 'vi', pdfa: true })
}

function toList(own: readonly Admitted[], t: Translate) {
  const { decision_no, signed_on, signer } = own[0]!
  return {
    attached: decision_no
      ? t('students.admission.admitted.attached', { number: decision_no, day: t.date(signed_on) })
      : '',
    signer: signer ?? '',
    count: t('students.admission.admitted.count', { count: own.length }),
    rows: own.map((one, at) => [
      String(at + 1),
      one.learner_code,
      one.full_name,
      birthText(one),
      one.sex ? t.dynamic(`people.sex.${one.sex}`) : '',
      one.class_code ?? '',
    ]),
  }
}
