import { parseInput } from '#platform/actions/run.ts'
import { today } from '#platform/clock.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { queryInput } from '#platform/pages/query.ts'
import {
  writeCsv,
  writeWorkbook,
  xlsxType,
  type ExportColumn,
  type ExportValue,
} from '#platform/sheets/index.ts'
import { schoolsFor } from '../records/pages/parts.tsx'
import { percentOf, TableQuery } from './digital-table.ts'
import { loadTable, standingText } from './pages/digital-table.tsx'

/** The table of schools as it is filtered and ordered, as CSV or XLSX; shares with the numbers they are made of. */
const exportAs = (kind: 'csv' | 'xlsx') =>
  defineEndpoint({
    method: 'GET',
    path: `/tai-ve/so-hoa.${kind}`,
    permission: 'students.read',
    async handle({ app, actor, url, lang, read }) {
      const t = app.catalog(lang)
      const query = parseInput(TableQuery, queryInput(url), lang)
      const day = today(app.clock)
      const { parts, rows } = await read(async (db) =>
        loadTable({ db, app, today: day }, await schoolsFor(db, actor, day, 'students.read'), query),
      )
      const columns: ExportColumn[] = [
        { header: t('students.digital.code'), width: 18 },
        { header: t('students.field.institution'), width: 40 },
        { header: t('students.digital.type'), width: 20 },
        ...parts.flatMap((part) => {
          const title = t.dynamic(part.under!.title)
          return [
            { header: `${title} (%)`, width: 16 },
            { header: `${title}: ${t('students.digital.have')}`, width: 16 },
            { header: `${title}: ${t('students.digital.of')}`, width: 16 },
          ]
        }),
        { header: t('students.digital.standing'), width: 60 },
      ]
      const values = rows.map((row): ExportValue[] => [
        row.code,
        row.name,
        t.dynamic(`institutions.type.${row.type}`),
        ...parts.flatMap((part): ExportValue[] => {
          const share = row.shares.get(part.name)
          return share ? [percentOf(share), share.have, share.all] : [null, null, null]
        }),
        standingText(row, t),
      ])
      const title = t('students.digital.title')
      const titles = [title, t('students.digital.lead', { day: t.date(day) })]
      const body =
        kind === 'csv'
          ? writeCsv({ columns, rows: values })
          : writeWorkbook([{ name: title, titles, columns, rows: values }])
      return new Response(body, {
        headers: {
          'content-type': kind === 'csv' ? 'text/csv; charset=utf-8' : xlsxType,
          'content-disposition': `attachment; filename="so-hoa-${day}.${kind}"`,
          'cache-control': 'private, no-store',
        },
      })
    },
  })

export const digitalCsv = exportAs('csv')
export const digitalXlsx = exportAs('xlsx')
