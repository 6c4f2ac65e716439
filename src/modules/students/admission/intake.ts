import { z } from 'zod'
import { typedDay } from '#platform/forms/typed.ts'
import { studyForms } from '#modules/curricula/index.ts'

export const entries = ['thcs', 'thpt', 'lien_thong', 'other'] as const
export type Entry = (typeof entries)[number]

/** What a school offers in one round, with the names a page needs. Days are `yyyy-mm-dd`, inclusive. */
export type Intake = {
  id: string
  institution_id: string
  programme_id: string
  year: number
  round: string
  places: number
  entry: Entry
  study_form: (typeof studyForms)[number]
  opens_on: string
  closes_on: string
  starts_on: string | null
  note: string | null
  is_published: boolean
  is_demo: boolean
  version: number
  programme_name: string
  programme_code: string
  level: string
  occupation_code: string | null
  institution_name: string
  institution_code: string
}

const day = typedDay('students.admission.error.day')

/** What a form asks of an intake. */
export const IntakeFields = z
  .object({
    programme_id: z.uuid('students.admission.error.programme'),
    year: z.coerce.number('students.admission.error.year').int().min(1990).max(2200),
    round: z.string('students.admission.error.round').trim().min(1, 'students.admission.error.round').max(60),
    places: z.coerce
      .number('students.admission.error.places')
      .int('students.admission.error.places')
      .min(1, 'students.admission.error.places')
      .max(20_000, 'students.admission.error.places'),
    entry: z.enum(entries, 'students.admission.error.entry'),
    study_form: z.enum(studyForms).default('regular'),
    opens_on: day,
    closes_on: day,
    starts_on: day.optional(),
    note: z.string().trim().max(1000).optional(),
    is_published: z.stringbool().optional(),
  })
  .refine((one) => one.closes_on >= one.opens_on, {
    path: ['closes_on'],
    message: 'students.admission.error.closes_before',
  })
  .refine((one) => one.starts_on === undefined || one.starts_on >= one.opens_on, {
    path: ['starts_on'],
    message: 'students.admission.error.starts_before',
  })
export type IntakeFields = z.output<typeof IntakeFields>

/** May somebody apply on the day? */
export function isOpen(intake: Pick<Intake, 'is_published' | 'opens_on' | 'closes_on'>, on: string): boolean {
  return intake.is_published && intake.opens_on <= on && intake.closes_on >= on
}

/**
 * How the places planned for an occupation and level in a year stand against the yearly quota of the licence
 * (quy mô tuyển sinh trong giấy chứng nhận đăng ký hoạt động). `unlicensed`: no licence in force names the occupation; `unknown`: the licence
 * names it without a figure.
 */
export type QuotaStanding =
  | { kind: 'within' | 'beyond'; planned: number; quota: number }
  | { kind: 'unlicensed' | 'unknown'; planned: number }

type Licensed = {
  occupation_code: string | null
  occupation_name: string
  level: string
  quota: number | null
  is_in_force: boolean
}

/** One occupation and level; elementary programmes have no national code: the licence names the occupation in words. */
export const occupationKey = (one: {
  level: string
  occupation_code: string | null
  programme_name: string
}): string => `${one.level} ${one.occupation_code ?? one.programme_name.toLocaleLowerCase('vi')}`

export function quotaStanding(
  planned: number,
  wanted: { occupation_code: string | null; programme_name: string; level: string },
  licensed: readonly Licensed[],
): QuotaStanding {
  const named = licensed.filter(
    (item) =>
      item.is_in_force &&
      item.level === wanted.level &&
      // elementary programmes have no national code: the licence names the occupation in words
      (wanted.occupation_code === null
        ? item.occupation_name.toLocaleLowerCase('vi') === wanted.programme_name.toLocaleLowerCase('vi')
        : item.occupation_code === wanted.occupation_code),
  )
  if (named.length === 0) return { kind: 'unlicensed', planned }
  if (named.some((item) => item.quota === null)) return { kind: 'unknown', planned }
  const quota = named.reduce((sum, item) => sum + (item.quota ?? 0), 0)
  return { kind: planned > quota ? 'beyond' : 'within', planned, quota }
}
