import type { SearchSource } from '#platform/module.ts'
import { resourcePath } from '../resource.ts'
import { kindText, titleText } from './pages/words.tsx'
import { listPublished } from './store/list.ts'

/** Published resources the reader may see, in the search over everything. */
export const resourceSearch: SearchSource = {
  permission: 'public',
  label: 'resources.catalogue.title',
  async find(db, { text, limit, t }) {
    const { rows } = await listPublished(db, { text }, { limit })
    return rows.map((row) => ({
      title: titleText(row, t),
      detail: row.authors.slice(0, 3).join(', '),
      href: resourcePath(row.code),
      kind: kindText(row.kind, t),
    }))
  },
}
