import { findGrant } from '#platform/access.ts'
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
import { ApplicationQuery, toFilter } from './pages/applications.tsx'
import { listApplications, type ApplicationFilter } from './store/application.ts'

const permission = 'students.read'
const chunk = 2000

/** Applications as they are filtered, as CSV or XLSX. Who was exported is logged. */
const exportAs = (kind: 'csv' | 'xlsx') =>
  defineEndpoint({
    method: 'GET',
    path: `/tai-ve/ho-so-du-tuyen.${kind}`,
    permission,
    async handle(context) {
      const { app, actor, url, lang } = context
      const t = app.catalog(lang)
      const day = today(app.clock)
      const filter = toFilter(parseInput(ApplicationQuery, queryInput(url), lang), actor)
      const rows = exportRows(context, filter, t)
      const title = t('students.admission.queue.title')
      const titles = [title, t('students.export.made', { day: t.date(day) })]
      const body =
        kind === 'csv'
          ? writeCsv({ columns: columns(t), rows })
          : writeWorkbook([{ name: title, titles, columns: columns(t), rows }])
      return new Response(body, {
        headers: {
          'content-type': kind === 'csv' ? 'text/csv; charset=utf-8' : xlsxType,
          'content-disposition': `attachment; filename="ho-so-du-tuyen-${day}.${kind}"`,
          'cache-control': 'private, no-store',
        },
      })
    },
  })

export const applicationsCsv = exportAs('csv')
export const applicationsXlsx = exportAs('xlsx')

/** Reads the list in pages, so that memory stays small whatever its length. */
async function* exportRows(
  { app, actor, read, url }: EndpointContext,
  filter: ApplicationFilter,
  t: Translate,
): AsyncGenerator<ExportValue[]> {
  let after: { at: string; id: string } | undefined
  for (;;) {
    const rows = await read((db) => listApplications(db, filter, { after, limit: chunk }))
    for (const [institution, own] of Map.groupBy(rows, (row) => row.institution_id))
      await recordLook(app.database, actor, url.pathname, {
        subject: 'students.application',
        ids: own.map((row) => row.id),
        grantId: findGrant(actor, permission, { institution })?.id,
      })
    for (const row of rows)
      yield [
        row.code,
        row.full_name,
        t.date(row.birth_date),
        row.sex && t.dynamic(`people.sex.${row.sex}`),
        row.phone,
        row.email,
        row.schooling && t.dynamic(`students.admission.schooling.${row.schooling}`),
        row.programme_name,
        row.year,
        row.round,
        t.dynamic(`students.admission.status.${row.state}`),
        t.dateTime(row.submitted_at),
      ]
    const last = rows.at(-1)
    if (!last || rows.length < chunk) return
    after = { at: last.mark, id: last.id }
  }
}

const columns = (t: Translate): ExportColumn[] => [
  { header: t('students.admission.field.code'), width: 14 },
  { header: t('people.field.full_name'), width: 28 },
  { header: t('people.field.birth'), width: 12 },
  { header: t('people.field.sex'), width: 10 },
  { header: t('people.field.phone'), width: 14 },
  { header: t('people.field.email'), width: 26 },
  { header: t('students.admission.field.schooling'), width: 22 },
  { header: t('students.admission.field.programme'), width: 30 },
  { header: t('students.admission.field.year'), width: 8 },
  { header: t('students.admission.field.round'), width: 14 },
  { header: t('students.admission.field.state'), width: 16 },
  { header: t('students.admission.field.submitted_at'), width: 18 },
]
