import { birthText } from '#modules/people/index.ts'
import { listInstitutionOptions } from '#modules/institutions/index.ts'
import { parseInput } from '#platform/actions/run.ts'
import { recordLook } from '#platform/audit/looks.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { defineListExport, inPages } from '#platform/pages/list-export.ts'
import { queryInput } from '#platform/pages/query.ts'
import type { ExportColumn, ExportValue } from '#platform/sheets/index.ts'
import { ListQuery } from './list-query.ts'
import { toFilter } from './pages/list.tsx'
import { listDiplomas, type After, type ListRow } from './store/list.ts'

/** The list as it is filtered. Who was exported is logged. */
export const diplomaExport = defineListExport({
  path: '/tai-ve/van-bang-cap',
  permission: 'diplomas.read',
  file: 'van-bang',
  async list({ app, actor, url, lang, read }, { t, day }) {
    const query = parseInput(ListQuery, queryInput(url), lang)
    const options = await read((db) => listInstitutionOptions(db, actor, { on: day, withEnded: true }))
    const filter = toFilter(query, options, actor)
    const page = async (part: { after: After | undefined; limit: number }) => {
      const rows = await read((db) => listDiplomas(db, filter, part))
      const ids = rows.flatMap((row) => row.person_id ?? [])
      await recordLook(app.database, actor, url.pathname, { subject: 'people.person', ids })
      return rows
    }
    return {
      name: t('diplomas.issuing.list.sheet'),
      titles: [t('diplomas.issuing.list.title'), t('diplomas.issuing.list.made', { day: t.date(day) })],
      columns: columns(t),
      rows: inPages(page, {
        mark: (row): After => ({ key: row.name_key, id: row.id }),
        show: (row) => toValues(row, t),
      }),
    }
  },
})

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
