import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { may, reach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import { listOpenCollections } from '../catalogue/store/item.ts'
import type { Reuse } from './panel.tsx'
import { findSeenNumber } from './store/follow.ts'
import { listRatings, readOwn, readUsage } from './store/usage.ts'

/** What the page of a resource shows of its reuse. */
export async function loadReuse(db: Db, actor: Actor, resourceId: string, today: string): Promise<Reuse> {
  const account = actor.kind === 'account' ? actor : undefined
  const isContributor = account !== undefined && may(actor, 'resources.contribute')
  const within = isContributor ? reach(actor, 'resources.contribute') : []
  const schools =
    within.length > 0 && within !== 'all' ? await listInstitutionOptions(db, undefined, { on: today }) : []
  return {
    usage: await readUsage(db, resourceId),
    ratings: await listRatings(db, resourceId),
    own: account && (await readOwn(db, resourceId, account.id)),
    seen: account && (await findSeenNumber(db, resourceId, account.id)),
    collections: isContributor ? await listOpenCollections(db, account.id) : [],
    schools: within === 'all' ? [] : schools.filter((one) => within.includes(one.id)),
  }
}
