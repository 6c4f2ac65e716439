import { birthText, maskCitizenNumber } from '#modules/people/index.ts'
import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { parseInput } from '#platform/actions/run.ts'
import { recordLook } from '#platform/audit/looks.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { defineListExport, inPages } from '#platform/pages/list-export.ts'
import { queryInput } from '#platform/pages/query.ts'
import type { ExportColumn, ExportValue } from '#platform/sheets/index.ts'
import { ListQuery } from './list-query.ts'
import { looksOf, toFilter } from './pages/learners.tsx'
import { listLearners, type After, type LearnerRow } from './store/learner-list.ts'

/** The list as it is filtered; citizen numbers masked. Who was exported is logged. */
const { csv, xlsx } = defineListExport({
  path: '/tai-ve/hoc-sinh',
  permission: 'students.read',
  file: 'hoc-sinh',
  async list({ app, actor, url, lang, read }, { t, day }) {
    const query = parseInput(ListQuery, queryInput(url), lang)
    const options = await read((db) => listInstitutionOptions(db, actor, { on: day, withEnded: true }))
    const names = new Map(options.map((option) => [option.id, option.name]))
    const filter = toFilter(query, options, actor, day)
    const title = t('students.list.title')
    return {
      name: title,
      titles: [title, t('students.export.made', { day: t.date(day) })],
      columns: columns(t),
      rows: inPages(
        async (page: { after: After | undefined; limit: number }) => {
          const rows = await read((db) => listLearners(db, filter, page))
          for (const look of looksOf(filter, rows)) await recordLook(app.database, actor, url.pathname, look)
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
