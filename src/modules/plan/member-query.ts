import { z } from 'zod'
import { noInstitution } from './store/located.ts'
import type { MemberFilter } from './store/members.ts'
import { DayQuery } from './view-day.ts'

/** Filters of a list, as they stand in its address; what cannot be read is as if it were not there. */
export const MemberQuery = DayQuery.extend({
  'co-so': z
    .union([z.uuid(), z.literal(noInstitution)])
    .optional()
    .catch(undefined),
  'dia-ban': z.string().max(60).optional().catch(undefined),
  tinh: z.enum(['co', 'chua']).optional().catch(undefined),
  loc: z
    .string()
    .max(200)
    .regex(/^[\w-]+:/)
    .optional()
    .catch(undefined),
  /** A part of the indicator, by the name of its measure. */
  phan: z
    .string()
    .max(100)
    .regex(/^[a-z0-9.-]+$/)
    .optional()
    .catch(undefined),
  sau: z.string().max(2000).optional().catch(undefined),
})
export type MemberQuery = z.infer<typeof MemberQuery>

export function memberFilter(query: MemberQuery): MemberFilter {
  const split = query.loc?.indexOf(':') ?? -1
  return {
    institution: query['co-so'],
    place: query['dia-ban'],
    counts: query.tinh === undefined ? undefined : query.tinh === 'co',
    dim:
      query.loc === undefined
        ? undefined
        : { key: query.loc.slice(0, split), value: query.loc.slice(split + 1) },
  }
}

/** The filters as parts of an address, without the place in the list. */
export function filterAddress(
  query: MemberQuery,
): Record<'co-so' | 'dia-ban' | 'tinh' | 'loc' | 'phan', string | undefined> {
  const { 'co-so': institution, 'dia-ban': place, tinh, loc, phan } = query
  return { 'co-so': institution, 'dia-ban': place, tinh, loc, phan }
}
