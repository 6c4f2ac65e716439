import { findGrant } from '#platform/access.ts'
import { parseInput } from '#platform/actions/run.ts'
import { recordLook } from '#platform/audit/looks.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { defineListExport, inPages } from '#platform/pages/list-export.ts'
import { queryInput } from '#platform/pages/query.ts'
import type { ExportColumn, ExportValue } from '#platform/sheets/index.ts'
import { ApplicationQuery, toFilter } from './application-filter.ts'
import { listApplications } from './store/application.ts'

const permission = 'students.read'
type Row = Awaited<ReturnType<typeof listApplications>>[number]

/** Applications as they are filtered. Who was exported is logged. */
const { csv, xlsx } = defineListExport({
  path: '/tai-ve/ho-so-du-tuyen',
  permission,
  file: 'ho-so-du-tuyen',
  async list({ app, actor, url, lang, read }, { t, day }) {
    const filter = toFilter(parseInput(ApplicationQuery, queryInput(url), lang), actor)
    const title = t('students.admission.queue.title')
    return {
      name: title,
      titles: [title, t('students.export.made', { day: t.date(day) })],
      columns: columns(t),
      rows: inPages(
        async (page: { after: { at: string; id: string } | undefined; limit: number }) => {
          const rows = await read((db) => listApplications(db, filter, page))
          for (const [institution, own] of Map.groupBy(rows, (row) => row.institution_id))
            await recordLook(app.database, actor, url.pathname, {
              subject: 'students.application',
              ids: own.map((row) => row.id),
              grantId: findGrant(actor, permission, { institution })?.id,
            })
          return rows
        },
        { mark: (row) => ({ at: row.mark, id: row.id }), show: (row) => toValues(row, t) },
      ),
    }
  },
})

export { csv as applicationsCsv, xlsx as applicationsXlsx }

const toValues = (row: Row, t: Translate): ExportValue[] => [
  row.code,
  row.full_name,
  t.date(row.birth_date),
  row.sex && t.dynamic(`people.sex.${row.sex}`),
  row.phone,
  row.email,
  row.schooling && t.dynamic(`students.schooling.${row.schooling}`),
  row.programme_name,
  row.year,
  row.round,
  t.dynamic(`students.admission.status.${row.state}`),
  t.dateTime(row.submitted_at),
]

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
