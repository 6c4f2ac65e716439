import { z } from 'zod'
import { listAddressOf } from '#platform/pages/query.ts'
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

/** The list's address with some filters changed. */
export const listAddress = listAddressOf<ListQuery>('/van-bang-cap')
