import type { Place } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { today } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { placeOf, schoolOf, type Managed } from '../managed.ts'
import { getAccount, listHeld } from '../store/account.ts'

/** The account an administrator acts on, with every grant it holds now or will hold. */
export async function findManaged(db: Db, input: { id: string }, { app }: { app: App }): Promise<Managed> {
  const account = await getAccount(db, input.id)
  const grants = await listHeld(db, account.id, today(app.clock))
  return { account, grants, institution: schoolOf(grants) }
}

export function placeOfManaged(managed: Managed): Place {
  return placeOf(managed)
}
