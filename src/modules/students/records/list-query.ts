import { z } from 'zod'
import { listAddressOf } from '#platform/pages/query.ts'
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
export const listAddress = listAddressOf<ListQuery>('/hoc-sinh')
