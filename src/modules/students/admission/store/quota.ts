import type { Db } from '#platform/db/database.ts'
import { listLicenceItems } from '#modules/institutions/index.ts'
import { quotaStanding, type Intake, type QuotaStanding } from '../intake.ts'
import { plannedPlaces } from './intake.ts'

/** How each intake's programme stands against its licence in the intake's year, by intake. One look-up a school. */
export async function listQuotaStandings(
  db: Db,
  intakes: readonly Intake[],
  on: string,
): Promise<Map<string, QuotaStanding>> {
  const standings = new Map<string, QuotaStanding>()
  for (const [institution, own] of Map.groupBy(intakes, (one) => one.institution_id)) {
    const licensed = await listLicenceItems(db, institution, on)
    const planned = new Map<string, number>()
    for (const one of own) {
      const key = `${one.programme_id} ${one.year}`
      planned.set(key, planned.get(key) ?? (await plannedPlaces(db, one.programme_id, one.year)))
      standings.set(one.id, quotaStanding(planned.get(key)!, one, licensed))
    }
  }
  return standings
}
