import { z } from 'zod'
import { listAddressOf } from '#platform/pages/query.ts'
import { contracts, roles } from './post.ts'
import { qualificationLevels } from './qualification.ts'
import type { Target } from './training/rule.ts'

/** Where in the address it stands whether somebody counts as trained, by target. */
export const trainedFilters = { pedagogy: 'su-pham-so', materials: 'hoc-lieu-so' } as const satisfies Record<
  Target,
  string
>
export const trainedStates = ['dat', 'chua'] as const

/** Filters of the staff list as they stand in its address; anything else in them is ignored. */
export const ListQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  'vai-tro': z.enum(roles).optional().catch(undefined),
  'hop-dong': z.enum(contracts).optional().catch(undefined),
  'co-so': z.string().max(100).optional().catch(undefined),
  'trinh-do': z.enum(qualificationLevels.degree).optional().catch(undefined),
  'su-pham-so': z.enum(trainedStates).optional().catch(undefined),
  'hoc-lieu-so': z.enum(trainedStates).optional().catch(undefined),
  dien: z.enum(['nghi']).optional().catch(undefined),
  sau: z.string().max(400).optional().catch(undefined),
})
export type ListQuery = z.output<typeof ListQuery>

/** The list's address with some filters changed; paging starts anew unless `sau` is given. */
export const listAddress = listAddressOf<ListQuery>('/nhan-su')
