import type { Db } from '#platform/db/database.ts'
import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { filtersOf, Query } from './filter.ts'
import { countNewer, readQuestion } from './store/find.ts'
import { listSaved, mostNews, type SavedSearch } from './store/saved.ts'

/** Saved searches with how many resources came since each was seen. */
export async function listNews(
  db: Db,
  account: string,
  day: string,
): Promise<(SavedSearch & { news: number })[]> {
  const saved = await listSaved(db, account)
  if (saved.length === 0) return []
  const institutions = await listInstitutionOptions(db, undefined, { on: day, withEnded: true })
  const schoolOf = (code: string) => institutions.find((one) => one.code === code)?.id
  const all = []
  for (const one of saved) {
    const query = Query.parse(Object.fromEntries(new URLSearchParams(one.query)))
    const question = await readQuestion(db, { text: query.q, filters: filtersOf(query, schoolOf), day })
    all.push({ ...one, news: await countNewer(db, question, one.seen_at, mostNews) })
  }
  return all
}
