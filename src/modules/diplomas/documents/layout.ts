import { z } from 'zod'

/** What can be placed on a form: every content of a diploma in both languages, its numbers, and the code that leads to the public page. */
export const fieldNames = [
  'institution',
  'institution_en',
  'title',
  'title_en',
  'honour',
  'honour_en',
  'programme',
  'programme_en',
  'holder',
  'holder_en',
  'birth',
  'birth_en',
  'sex',
  'sex_en',
  'birth_place',
  'ethnicity',
  'nationality',
  'classification',
  'classification_en',
  'year',
  'study_form',
  'study_form_en',
  'hours',
  'course_days',
  'course_days_en',
  'decision',
  'decision_en',
  'place_and_date',
  'place_and_date_en',
  'capacity',
  'capacity_en',
  'signer',
  'serial',
  'entry_no',
  'qr',
] as const
export type FieldName = (typeof fieldNames)[number]

export const aligns = ['left', 'center', 'right'] as const

/** One field on a page of the form: the left upper corner and the width in millimetres, the size of its letters in points. */
export const PlacedField = z.object({
  field: z.enum(fieldNames),
  page: z.number().int().min(1).max(4),
  x: z.number().min(0).max(500),
  y: z.number().min(0).max(500),
  width: z.number().min(5).max(500),
  size: z.number().min(5).max(60),
  align: z.enum(aligns),
})
export type PlacedField = z.output<typeof PlacedField>

/** `booklet`: four pages of the old regime; `sheet`: our own sheet; `placed`: fields on a form of the school's or the ministry's. */
export const forms = ['booklet', 'sheet', 'placed'] as const
export type LayoutForm = (typeof forms)[number]

/**
 * How a diploma looks. `own` makes the whole document; `blank` prints only the fields, on a form that is already printed.
 * `backgrounds` are the pages' pictures: printed with `own`, only shown while editing with `blank`.
 */
export type Layout = {
  form: LayoutForm
  use: 'own' | 'blank'
  width_mm: number
  height_mm: number
  pages: number
  backgrounds: readonly (Uint8Array | null)[]
  fields: readonly PlacedField[]
}
