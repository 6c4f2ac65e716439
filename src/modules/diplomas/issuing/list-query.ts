import { z } from 'zod'
import { diplomaStates, kindCodes } from '../diploma.ts'

const shownStates = diplomaStates.filter((state) => state !== 'draft') as [
  Exclude<(typeof diplomaStates)[number], 'draft'>,
]
export { shownStates }

/** Filters of the list of diplomas as they stand in its address; anything else in them is ignored. */
export const ListQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  loai: z.enum(kindCodes).optional().catch(undefined),
  nam: z.coerce.number().int().min(1950).max(2200).optional().catch(undefined),
  'trang-thai': z.enum(shownStates).optional().catch(undefined),
  'co-so': z.string().max(100).optional().catch(undefined),
  sau: z.string().max(400).optional().catch(undefined),
})
export type ListQuery = z.output<typeof ListQuery>

/** The list's address with some filters changed; paging starts anew unless `sau` is given. */
export function listAddress(
  query: ListQuery,
  change: Partial<Record<keyof ListQuery, string | undefined>> = {},
  path = '/van-bang-cap',
): string {
  const next = { ...query, sau: undefined, ...change }
  const params = new URLSearchParams(
    Object.entries(next).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
  )
  return params.size > 0 ? `${path}?${params}` : path
}
