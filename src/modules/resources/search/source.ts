import { systemClock, today } from '#platform/clock.ts'
import type { SearchSource } from '#platform/module.ts'
import { kindText, titleText } from '../catalogue/pages/words.tsx'
import { resourcePath } from '../resource.ts'
import { listHits, readQuestion } from './store/find.ts'
import { listRows } from './store/row.ts'

/** Published resources the reader may see, in the search over everything: the same search as the repository's own. */
export const resourceSearch: SearchSource = {
  permission: 'public',
  label: 'resources.catalogue.title',
  async find(db, { text, limit, t }) {
    const question = await readQuestion(db, { text, filters: {}, day: today(systemClock) })
    if (question.tiers.length === 0) return []
    const hits = await listHits(db, question, { sort: 'relevance', limit })
    const rows = await listRows(
      db,
      hits.map((hit) => hit.id),
    )
    return rows.map((row) => ({
      title: titleText(row, t),
      detail: row.authors.slice(0, 3).join(', '),
      href: resourcePath(row.code),
      kind: kindText(row.kind, t),
    }))
  },
}
