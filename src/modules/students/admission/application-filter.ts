import { z } from 'zod'
import { reach, type Actor } from '#platform/access.ts'
import { applicationStates } from './application.ts'
import type { ApplicationFilter } from './store/application.ts'

/** What a list of applications is asked for, in the address. */
export const ApplicationQuery = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  'trang-thai': z.enum(applicationStates).optional().catch(undefined),
  dot: z.uuid().optional().catch(undefined),
  sau: z.string().max(200).optional().catch(undefined),
})
export type ApplicationQuery = z.output<typeof ApplicationQuery>

/** The filter a query and the reader's reach make together. */
export const toFilter = (query: ApplicationQuery, actor: Actor): ApplicationFilter => ({
  reach: reach(actor, 'students.read'),
  state: query['trang-thai'],
  intake: query.dot,
  text: query.q,
})
