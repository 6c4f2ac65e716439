import { z } from 'zod'
import { kindCodes, type DiplomaContent, type KindCode } from '../diploma.ts'

export const levels = ['cao_dang', 'trung_cap', 'trung_hoc_nghe', 'so_cap', 'thuong_xuyen'] as const
export type Level = (typeof levels)[number]

/** What a diploma or certificate of a kind is in a stretch of time: a row of law. `from_date` null: since ever. */
export type Kind = {
  id: string
  code: KindCode
  from_date: string | null
  to_date: string | null
  name: string
  name_en: string
  level: Level | null
  /** Fields of the content that must be there, as in `contentFields`. */
  required: ContentField[]
  /** Days from the decision to the issue; null: no time is set or known. */
  issue_days: number | null
  is_digital: boolean
  has_blanks: boolean
  source: string
  is_verified: boolean
}

const readers = {
  'institution.name': (one) => one.institution.name,
  honour: (one) => one.honour?.vi,
  'holder.full_name': (one) => one.holder.full_name,
  'holder.birth': (one) => one.holder.birth_date ?? one.holder.birth_year,
  'holder.sex': (one) => one.holder.sex,
  'holder.birth_place': (one) => one.holder.birth_place,
  'holder.ethnicity': (one) => one.holder.ethnicity,
  'holder.nationality': (one) => one.holder.nationality,
  'programme.name': (one) => one.programme.name.vi,
  'programme.code': (one) => one.programme.code,
  'programme.study_form': (one) => one.programme.study_form,
  'programme.hours': (one) => one.programme.hours,
  'programme.dates': (one) => one.programme.from_date && one.programme.to_date,
  classification: (one) => one.classification?.name.vi,
  'graduation.year': (one) => one.graduation.year,
  'graduation.decision': (one) => one.graduation.decision_no && one.graduation.decision_date,
  'issue.place': (one) => one.issue.place,
  'issue.date': (one) => one.issue.date,
  'issue.signer': (one) => one.issue.signer_name && one.issue.signer_capacity,
} satisfies Record<string, (content: DiplomaContent) => unknown>

export type ContentField = keyof typeof readers
/** The fields a kind may ask for; their words are `diplomas.kinds.content.<field>`. */
export const contentFields = Object.keys(readers) as [ContentField, ...ContentField[]]

/** What a kind asks for and the content does not say. */
export function findMissing(kind: Pick<Kind, 'required'>, content: DiplomaContent): ContentField[] {
  return kind.required.filter((field) => {
    const value = readers[field]?.(content)
    return value === null || value === undefined || value === '' || value === 0
  })
}

/** A row of law as it is typed in or shipped. */
export const KindInput = z.object({
  code: z.enum(kindCodes),
  from_date: z.iso.date().nullable(),
  to_date: z.iso.date().nullable(),
  name: z.string().trim().min(3).max(200),
  name_en: z.string().trim().min(3).max(200),
  level: z.enum(levels).nullable(),
  required: z.array(z.enum(contentFields)).min(1),
  issue_days: z.number().int().positive().max(3650).nullable(),
  is_digital: z.boolean(),
  has_blanks: z.boolean(),
  source: z.string().trim().min(5).max(1000),
  is_verified: z.boolean(),
})
export type KindInput = z.output<typeof KindInput>
