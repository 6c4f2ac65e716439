import type { Db } from '#platform/db/database.ts'
import { filtersOf, Query } from './filter.ts'
import { readSchools } from './schools.ts'
import { countNewer, readQuestion } from './store/find.ts'
import { findLatest, listSaved, mostNews, type SavedSearch } from './store/saved.ts'

/** Saved searches with how many resources came since each was seen. */
export async function listNews(
  db: Db,
  account: string,
  day: string,
): Promise<(SavedSearch & { news: number })[]> {
  const saved = await listSaved(db, account)
  if (saved.length === 0) return []
  const latest = await findLatest(db)
  const { schoolOf } = await readSchools(db, day)
  const all = []
  for (const one of saved) {
    // Nothing at all came since it was seen: nothing is asked.
    if (!latest || latest <= one.seen_at) {
      all.push({ ...one, news: 0 })
      continue
    }
    const query = Query.parse(Object.fromEntries(new URLSearchParams(one.query)))
    const question = await readQuestion(db, { text: query.q, filters: filtersOf(query, schoolOf), day })
    all.push({ ...one, news: await countNewer(db, question, one.seen_at, mostNews) })
  }
  return all
}
