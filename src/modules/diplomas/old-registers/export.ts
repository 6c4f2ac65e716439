import { parseInput } from '#platform/actions/run.ts'
import { defineListExport } from '#platform/pages/list-export.ts'
import { queryInput } from '#platform/pages/query.ts'
import type { ExportValue } from '#platform/sheets/index.ts'
import { loadProgress, ProgressQuery, yearWords } from './pages/progress.tsx'

/** How far the old registers are, by school and year, as it is filtered; counts, so that shares can be made anew. */
const { csv, xlsx } = defineListExport({
  path: '/tai-ve/so-cu',
  permission: 'diplomas.read',
  file: 'so-cu',
  async list({ actor, url, lang, read }, { t, day }) {
    const query = parseInput(ProgressQuery, queryInput(url), lang)
    const { rows, names } = await read((db) => loadProgress(db, { actor, query, today: day }))
    const title = t('diplomas.old.progress')
    const counts = [
      ['books', t('diplomas.old.book_count')],
      ['pages', t('diplomas.old.pages')],
      ['once', t('diplomas.old.state.keyed_once')],
      ['twice', t('diplomas.old.state.keyed_twice')],
      ['approved', t('diplomas.old.state.approved')],
      ['lines', t('diplomas.old.lines')],
      ['uncompared', t('diplomas.old.not_compared')],
      ['tied', t('diplomas.old.tied')],
      ['differences', t('diplomas.old.difference_count')],
      ['fields', t('diplomas.old.field_count')],
    ] as const
    return {
      name: title,
      titles: [title, t('diplomas.issuing.list.made', { day: t.date(day) })],
      columns: [
        { header: t('diplomas.old.issuer'), width: 40 },
        { header: t('diplomas.old.keeper'), width: 40 },
        { header: t('diplomas.old.year'), width: 12 },
        ...counts.map(([, header]) => ({ header, width: 14, kind: 'number' as const })),
      ],
      rows: rows.map((row): ExportValue[] => [
        names.get(row.issuer_id) ?? '',
        names.get(row.keeper_id) ?? '',
        yearWords(row, { t }),
        ...counts.map(([key]) => row[key]),
      ]),
    }
  },
})

export { csv as progressCsv, xlsx as progressXlsx }
