/** Môn học (MH) or mô đun (MĐ). */
export const unitKinds = ['subject', 'module'] as const
export type UnitKind = (typeof unitKinds)[number]

/** Row groups of the programme table: I, II.1, II.2, II.3. */
export const unitGroups = ['general', 'basic', 'specialised', 'elective'] as const
export type UnitGroup = (typeof unitGroups)[number]

export const deliveries = ['in_person', 'blended', 'online'] as const
export type Delivery = (typeof deliveries)[number]

/** One row of the programme table. Hours are whole; `credits` is decimal text (`2.5`) or null. */
export type CourseUnit = {
  id: string
  version_id: string
  position: number
  code: string
  name: string
  kind: UnitKind
  unit_group: UnitGroup
  credits: string | null
  hours_total: number
  hours_theory: number
  hours_practice: number
  hours_test: number
  /** Physical education, defence and security: a condition, never in averages (Thông tư 04/2022/TT-BLĐTBXH). */
  is_condition: boolean
  is_internship: boolean
  term: number | null
  delivery: Delivery
  /** Since when all for teaching it online is there, as declared and not taken back. */
  online_ready_on: string | null
  syllabus: string
  version: number
}
