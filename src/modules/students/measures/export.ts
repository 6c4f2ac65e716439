import { parseInput } from '#platform/actions/run.ts'
import { defineListExport } from '#platform/pages/list-export.ts'
import { queryInput } from '#platform/pages/query.ts'
import type { ExportValue } from '#platform/sheets/index.ts'
import { schoolsFor } from '../records/pages/parts.tsx'
import { percentOf, standingText, TableQuery } from './digital-table.ts'
import { loadTable } from './load-table.ts'

/** The table of schools as it is filtered and ordered; shares with the numbers they are made of. */
const { csv, xlsx } = defineListExport({
  path: '/tai-ve/so-hoa',
  permission: 'students.read',
  file: 'so-hoa',
  async list({ app, actor, url, lang, read }, { t, day }) {
    const query = parseInput(TableQuery, queryInput(url), lang)
    const { parts, rows } = await read(async (db) =>
      loadTable({ db, app, today: day }, await schoolsFor(db, actor, day, 'students.read'), query),
    )
    const title = t('students.digital.title')
    return {
      name: title,
      titles: [title, t('students.digital.lead', { day: t.date(day) })],
      columns: [
        { header: t('students.digital.code'), width: 18 },
        { header: t('students.field.institution'), width: 40 },
        { header: t('students.digital.type'), width: 20 },
        ...parts.flatMap((part) => {
          const name = t.dynamic(part.under!.title)
          return [
            { header: `${name} (%)`, width: 16 },
            { header: `${name}: ${t('students.digital.have')}`, width: 16 },
            { header: `${name}: ${t('students.digital.of')}`, width: 16 },
          ]
        }),
        { header: t('students.digital.standing'), width: 60 },
      ],
      rows: rows.map((row): ExportValue[] => [
        row.code,
        row.name,
        t.dynamic(`institutions.type.${row.type}`),
        ...parts.flatMap((part): ExportValue[] => {
          const share = row.shares.get(part.name)
          return share ? [percentOf(share), share.have, share.all] : [null, null, null]
        }),
        standingText(row, t),
      ]),
    }
  },
})

export { csv as digitalCsv, xlsx as digitalXlsx }
