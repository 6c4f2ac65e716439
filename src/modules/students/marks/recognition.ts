import { z } from 'zod'
import { parseDate } from '#platform/text/index.ts'
import { readMark } from './mark.ts'

/** Grounds on which earlier results are recognised or study is exempted (Thông tư 04/2022/TT-BLĐTBXH, Điều 10). */
export const bases = [
  'other_school',
  'prior_learning',
  'defence_education',
  'politics',
  'foreign_language',
  'informatics',
  'physical_medical',
  'physical_medal',
  'disability',
  'other',
] as const
export type Basis = (typeof bases)[number]
export const scopes = ['full', 'partial'] as const

export type Paper = { hash: string; name: string; kind: string }

export type Recognition = {
  id: string
  enrolment_id: string
  person_id: string
  institution_id: string
  course_unit_id: string
  scope: (typeof scopes)[number]
  basis: Basis
  evidence: string | null
  paper: Paper | null
  grade: string | null
  state: 'asked' | 'granted' | 'refused'
  answer: string | null
  result_id: string | null
  asked_at: Date
  version: number
  full_name: string
  learner_id: string
  learner_code: string
  unit_code: string
  unit_name: string
  decision_no: string | null
  decision_date: string | null
}

/** A grade as typed; decimal text. */
const grade = z
  .string()
  .optional()
  .transform((text, context): string | null => {
    if (!text) return null
    const read = readMark(text)
    if ('error' in read || read.mark?.state !== 'scored') {
      context.addIssue({ code: 'custom', message: 'students.marks.error.too_high_or_unreadable' })
      return null
    }
    return read.mark.value
  })

export const RecognitionFields = z.object({
  unit: z.uuid('students.marks.error.unit'),
  scope: z.enum(scopes).default('full'),
  basis: z.enum(bases, 'students.marks.error.basis'),
  evidence: z.string().trim().max(500).optional(),
  grade,
  file: z.instanceof(File).optional(),
})

export const day = z.string('students.marks.error.day').transform((text, context): string => {
  const read = parseDate(text)
  if (!read) context.addIssue({ code: 'custom', message: 'students.marks.error.day' })
  return read ?? ''
})
