import { parseInput } from '#platform/actions/run.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { defineListExport, inPages } from '#platform/pages/list-export.ts'
import { queryInput } from '#platform/pages/query.ts'
import type { ExportColumn, ExportValue } from '#platform/sheets/index.ts'
import { kindText, licenceText, titleText } from '../catalogue/pages/words.tsx'
import { listLicences } from '../catalogue/store/origin.ts'
import { resourcePath } from '../resource.ts'
import { filtersOf, Query, sortOf } from './filter.ts'
import { readSchools } from './schools.ts'
import { countResources, listHits, readQuestion } from './store/find.ts'
import { listRows, type ResultRow } from './store/row.ts'

/** A found list, whole: in the order of the page, where it ranks by words the newest first. */
const { csv, xlsx } = defineListExport({
  path: '/tai-ve/hoc-lieu',
  permission: 'signed-in',
  file: 'hoc-lieu',
  async list({ app, url, lang, read }, { t, day }) {
    const query = parseInput(Query, queryInput(url), lang)
    const { question, names, licences, counts } = await read(async (db) => {
      const { institutions, schoolOf } = await readSchools(db, day)
      const asked = await readQuestion(db, { text: query.q, filters: filtersOf(query, schoolOf), day })
      return {
        question: asked,
        counts: await countResources(db, asked),
        names: new Map(institutions.map((one) => [one.id, one.name])),
        licences: new Map((await listLicences(db)).map((one) => [one.code, licenceText(one, t)])),
      }
    })
    const asked = sortOf(query)
    const sort = asked === 'relevance' ? 'newest' : asked
    const title = t('resources.catalogue.title')
    return {
      name: title,
      titles: [title, ...(query.q ? [`“${query.q}”`] : []), t.date(day)],
      columns: columns(t),
      rows: inPages(
        (page: { after: { key: string; id: string } | undefined; limit: number }) =>
          read(async (db) => {
            const hits = await listHits(db, question, { sort, counts, ...page })
            const rows = await listRows(
              db,
              hits.map((hit) => hit.id),
            )
            return rows.map((row) => ({ row, key: hits.find((hit) => hit.id === row.id)!.key }))
          }),
        {
          mark: ({ row, key }) => ({ key: String(key), id: row.id }),
          show: ({ row }) => valuesOf(row, { names, licences, base: app.publicUrl() }, t),
        },
      ),
    }
  },
})
export const resourceCsv = csv
export const resourceXlsx = xlsx

function columns(t: Translate): ExportColumn[] {
  return [
    { header: t('resources.search.column.title'), width: 50 },
    { header: t('resources.search.column.kind'), width: 16 },
    { header: t('resources.search.column.authors'), width: 30 },
    { header: t('resources.search.column.school'), width: 34 },
    { header: t('resources.search.column.levels'), width: 20 },
    { header: t('resources.search.column.licence'), width: 30 },
    { header: t('resources.search.column.published'), width: 14 },
    { header: t('resources.search.column.address'), width: 40 },
  ]
}

function valuesOf(
  row: ResultRow,
  known: { names: ReadonlyMap<string, string>; licences: ReadonlyMap<string, string>; base: string },
  t: Translate,
): ExportValue[] {
  return [
    titleText(row, t),
    kindText(row.kind, t),
    row.authors.join(', '),
    row.institution_id
      ? (known.names.get(row.institution_id) ?? '')
      : (row.harvested_from ?? t('resources.catalogue.department')),
    row.levels.map((level) => t.dynamic(`institutions.level.${level}`)).join(', '),
    (row.licence && known.licences.get(row.licence)) ?? '',
    t.date(row.published_at),
    known.base + resourcePath(row.code),
  ]
}
