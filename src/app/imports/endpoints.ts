import { may } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { AppError, notFound } from '#platform/errors.ts'
import { contentDisposition } from '#platform/files/index.ts'
import { findImport, listProblems, loadFile } from '#platform/imports/index.ts'
import { defineEndpoint, type Endpoint } from '#platform/pages/endpoint.ts'
import { annotateWorkbook, writeTemplate, xlsxType } from '#platform/sheets/index.ts'
import { problemWords } from './cell-words.ts'
import { loadBatch } from './load-batch.ts'

/** Rows that are marked in one workbook; more would not be read. */
const mostMarked = 30_000

/** A workbook to fill in, with lists and checks, for a kind of import. */
const template = defineEndpoint({
  method: 'GET',
  path: '/nhap-du-lieu/mau/:kind',
  permission: 'signed-in',
  async handle({ app, actor, params, lang }) {
    const spec = findImport(app, params.kind ?? '')
    if (!spec) throw notFound()
    if (!may(actor, spec.permission)) throw new AppError('forbidden', 'platform.error.forbidden')
    const t = app.catalog(lang)
    const title = t(spec.title)
    const bytes = await writeTemplate(spec.fields, {
      title,
      instructions: [t('imports.template.one'), t('imports.template.two'), t('imports.template.three')],
    })
    return workbook(bytes, `${t('imports.template.name', { kind: title })}.xlsx`)
  },
})

/** The person's own workbook, every problem written into its cell. */
const marked = defineEndpoint({
  method: 'GET',
  path: '/nhap-du-lieu/:id/danh-dau',
  permission: 'signed-in',
  async handle({ app, actor, params, lang, read }) {
    const t = app.catalog(lang)
    const { row, rows } = await read(async (db) => {
      const batch = await loadBatch({ db, actor, app, id: params.id ?? '' })
      return { ...batch, rows: await listProblems(db, batch.row, mostMarked) }
    })
    const notes = rows.flatMap((one) =>
      one.problems.map((problem) => ({
        sheet: one.sheet,
        row: one.sheet_row,
        column: problem.column,
        level: problem.level,
        message: problemWords(t, problem),
      })),
    )
    if (row.rows_gone_at) throw notFound()
    const source = await loadFile(app, row)
    const bytes = await annotateWorkbook(source, notes, { name: row.file_name })
    return workbook(
      bytes,
      t('imports.batch.marked_name', { file: row.file_name.replace(/\.[^.]+$/, '') }) +
        endingOf(row.file_name),
    )
  },
})

/** A workbook with macros keeps its ending; everything else goes back as XLSX. */
function endingOf(name: string): string {
  return /\.xlsm$/i.test(name) ? '.xlsm' : '.xlsx'
}

function workbook(bytes: Uint8Array, name: string): Response {
  return new Response(bytes as BodyInit, {
    headers: {
      'content-type': xlsxType,
      'content-disposition': contentDisposition(name),
      'cache-control': 'private, no-store',
    },
  })
}

export const importEndpoints = (_app: Pick<App, 'modules'>): Endpoint[] => [template, marked]
