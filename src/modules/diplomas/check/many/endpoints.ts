import { notFound } from '#platform/errors.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import {
  writeCsv,
  writeTemplate,
  writeWorkbook,
  xlsxType,
  type ExportColumn,
  type ExportValue,
} from '#platform/sheets/index.ts'
import { checkAddress } from '../../address.ts'
import { rowWords } from '../pages/many.tsx'
import { listFields } from './read.ts'
import { findList } from './store.ts'

const headers = (type: string, name: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${name}"`,
  'cache-control': 'private, no-store',
})

/** The answers to a list as a file. */
const resultAs = (kind: 'xlsx' | 'csv') =>
  defineEndpoint({
    method: 'GET',
    path: `/van-bang/nhieu/:token/ket-qua.${kind}`,
    permission: 'public',
    async handle({ app, params, read, lang }) {
      const t = app.catalog(lang)
      const rows = await read((db) => findList(db, app, params.token ?? ''))
      if (!rows) throw notFound('diplomas.check.many.error.gone')
      const values = rows.map((row): ExportValue[] => [
        row.row,
        row.serial,
        row.name,
        row.birth,
        Object.values(rowWords(row, t)).filter(Boolean).join('. '),
        row.title,
        row.programme,
        row.classification,
        row.institution,
        row.year,
        row.public_id && checkAddress(app, row.public_id),
      ])
      const title = t('diplomas.check.many.results')
      const body =
        kind === 'csv'
          ? writeCsv({ columns: columns(t), rows: values })
          : writeWorkbook([
              {
                name: title,
                titles: [title, t.dateTime(app.clock.now())],
                columns: columns(t),
                rows: values,
              },
            ])
      return new Response(body, {
        headers: headers(kind === 'csv' ? 'text/csv; charset=utf-8' : xlsxType, `ket-qua-kiem-tra.${kind}`),
      })
    },
  })

const columns = (t: Translate): ExportColumn[] => [
  { header: t('diplomas.check.many.row'), kind: 'number', width: 8 },
  { header: t('diplomas.check.field.serial'), width: 16 },
  { header: t('diplomas.check.field.holder'), width: 28 },
  { header: t('diplomas.check.many.birth'), width: 12 },
  { header: t('diplomas.check.field.result'), width: 32 },
  { header: t('diplomas.check.field.kind'), width: 30 },
  { header: t('diplomas.check.field.programme'), width: 28 },
  { header: t('diplomas.check.field.classification'), width: 14 },
  { header: t('diplomas.check.field.institution'), width: 34 },
  { header: t('diplomas.check.field.year'), kind: 'number', width: 10 },
  { header: t('diplomas.check.go.open'), width: 48 },
]

/** A workbook to fill in. */
const template = defineEndpoint({
  method: 'GET',
  path: '/van-bang/nhieu/mau.xlsx',
  permission: 'public',
  async handle({ app, lang }) {
    const t = app.catalog(lang)
    const bytes = await writeTemplate(listFields, {
      title: t('diplomas.check.many.title'),
      instructions: [t('diplomas.check.many.lead'), t('diplomas.check.many.kept')],
      rows: 200,
    })
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: headers(xlsxType, 'mau-kiem-tra-van-bang.xlsx'),
    })
  },
})

export const manyEndpoints = [template, resultAs('xlsx'), resultAs('csv')]
