import { z } from 'zod'
import { typedDay } from './typed.ts'

/** Training levels, codes as in the licences of `institutions`. */
export const levels = ['cao_dang', 'trung_cap', 'trung_hoc_nghe', 'so_cap', 'thuong_xuyen'] as const
export type Level = (typeof levels)[number]

/** Levels without a national occupation code: the school defines the occupation. */
export const isWithoutCode = (level: Level): boolean => level === 'so_cap' || level === 'thuong_xuyen'

export const modes = ['year', 'credit'] as const
export type Mode = (typeof modes)[number]

export const studyForms = ['regular', 'part_time', 'distance'] as const
export type StudyForm = (typeof studyForms)[number]

export const entryLevels = ['any', 'lower_secondary', 'upper_secondary'] as const
export type EntryLevel = (typeof entryLevels)[number]

const line = (longest: number) => z.string().trim().min(1).max(longest)

/** What is said of a programme before its first version. */
export const ProgrammeForm = z
  .object({
    code: line(40),
    name: line(200),
    level: z.enum(levels),
    occupation_code: z
      .string()
      .trim()
      .regex(/^\d{7}$/, 'curricula.error.occupation_code')
      .optional(),
    is_digital: z
      .union([z.literal('on'), z.boolean()])
      .optional()
      .transform((value) => value === 'on' || value === true),
    /** First day of the mark; the day of the act where it is left out. */
    digital_from: typedDay.optional(),
    digital_reason: z.string().trim().max(500).optional(),
  })
  .superRefine((form, context) => {
    if (form.is_digital && !form.digital_reason)
      context.addIssue({
        code: 'custom',
        path: ['digital_reason'],
        message: 'curricula.error.digital_reason',
      })
    if (!form.occupation_code && !isWithoutCode(form.level))
      context.addIssue({
        code: 'custom',
        path: ['occupation_code'],
        message: 'curricula.error.occupation_needed',
      })
  })
export type ProgrammeForm = z.output<typeof ProgrammeForm>

export type Programme = {
  id: string
  institution_id: string
  code: string
  name: string
  level: Level
  occupation_code: string | null
  /** Since when it counts as digital technology by decision of a person; null: it does not. */
  digital_from: string | null
  digital_reason: string | null
  is_demo: boolean
  version: number
}
