import { birthText } from '#modules/people/index.ts'
import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { parseInput } from '#platform/actions/run.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { today } from '#platform/clock.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { queryInput } from '#platform/pages/query.ts'
import {
  writeCsv,
  writeWorkbook,
  xlsxType,
  type ExportColumn,
  type ExportValue,
} from '#platform/sheets/index.ts'
import { ListQuery } from './list-query.ts'
import { toFilter } from './pages/list.tsx'
import { listDiplomas, type After, type ListFilter, type ListRow } from './store/list.ts'

const chunk = 2000

/** The list as it is filtered, as CSV or XLSX. Who was exported is logged. */
const exportAs = (kind: 'csv' | 'xlsx') =>
  defineEndpoint({
    method: 'GET',
    path: `/tai-ve/van-bang-cap.${kind}`,
    permission: 'diplomas.read',
    async handle(context) {
      const { app, actor, url, lang, read } = context
      const t = app.catalog(lang)
      const query = parseInput(ListQuery, queryInput(url), lang)
      const day = today(app.clock)
      const options = await read((db) => listInstitutionOptions(db, actor, { on: day, withEnded: true }))
      const rows = exportRows(context, toFilter(query, options, actor), t)
      const title = t('diplomas.issuing.list.title')
      const titles = [title, t('diplomas.issuing.list.made', { day: t.date(day) })]
      const body =
        kind === 'csv'
          ? writeCsv({ columns: columns(t), rows })
          : writeWorkbook([{ name: t('diplomas.issuing.list.sheet'), titles, columns: columns(t), rows }])
      return new Response(body, {
        headers: {
          'content-type': kind === 'csv' ? 'text/csv; charset=utf-8' : xlsxType,
          'content-disposition': `attachment; filename="van-bang-${day}.${kind}"`,
          'cache-control': 'private, no-store',
        },
      })
    },
  })

export const exportCsv = exportAs('csv')
export const exportXlsx = exportAs('xlsx')

/** Reads the list in pages, so that memory stays small whatever its length. */
async function* exportRows(
  { app, actor, read, url }: EndpointContext,
  filter: ListFilter,
  t: Translate,
): AsyncGenerator<ExportValue[]> {
  let after: After | undefined
  for (;;) {
    const rows = await read((db) => listDiplomas(db, filter, { after, limit: chunk }))
    await recordLook(app.database, actor, url.pathname, {
      subject: 'people.person',
      ids: rows.flatMap((row) => row.person_id ?? []),
    })
    for (const row of rows) yield toValues(row, t)
    const last = rows.at(-1)
    if (!last || rows.length < chunk) return
    after = { key: last.name_key, id: last.id }
  }
}

function columns(t: Translate): ExportColumn[] {
  return [
    { header: t('people.field.full_name'), width: 28 },
    { header: t('people.field.birth'), width: 12 },
    { header: t('people.field.sex'), width: 10 },
    { header: t('diplomas.issuing.field.kind'), width: 28 },
    { header: t('diplomas.issuing.field.programme'), width: 30 },
    { header: t('diplomas.issuing.field.classification'), width: 14 },
    { header: t('diplomas.issuing.field.graduation_year'), width: 10, kind: 'number' },
    { header: t('diplomas.issuing.field.decision_no'), width: 20 },
    { header: t('diplomas.issuing.field.decision_date'), width: 14, kind: 'date' },
    { header: t('diplomas.issuing.field.serial'), width: 22 },
    { header: t('diplomas.issuing.field.entry_no'), width: 22 },
    { header: t('diplomas.issuing.field.issue_date'), width: 12, kind: 'date' },
    { header: t('diplomas.issuing.field.state'), width: 18 },
    { header: t('diplomas.issuing.field.school'), width: 36 },
  ]
}

function toValues({ content, ...row }: ListRow, t: Translate): ExportValue[] {
  return [
    content.holder.full_name,
    birthText(content.holder),
    content.holder.sex && t.dynamic(`people.sex.${content.holder.sex}`),
    content.title.vi,
    content.programme.name.vi,
    content.classification?.name.vi ?? null,
    content.graduation.year,
    content.graduation.decision_no,
    content.graduation.decision_date,
    row.serial,
    row.entry_no,
    row.issue_date,
    t.dynamic(`diplomas.state.${row.state}`),
    content.institution.name,
  ]
}
