import type { Db } from '#platform/db/database.ts'
import { filtersOf, Query } from './filter.ts'
import { readSchools } from './schools.ts'
import { countNewer, readQuestions } from './store/find.ts'
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
  // Of one that was seen since anything at all came, nothing is asked.
  const asked = saved.filter((one) => latest && latest > one.seen_at)
  if (asked.length === 0) return saved.map((one) => ({ ...one, news: 0 }))
  const { schoolOf } = await readSchools(db, day)
  const queries = asked.map((one) => Query.parse(Object.fromEntries(new URLSearchParams(one.query))))
  const questions = await readQuestions(
    db,
    queries.map((query) => ({ text: query.q, filters: filtersOf(query, schoolOf) })),
    day,
  )
  const counts = await countNewer(
    db,
    asked.map((one, at) => ({ question: questions[at]!, since: one.seen_at })),
    mostNews,
  )
  const news = new Map(asked.map((one, at) => [one.id, counts[at]!]))
  return saved.map((one) => ({ ...one, news: news.get(one.id) ?? 0 }))
}
