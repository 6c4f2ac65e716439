import type { Db } from '#platform/db/database.ts'
import { listLicenceItems } from '#modules/institutions/index.ts'
import { occupationKey, quotaStanding, type Intake, type QuotaStanding } from '../intake.ts'
import { listPlanned } from './intake.ts'

/** How each intake's occupation and level stand against the licence in the intake's year, by intake. */
export async function listQuotaStandings(
  db: Db,
  intakes: readonly Intake[],
  on: string,
): Promise<Map<string, QuotaStanding>> {
  const keyOf = (one: Pick<Intake, 'institution_id' | 'year'> & Parameters<typeof occupationKey>[0]) =>
    `${one.institution_id} ${one.year} ${occupationKey(one)}`
  const planned = new Map<string, number>()
  for (const one of await listPlanned(db, [...new Set(intakes.map((intake) => intake.institution_id))]))
    planned.set(keyOf(one), (planned.get(keyOf(one)) ?? 0) + one.places)
  const standings = new Map<string, QuotaStanding>()
  for (const own of Map.groupBy(intakes, (one) => `${one.institution_id} ${one.year}`).values()) {
    const licensed = await listLicenceItems(db, own[0]!.institution_id, dayIn(own[0]!.year, on))
    for (const one of own) standings.set(one.id, quotaStanding(planned.get(keyOf(one)) ?? 0, one, licensed))
  }
  return standings
}

/** The day of the year nearest to today. */
function dayIn(year: number, today: string): string {
  if (Number(today.slice(0, 4)) === year) return today
  return today < `${year}` ? `${year}-01-01` : `${year}-12-31`
}
