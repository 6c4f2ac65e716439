import { z } from 'zod'
import { typedDay } from '#platform/forms/typed.ts'

export const roles = ['teacher', 'manager'] as const
export type Role = (typeof roles)[number]
export const contracts = ['tenured', 'contract', 'visiting'] as const
export type Contract = (typeof contracts)[number]
export const taughtLevels = ['cao_dang', 'trung_cap', 'so_cap', 'thuong_xuyen'] as const

/** Titles managers hold, as schools write them; offered while typing. */
export const managerTitles = [
  'Hiệu trưởng',
  'Phó Hiệu trưởng',
  'Giám đốc',
  'Phó Giám đốc',
  'Trưởng phòng',
  'Phó Trưởng phòng',
  'Trưởng khoa',
  'Phó Trưởng khoa',
  'Tổ trưởng chuyên môn',
  'Tổ phó chuyên môn',
] as const

/** Does the title belong to a manager (cán bộ quản lý)? Heads of subject groups (tổ chuyên môn) are counted by the managers' form too. */
export function isManagerTitle(title: string): boolean {
  return (
    /^((q\.?|quyền)\s+)?(phó\s+)?(hiệu trưởng|giám đốc|trưởng (phòng|khoa|ban|trung tâm|bộ môn|tổ)|chủ nhiệm (khoa|bộ môn)|tổ trưởng|tổ phó|(hiệu|viện) phó)/iu.test(
      title.normalize('NFC').trim(),
    ) || /^phó (phòng|khoa)/iu.test(title.normalize('NFC').trim())
  )
}

/** A post as pages see it. Dates are inclusive; `from_date` null: since before our records. */
export type Post = {
  id: string
  person_id: string
  institution_id: string
  role: Role
  title: string | null
  contract: Contract | null
  from_date: string | null
  to_date: string | null
  leave_reason: string | null
  also_teaches: boolean
  occupations: string[]
  levels: string[]
  general_subject: string | null
  by_hand: string[]
  version: number
}

/** Is the post held on the day? */
export function isHeld(post: Pick<Post, 'from_date' | 'to_date'>, day: string): boolean {
  return (post.from_date === null || post.from_date <= day) && (post.to_date === null || post.to_date >= day)
}

const day = typedDay('staff.error.day')

/** Several answers in one text, one a line or separated by semicolons. */
export function readList(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[\n;]+/)
        .map((one) => one.replace(/\s+/g, ' ').trim())
        .filter(Boolean),
    ),
  ]
}

/** What a form asks of a post. */
export const PostFields = z.object({
  role: z.enum(roles, { error: 'staff.error.role' }),
  title: z.string().trim().max(120).optional(),
  contract: z.enum(contracts, { error: 'staff.error.contract' }).optional(),
  from_date: day.optional(),
  to_date: day.optional(),
  leave_reason: z.string().trim().max(200).optional(),
  also_teaches: z.stringbool().optional(),
  occupations: z.string().max(2000).transform(readList).optional(),
  levels: z.array(z.enum(taughtLevels)).optional(),
  general_subject: z.string().trim().max(200).optional(),
})
export type PostFields = z.output<typeof PostFields>

/** What is wrong between the fields, by field. */
export function findPostFaults(post: Pick<PostFields, 'from_date' | 'to_date'>): Record<string, string> {
  if (post.from_date && post.to_date && post.to_date < post.from_date)
    return { to_date: 'staff.error.ends_before' }
  return {}
}

/** Columns of a post from the fields of a form. */
export function toColumns(fields: PostFields) {
  return {
    role: fields.role,
    title: fields.title ?? null,
    contract: fields.contract ?? null,
    from_date: fields.from_date ?? null,
    to_date: fields.to_date ?? null,
    leave_reason: fields.to_date ? (fields.leave_reason ?? null) : null,
    also_teaches: fields.role === 'manager' && (fields.also_teaches ?? false),
    occupations: fields.occupations ?? [],
    levels: fields.levels ?? [],
    general_subject: fields.general_subject ?? null,
  }
}

/** Nobody younger works as a teacher (the Labour Code lets people work from 15); nobody older is still in a list. */
export const ages = { least: 15, most: 100 } as const

/** Full years from a birth day (or year) to a day. */
export function ageOn(birth: { date: string | null; year: number | null }, on: string): number | undefined {
  if (birth.date) {
    const years = Number(on.slice(0, 4)) - Number(birth.date.slice(0, 4))
    return birth.date.slice(5) > on.slice(5) ? years - 1 : years
  }
  return birth.year === null ? undefined : Number(on.slice(0, 4)) - birth.year
}

/** Message key of what is wrong with a staff member's age; undefined when nothing is, or it is not known. */
export function findAgeFault(
  birth: { date: string | null; year: number | null } | undefined,
  today: string,
): string | undefined {
  const age = birth && ageOn(birth, today)
  if (age === undefined || age < 0) return undefined
  if (age < ages.least) return 'staff.error.too_young'
  return age > ages.most ? 'staff.error.too_old' : undefined
}
