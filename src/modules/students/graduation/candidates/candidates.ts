import type { CaseReason } from '../graduation.ts'
import { reviewAll } from '../review-case.ts'
import type { RunFacts } from '../store/facts.ts'

/** Let in though a condition is not met. */
export type ExamException = { enrolment_id: string; reason: string; by_name: string; at: Date }

/** Whether a learner may sit the graduation examination, and what stands against it. */
export type Admission = { enrolment_id: string; reasons: CaseReason[]; exception: ExamException | undefined }

export const admissions = ['fit', 'exception', 'unfit'] as const
export type AdmissionKind = (typeof admissions)[number]

export const kindOf = ({ reasons, exception }: Admission): AdmissionKind =>
  reasons.length === 0 ? 'fit' : exception ? 'exception' : 'unfit'

/** What the examination itself is about stands against graduating, not against sitting it. */
const isOfTheExam = ({ code }: CaseReason): boolean =>
  /^(theory_exam|practice_exam)_(missing|failed)$/.test(code) ||
  code === 'thesis_failed' ||
  code === 'thesis_level'

/**
 * Who of a cohort may sit the graduation examination: every unit passed, not suspended or reserved, time and sittings left
 * (Circular 04/2022/TT-BLĐTBXH, Art. 23–27); by the very rules of the review. Pure.
 */
export function admitAll(
  facts: RunFacts,
  exceptions: ReadonlyMap<string, ExamException>,
  onDate: string,
): Map<string, Admission> {
  return new Map(
    reviewAll(facts, onDate).map(({ enrolment_id, reasons }) => [
      enrolment_id,
      {
        enrolment_id,
        reasons: reasons.filter((reason) => !isOfTheExam(reason)),
        exception: exceptions.get(enrolment_id),
      },
    ]),
  )
}
