import { z } from 'zod'
import { enrolmentStates } from '../enrolment.ts'
import { policyGroups } from './policy-fact.ts'

/** Filters of the list of learners as they stand in its address; anything else in them is ignored. */
export const ListQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  'trang-thai': z.enum(enrolmentStates).optional().catch(undefined),
  khoa: z.uuid().optional().catch(undefined),
  lop: z
    .union([z.uuid(), z.literal('chua')])
    .optional()
    .catch(undefined),
  nganh: z.uuid().optional().catch(undefined),
  'trinh-do': z.string().max(30).optional().catch(undefined),
  'doi-tuong': z.enum(policyGroups).optional().catch(undefined),
  'co-so': z.string().max(100).optional().catch(undefined),
  sau: z.string().max(400).optional().catch(undefined),
})
export type ListQuery = z.output<typeof ListQuery>

/** The list's address with some filters changed; paging starts anew unless `sau` is given. */
export function listAddress(
  query: ListQuery,
  change: Partial<Record<keyof ListQuery, string | undefined>> = {},
  path = '/hoc-sinh',
): string {
  const next = { ...query, sau: undefined, ...change }
  const params = new URLSearchParams(
    Object.entries(next).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
  return params.size > 0 ? `${path}?${params}` : path
}

const Mark = z.tuple([z.string(), z.uuid()])

/** Where a page begins, as text for the address. */
export function writeMark(row: { name_key: string; id: string }): string {
  return Buffer.from(JSON.stringify([row.name_key, row.id])).toString('base64url')
}

/** The place a mark names; undefined when it was not made by `writeMark`. */
export function readMark(text: string | undefined): { key: string; id: string } | undefined {
  if (!text) return undefined
  try {
    const [key, id] = Mark.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    return { key, id }
  } catch {
    return undefined
  }
}
