import { sql } from 'kysely'
import { searchOccupations } from '#modules/institutions/index.ts'
import type { Db } from '#platform/db/database.ts'

/** How many resources the reader finds for one level of an occupation. */
export type Gap = { code: string; count: number }
/** An occupation with its levels; `schools` are licensed for it at one of them. */
export type GapRow = { name: string; schools: number; levels: Partial<Record<GapLevel, Gap>> }

export const gapLevels = ['cao_dang', 'trung_cap', 'so_cap'] as const
export type GapLevel = (typeof gapLevels)[number]

const isGapLevel = (level: string): level is GapLevel => (gapLevels as readonly string[]).includes(level)

/** Occupations some school is licensed for, by level, those with nothing first. */
export async function listGaps(db: Db, day: string): Promise<GapRow[]> {
  const counted = await sql<{ code: string; count: number }>`select o as code, sum(n)::integer as count
    from (select topic, count(*) as n from resources.search_entry group by topic) e
    join resources.search_topic t on t.id = e.topic, unnest(t.occupations) o group by o`.execute(db)
  const counts = new Map(counted.rows.map((row) => [row.code, row.count]))
  const rows = new Map<string, GapRow>()
  for (const one of await searchOccupations(db, day, {})) {
    if (one.schools === 0 || !isGapLevel(one.level)) continue
    const row = rows.get(one.name) ?? { name: one.name, schools: 0, levels: {} }
    row.schools = Math.max(row.schools, one.schools)
    row.levels[one.level] = { code: one.code, count: counts.get(one.code) ?? 0 }
    rows.set(one.name, row)
  }
  const holes = (row: GapRow) => Object.values(row.levels).filter((gap) => gap.count === 0).length
  return [...rows.values()].toSorted((a, b) => holes(b) - holes(a) || b.schools - a.schools)
}
