import { z } from 'zod'
import { typedDay as day } from '#platform/forms/typed.ts'

/** What a course is about, as far as the plan's targets ask. */
export const categories = [
  'digital_competence_pedagogy',
  'digital_material_development',
  'manager_digital_governance',
  'other',
] as const
export type Category = (typeof categories)[number]

export const modes = ['online', 'in_person', 'blended'] as const
export const runStates = ['planned', 'open', 'finished', 'cancelled'] as const
export type RunState = (typeof runStates)[number]

/** A day as people type it. */
export const typedDay = day('staff.training.error.day')

/** Hours as people type them: "16", "7,5". Decimal text with at most one digit behind the point. */
export const typedHours = z.string('staff.training.error.hours').transform((text, context) => {
  const plain = text.trim().replace(',', '.')
  const isHours = /^\d{1,4}(\.\d)?$/.test(plain)
  if (!isHours) context.addIssue({ code: 'custom', message: 'staff.training.error.hours' })
  return isHours ? plain : '0'
})

/** A mark out of ten as people type it: "8", "7,25". Decimal text. */
export const typedScore = z.string('staff.training.error.score').transform((text, context) => {
  const plain = text.trim().replace(',', '.')
  const isScore = /^(10(\.0{1,2})?|\d(\.\d{1,2})?)$/.test(plain)
  if (!isScore) context.addIssue({ code: 'custom', message: 'staff.training.error.score' })
  return isScore ? plain : '0'
})

/** Words that stand where a code would in the address of a course. */
const reserved = ['lop', 'khoa', 'cua-toi', 'minh-chung', 'xac-minh', 'chung-chi', 'quy-tac']

export const CourseInput = z.object({
  id: z.uuid().optional(),
  version: z.coerce.number().int().optional(),
  code: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'staff.training.error.code')
    .max(40)
    .refine((code) => !reserved.includes(code), 'staff.training.error.code_taken'),
  name: z.string().trim().min(3).max(300),
  category: z.enum(categories),
  hours: typedHours.refine((hours) => Number(hours) > 0, 'staff.training.error.hours'),
  provider: z.string().trim().min(2).max(200),
  content: z.string().trim().max(5000).default(''),
  components: z.array(z.string().regex(/^\d\.\d$/)).default([]),
  institution_id: z.uuid().nullish(),
})
export type CourseInput = z.output<typeof CourseInput>

export const RunInput = z
  .object({
    id: z.uuid().optional(),
    version: z.coerce.number().int().optional(),
    course_id: z.uuid(),
    code: z.string().trim().min(2).max(40),
    from_date: typedDay,
    to_date: typedDay,
    register_until: typedDay.optional(),
    mode: z.enum(modes),
    place: z.string().trim().max(200).optional(),
    quota: z.coerce.number().int().min(1).max(100_000).optional(),
    state: z.enum(runStates).default('open'),
    institution_id: z.uuid().nullish(),
  })
  .refine((run) => run.to_date >= run.from_date, {
    path: ['to_date'],
    message: 'staff.training.error.ends_before',
  })
  .refine((run) => run.register_until === undefined || run.register_until <= run.to_date, {
    path: ['register_until'],
    message: 'staff.training.error.register_late',
  })
export type RunInput = z.output<typeof RunInput>

/** May people still register on the day? Registration ends with its last day, or when the class is called off. */
export function isRegistrationOpen(run: { state: string; register_until: string }, today: string): boolean {
  return run.state === 'open' && run.register_until >= today
}

export type Phase = 'planned' | 'registering' | 'soon' | 'running' | 'ended' | 'finished' | 'cancelled'

/** Where a class stands on the day: an open one takes registrations, waits for its first day, runs, or has ended. */
export function phaseOf(
  run: { state: string; register_until: string; from_date: string; to_date: string },
  today: string,
): Phase {
  if (run.state !== 'open') return run.state as 'planned' | 'finished' | 'cancelled'
  if (run.to_date < today) return 'ended'
  if (run.register_until >= today) return 'registering'
  return run.from_date <= today ? 'running' : 'soon'
}

/** Who stands at `place` in the queue: has a seat, or waits at which number. */
export function seatOf(place: number, quota: number | null): { hasSeat: boolean; waiting: number } {
  const hasSeat = quota === null || place <= quota
  return { hasSeat, waiting: hasSeat ? 0 : place - quota }
}
