import { birthText, maskCitizenNumber } from '#modules/people/index.ts'
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
import { toFilter } from './pages/learners.tsx'
import { listLearners, type After, type LearnerFilter, type LearnerRow } from './store/learner-list.ts'

const chunk = 2000

/** The list as it is filtered, as CSV or XLSX; citizen numbers masked. Who was exported is logged. */
const exportAs = (kind: 'csv' | 'xlsx') =>
  defineEndpoint({
    method: 'GET',
    path: `/tai-ve/hoc-sinh.${kind}`,
    permission: 'students.read',
    async handle(context) {
      const { app, actor, url, lang, read } = context
      const t = app.catalog(lang)
      const query = parseInput(ListQuery, queryInput(url), lang)
      const day = today(app.clock)
      const options = await read((db) => listInstitutionOptions(db, actor, { on: day, withEnded: true }))
      const names = new Map(options.map((option) => [option.id, option.name]))
      const rows = exportRows(context, toFilter(query, options, actor, day), names, t)
      const titles = [t('students.list.title'), t('students.export.made', { day: t.date(day) })]
      const body =
        kind === 'csv'
          ? writeCsv({ columns: columns(t), rows })
          : writeWorkbook([{ name: t('students.list.title'), titles, columns: columns(t), rows }])
      return new Response(body, {
        headers: {
          'content-type': kind === 'csv' ? 'text/csv; charset=utf-8' : xlsxType,
          'content-disposition': `attachment; filename="hoc-sinh-${day}.${kind}"`,
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
  filter: LearnerFilter,
  names: Map<string, string>,
  t: Translate,
): AsyncGenerator<ExportValue[]> {
  let after: After | undefined
  for (;;) {
    const rows = await read((db) => listLearners(db, filter, { after, limit: chunk }))
    await recordLook(app.database, actor, url.pathname, {
      subject: 'people.person',
      ids: rows.map((row) => row.person_id),
    })
    for (const row of rows) yield toValues(row, names, t)
    const last = rows.at(-1)
    if (!last || rows.length < chunk) return
    after = { key: last.name_key, id: last.id }
  }
}

function columns(t: Translate): ExportColumn[] {
  return [
    { header: t('students.learner.code'), width: 14 },
    { header: t('people.field.full_name'), width: 28 },
    { header: t('people.field.birth'), width: 12 },
    { header: t('people.field.sex'), width: 10 },
    { header: t('people.field.citizen_number'), width: 16 },
    { header: t('students.field.class'), width: 14 },
    { header: t('students.field.cohort'), width: 12 },
    { header: t('students.field.programme'), width: 30 },
    { header: t('students.field.level'), width: 12 },
    { header: t('students.field.state'), width: 16 },
    { header: t('students.field.admitted'), width: 12, kind: 'date' },
    { header: t('students.field.ended'), width: 12, kind: 'date' },
    { header: t('students.field.institution'), width: 36 },
  ]
}

function toValues(row: LearnerRow, names: Map<string, string>, t: Translate): ExportValue[] {
  return [
    row.code,
    row.full_name,
    birthText(row),
    row.sex && t.dynamic(`people.sex.${row.sex}`),
    maskCitizenNumber(row),
    row.class_code,
    row.cohort_name,
    row.programme_name,
    t.dynamic(`students.level.${row.level}`),
    t.dynamic(`students.state.${row.state}`),
    row.from_date,
    row.to_date,
    names.get(row.institution_id),
  ]
}
