import { z } from 'zod'
import { fold } from '#platform/text/index.ts'
import { deliveries, unitGroups, unitKinds, type CourseUnit, type UnitKind } from './course-unit.ts'
import { ticked, typedCount, typedCredits, typedHours } from './typed.ts'

/** One row of the table as it is typed; every cell may still be empty. */
export const UnitForm = z
  .object({
    position: typedCount,
    code: z.string().trim().max(30).default(''),
    name: z.string().trim().max(300).default(''),
    kind: z.enum(unitKinds).optional(),
    unit_group: z.enum(unitGroups).default('specialised'),
    credits: typedCredits,
    hours_total: typedHours,
    hours_theory: typedHours,
    hours_practice: typedHours,
    hours_test: typedHours,
    is_condition: ticked,
    is_internship: ticked,
    term: typedCount,
    delivery: z.enum(deliveries).default('in_person'),
  })
  .transform((form) => ({ ...form, kind: form.kind ?? kindOfCode(form.code) }))
export type UnitForm = z.output<typeof UnitForm>

/** MĐ12 is a module, MH01 and all others a subject (codes of Thông tư 03/2017/TT-BLĐTBXH). */
export function kindOfCode(code: string): UnitKind {
  return fold(code).startsWith('md') ? 'module' : 'subject'
}

/** Whether nothing was typed into the row. */
export const isBlank = (form: UnitForm): boolean =>
  form.code === '' &&
  form.name === '' &&
  form.credits === null &&
  form.hours_total === 0 &&
  form.hours_theory === 0

const compared = [
  'code',
  'name',
  'kind',
  'unit_group',
  'hours_total',
  'hours_theory',
  'hours_practice',
  'hours_test',
  'is_condition',
  'is_internship',
  'term',
  'delivery',
] as const

/** Whether the row says what is stored already. */
export function isUnchanged(form: UnitForm, stored: CourseUnit): boolean {
  return (
    compared.every((field) => form[field] === stored[field]) &&
    Number(form.credits ?? -1) === Number(stored.credits ?? -1) &&
    (form.position === null || form.position === stored.position)
  )
}
