import { birthText, maskCitizenNumber } from '#modules/people/index.ts'
import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { today } from '#platform/clock.ts'
import { parseInput } from '#platform/actions/run.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { queryInput } from '#platform/pages/query.ts'
import {
  writeCsv,
  writeWorkbook,
  xlsxType,
  type ExportColumn,
  type ExportValue,
} from '#platform/sheets/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { ListQuery } from './list-query.ts'
import { toFilter } from './pages/list.tsx'
import { targets } from './training/rule.ts'
import { listStaff, type After, type StaffFilter, type StaffRow } from './store/list.ts'

const chunk = 2000

/** The list as it is filtered, as CSV or XLSX; citizen numbers masked. Who was exported is logged. */
const exportAs = (kind: 'csv' | 'xlsx') =>
  defineEndpoint({
    method: 'GET',
    path: `/tai-ve/nhan-su.${kind}`,
    permission: 'staff.export',
    async handle(context) {
      const { app, actor, url, lang, read } = context
      const t = app.catalog(lang)
      const query = parseInput(ListQuery, queryInput(url), lang)
      const day = today(app.clock)
      const options = await read((db) => listInstitutionOptions(db, actor, { on: day, withEnded: true }))
      const names = new Map(options.map((option) => [option.id, option.name]))
      const rows = exportRows(context, toFilter(query, options, reach(actor, 'staff.export'), day), names, t)
      const body =
        kind === 'csv'
          ? writeCsv({ columns: columns(t), rows })
          : writeWorkbook([
              {
                name: t('staff.list.title'),
                titles: [t('staff.list.title'), t('staff.export.made', { day: t.date(day) })],
                columns: columns(t),
                rows,
              },
            ])
      const type = kind === 'csv' ? 'text/csv; charset=utf-8' : xlsxType
      return new Response(body, {
        headers: {
          'content-type': type,
          'content-disposition': `attachment; filename="nhan-su-${day}.${kind}"`,
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
  filter: StaffFilter,
  names: Map<string, string>,
  t: Translate,
): AsyncGenerator<ExportValue[]> {
  let after: After | undefined
  for (;;) {
    const rows = await read((db) => listStaff(db, filter, { after, limit: chunk }))
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
    { header: t('people.field.full_name'), width: 28 },
    { header: t('people.field.birth'), width: 12 },
    { header: t('people.field.sex'), width: 10 },
    { header: t('people.field.citizen_number'), width: 16 },
    { header: t('staff.field.institution'), width: 36 },
    { header: t('staff.field.role'), width: 16 },
    { header: t('staff.field.title'), width: 20 },
    { header: t('staff.field.contract'), width: 16 },
    { header: t('staff.field.from_date'), width: 12, kind: 'date' },
    { header: t('staff.field.to_date'), width: 12, kind: 'date' },
    { header: t('staff.field.degree'), width: 14 },
    { header: t('staff.field.field'), width: 24 },
    { header: t('staff.field.occupations'), width: 30 },
    ...targets.map((target) => ({ header: t.dynamic(`staff.training.status.${target}`), width: 16 })),
  ]
}

function toValues(row: StaffRow, names: Map<string, string>, t: Translate): ExportValue[] {
  return [
    row.full_name,
    birthText(row),
    row.sex && t.dynamic(`people.sex.${row.sex}`),
    maskCitizenNumber(row),
    names.get(row.institution_id),
    t.dynamic(`staff.role.${row.role}`),
    row.title,
    row.contract && t.dynamic(`staff.contract.${row.contract}`),
    row.from_date,
    row.to_date,
    row.degree && t.dynamic(`staff.level.degree.${row.degree}`),
    row.degree_field,
    row.occupations.join('; '),
    ...targets.map((target) => trainedText(row.trained[target], t)),
  ]
}

function trainedText(counts: boolean | null, t: Translate): string | null {
  return counts === null ? null : t(counts ? 'staff.training.status.yes' : 'staff.training.status.no')
}
