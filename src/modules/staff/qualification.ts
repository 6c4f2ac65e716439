import { z } from 'zod'
import { typedDay } from '#platform/forms/typed.ts'

/** What a qualification may be, and its levels, the highest first. */
export const qualificationLevels = {
  degree: ['doctor', 'master', 'bachelor', 'college', 'intermediate', 'other'],
  foreign_language: ['6', '5', '4', '3', '2', '1'],
  it: ['advanced', 'basic'],
  vocational_skill: ['3', '2', '1'],
  pedagogy: ['cao_dang', 'trung_cap', 'so_cap'],
  honour: ['professor', 'associate_professor', 'peoples_title', 'excellent_title'],
} as const
export type QualificationKind = keyof typeof qualificationLevels
export const qualificationKinds = Object.keys(qualificationLevels) as QualificationKind[]

export type Qualification = {
  id: string
  person_id: string
  kind: QualificationKind
  level: string
  field: string | null
  issuer: string | null
  obtained_on: string | null
  valid_to: string | null
  source: string
}

/** Kind and level as one choice of a form: `degree.master`. */
export const qualificationChoices: readonly string[] = qualificationKinds.flatMap((kind) =>
  qualificationLevels[kind].map((level) => `${kind}.${level}`),
)

const day = typedDay('staff.error.day')

export const QualificationFields = z.object({
  choice: z
    .string({ error: 'staff.error.qualification' })
    .refine((value) => qualificationChoices.includes(value), 'staff.error.qualification'),
  field: z.string().trim().max(200).optional(),
  issuer: z.string().trim().max(200).optional(),
  obtained_on: day.optional(),
  valid_to: day.optional(),
})

/** The two halves of a choice. */
export function splitChoice(choice: string): { kind: QualificationKind; level: string } {
  const [kind, level] = choice.split('.')
  return { kind: kind as QualificationKind, level: level ?? '' }
}
