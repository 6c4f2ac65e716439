import { birthText, maskCitizenNumber } from '#modules/people/index.ts'
import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { parseInput } from '#platform/actions/run.ts'
import { defineListExport, inPages } from '#platform/pages/list-export.ts'
import { queryInput } from '#platform/pages/query.ts'
import type { ExportColumn, ExportValue } from '#platform/sheets/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { ListQuery } from './list-query.ts'
import { toFilter } from './pages/list.tsx'
import { targets } from './training/rule.ts'
import { listStaff, type After, type StaffRow } from './store/list.ts'

/** The list as it is filtered; citizen numbers masked. Who was exported is logged. */
const { csv, xlsx } = defineListExport({
  path: '/tai-ve/nhan-su',
  permission: 'staff.export',
  file: 'nhan-su',
  async list({ app, actor, url, lang, read }, { t, day }) {
    const query = parseInput(ListQuery, queryInput(url), lang)
    const options = await read((db) => listInstitutionOptions(db, actor, { on: day, withEnded: true }))
    const names = new Map(options.map((option) => [option.id, option.name]))
    const filter = toFilter(query, options, reach(actor, 'staff.export'), day)
    const title = t('staff.list.title')
    return {
      name: title,
      titles: [title, t('staff.export.made', { day: t.date(day) })],
      columns: columns(t),
      rows: inPages(
        async (page: { after: After | undefined; limit: number }) => {
          const rows = await read((db) => listStaff(db, filter, page))
          const ids = rows.map((row) => row.person_id)
          await recordLook(app.database, actor, url.pathname, { subject: 'people.person', ids })
          return rows
        },
        { mark: (row) => ({ key: row.name_key, id: row.id }), show: (row) => toValues(row, names, t) },
      ),
    }
  },
})

export { csv as exportCsv, xlsx as exportXlsx }

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
