import { z } from 'zod'

export const kindCodes = [
  'college_diploma',
  'intermediate_diploma',
  'vocational_high_school_diploma',
  'elementary_certificate',
  'training_certificate',
  'pd_certificate',
] as const
export type KindCode = (typeof kindCodes)[number]

/**
 * `draft` has no number; `numbered` has its line in the register and its blank; `signed` its files; `issued` is public;
 * `delivered` is in the holder's hands. The rest are ends, but for `suspended`, which can be lifted.
 */
export const diplomaStates = [
  'draft',
  'numbered',
  'signed',
  'issued',
  'delivered',
  'corrected',
  'replaced',
  'suspended',
  'revoked',
  'void',
] as const
export type DiplomaState = (typeof diplomaStates)[number]

export const mediums = ['digital', 'paper', 'both'] as const
export type Medium = (typeof mediums)[number]

/** Kept by us from the decision on, or brought in from an old register. */
export type Origin = 'issued' | 'digitised'

const Bilingual = z.object({ vi: z.string(), en: z.string().nullable() })

/**
 * What a diploma says, as at its issue date. Frozen once it has a number; documents, credential and public page are made of it.
 * Dates are `yyyy-mm-dd`. The citizen number is never in it.
 */
export const DiplomaContent = z.object({
  title: Bilingual,
  institution: z.object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    name_en: z.string().nullable(),
  }),
  /** Danh hiệu (kỹ sư thực hành, cử nhân thực hành); null where the kind has none. */
  honour: Bilingual.nullable(),
  holder: z.object({
    full_name: z.string(),
    birth_date: z.string().nullable(),
    birth_year: z.number().nullable(),
    sex: z.enum(['male', 'female']).nullable(),
    birth_place: z.string().nullable(),
    ethnicity: z.string().nullable(),
    nationality: z.string().nullable(),
  }),
  /** Occupation or, for short courses, the course. */
  programme: z.object({
    code: z.string().nullable(),
    name: Bilingual,
    level: z.string().nullable(),
    study_form: z.string().nullable(),
    hours: z.number().nullable(),
    from_date: z.string().nullable(),
    to_date: z.string().nullable(),
  }),
  /** Code of the graduation class (`excellent` …) with its words; null where none is given. */
  classification: z.object({ code: z.string(), name: Bilingual }).nullable(),
  graduation: z.object({
    year: z.number(),
    /** False: an old register does not give the year; it is that of the issue, else of the book. */
    is_year_given: z.boolean().optional(),
    decision_no: z.string(),
    decision_date: z.string(),
    cohort: z.string().nullable(),
  }),
  issue: z.object({
    place: z.string(),
    date: z.string(),
    signer_name: z.string(),
    signer_capacity: z.string(),
  }),
})
export type DiplomaContent = z.output<typeof DiplomaContent>

/** The numbers of a line of the register, as printed. */
export type DiplomaNumbers = { serial: string; entry_no: string }

/** A diploma as pages and other parts see it. */
export type Diploma = {
  id: string
  public_id: string
  institution_id: string
  person_id: string | null
  enrolment_id: string | null
  kind_id: string
  kind_code: KindCode
  origin: Origin
  run_id: string | null
  book_id: string | null
  entry: number | null
  /** Both as they stand in the book: an old register may give one of them alone. */
  entry_no: string | null
  serial: string | null
  blank_id: string | null
  state: DiplomaState
  content: DiplomaContent
  issue_date: string | null
  pdf_file: string | null
  credential_file: string | null
  status_list: number | null
  status_index: number | null
  successor_id: string | null
  /** False: the line of a spreadsheet that nobody compared with its old register yet. */
  is_compared: boolean
  is_demo: boolean
  version: number
}

/** The six answers of a check, and what each state of a genuine diploma answers. `altered` is said of a file, never of a row. */
export const checkResults = ['valid', 'corrected', 'replaced', 'revoked', 'unknown', 'altered'] as const
export type CheckResult = (typeof checkResults)[number]
