import { reach } from '#platform/access.ts'
import type { SearchSource } from '#platform/module.ts'
import { foldSpelling } from '#platform/text/index.ts'
import { numberName } from '../number-name.ts'
import { listDiplomas } from './store/list.ts'

/** Diplomas in the global search, by name of the holder or serial: names with the very marks typed come first. */
export const diplomaSearch: SearchSource = {
  permission: 'diplomas.read',
  label: 'diplomas.issuing.search',
  async find(db, { actor, text, limit, t }) {
    const rows = await listDiplomas(db, { text, reach: reach(actor, 'diplomas.read') }, { limit: limit * 3 })
    const wanted = foldSpelling(text)
    const isExact = (name: string) => foldSpelling(name).includes(wanted)
    return rows
      .toSorted(
        (a, b) => Number(isExact(b.content.holder.full_name)) - Number(isExact(a.content.holder.full_name)),
      )
      .slice(0, limit)
      .map((row) => ({
        title: row.content.holder.full_name,
        detail: [
          row.content.title.vi,
          row.serial ?? (row.entry_no && numberName(row, t)),
          t.dynamic(`diplomas.state.${row.state}`),
        ]
          .filter(Boolean)
          .join(' · '),
        href: `/van-bang-cap/${row.id}`,
        kind: t('diplomas.issuing.search'),
      }))
  },
}
