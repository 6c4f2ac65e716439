import { z } from 'zod'
import { invalid } from '#platform/errors.ts'
import { line, neededDay, recognitionKinds, writtenDay, type InstitutionType } from './institution.ts'

/** A recognition by its decision, as its form sends it. */
export const RecognitionInput = z.object({
  code: z.string(),
  kind: z.enum(recognitionKinds),
  decision_no: z.string().trim().min(1, 'institutions.error.needed').max(120),
  decision_date: neededDay,
  issuer: line(160),
  valid_from: neededDay,
  valid_to: writtenDay,
  source: z.string().trim().min(1, 'institutions.error.source').max(200),
})
type Recognised = Omit<z.infer<typeof RecognitionInput>, 'code'>

/** Rules between the fields and with the institution. @throws AppError invalid */
export function checkRecognition(given: Recognised, type: InstitutionType, today: string): void {
  // TT 35/2021/TT-BLĐTBXH recognises colleges only
  if (given.kind === 'high_quality_college' && type !== 'college')
    throw invalid({ kind: 'institutions.error.only_college' })
  if (given.decision_date > today) throw invalid({ decision_date: 'institutions.error.future' })
  if (given.valid_to && given.valid_to < given.valid_from)
    throw invalid({ valid_to: 'institutions.error.day_order' })
}
