import { z } from 'zod'
import { decisionFields, typedDay, typedReason } from './typed.ts'

/** The ladder of discipline, lightest first (Circular 17/2017/TT-BLĐTBXH). */
export const disciplines = ['khien_trach', 'canh_cao', 'dinh_chi', 'buoc_thoi_hoc'] as const
export const conductKinds = ['award', 'discipline'] as const

/** An award or a discipline of a course of study. */
export type Conduct = {
  id: string
  enrolment_id: string
  person_id: string
  institution_id: string
  kind: (typeof conductKinds)[number]
  /** discipline: of the ladder; award: in words. */
  level: string
  on_date: string
  reason: string
  lifted_on: string | null
  decision_id: string | null
  decision_no: string | null
  decision_date: string | null
  /** By which decision it was lifted; none of those lifted before one was asked for. */
  lifting_decision_id: string | null
  lifting_no: string | null
  lifting_date: string | null
}

export const ConductFields = z.object({
  kind: z.enum(conductKinds),
  discipline: z.enum(disciplines).optional(),
  award: z.string().trim().max(120).optional(),
  on_date: typedDay,
  reason: typedReason,
  ...decisionFields,
})
export type ConductFields = z.output<typeof ConductFields>

/** The level of the ladder, or the award in words; a message key by field when it is missing. */
export function readLevel(input: Pick<ConductFields, 'kind' | 'discipline' | 'award'>): {
  level: string
  faults: Record<string, string>
} {
  const level = input.kind === 'discipline' ? input.discipline : input.award
  if (level) return { level, faults: {} }
  const field = input.kind === 'discipline' ? 'discipline' : 'award'
  return { level: '', faults: { [field]: `students.conduct.error.${field}` } }
}
