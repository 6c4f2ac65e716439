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
  size: z.number().min(4).max(60),
  align: z.enum(aligns),
})
export type PlacedField = z.output<typeof PlacedField>

/** `booklet`: four pages of the old regime; `sheet`: our own sheet; `placed`: fields on a form of the school's or the ministry's. */
export const forms = ['booklet', 'sheet', 'placed'] as const
export type LayoutForm = (typeof forms)[number]

export const layoutUses = ['blank', 'own'] as const
export type LayoutUse = (typeof layoutUses)[number]

/**
 * How a diploma looks. `own` makes the whole document; `blank` prints only the fields, on a form that is already printed.
 * `backgrounds` are the pages' pictures: printed with `own`, only shown while editing with `blank`.
 */
export type Layout = {
  form: LayoutForm
  use: LayoutUse
  width_mm: number
  height_mm: number
  pages: number
  backgrounds: readonly (Uint8Array | null)[]
  fields: readonly PlacedField[]
}

/** Sizes a new layout may begin with, in millimetres. */
export const papers = {
  booklet_open: { width_mm: 380, height_mm: 135, pages: 1 },
  booklet: { width_mm: 190, height_mm: 135, pages: 2 },
  a4_wide: { width_mm: 297, height_mm: 210, pages: 1 },
  a4_tall: { width_mm: 210, height_mm: 297, pages: 1 },
  a5_wide: { width_mm: 210, height_mm: 148, pages: 1 },
} as const
export type Paper = keyof typeof papers
export const paperNames = Object.keys(papers) as [Paper, ...Paper[]]

/** What a new layout begins with: the contents every form has, down the middle, for the hand to move. */
export function firstFields(width: number, height: number, use: LayoutUse): PlacedField[] {
  const names: FieldName[] = [
    ...(use === 'own' ? (['institution', 'title'] as const) : []),
    'holder',
    'birth',
    'programme',
    'classification',
    'year',
    'study_form',
    'place_and_date',
    'signer',
    'serial',
    'entry_no',
  ]
  const step = (height - 30) / names.length
  const rows = names.map((field, at): PlacedField => ({
    field,
    page: 1,
    x: round(width * 0.2),
    y: round(15 + at * step),
    width: round(width * 0.6),
    size: field === 'holder' || field === 'title' ? 16 : 12,
    align: 'center',
  }))
  const code =
    use === 'own' ? [{ ...rows[0]!, field: 'qr' as const, x: 10, y: round(height - 35), width: 25 }] : []
  return [...rows, ...code]
}

const round = (mm: number): number => Math.round(mm * 10) / 10
