import { institutionNames } from '#modules/institutions/index.ts'
import { reach } from '#platform/access.ts'
import { definePage, type ViewContext } from '#platform/pages/page.ts'
import { formatNumber } from '#platform/text/index.ts'
import { Empty, PageHeader, Section, Table } from '#ui/index.ts'
import type { Framework } from '../assessment.ts'
import { competenceMap, listShared, type MapCell, type SharedLine } from '../store/assessments.ts'
import { getFramework } from '../store/framework.ts'
import { named } from './named.ts'

type Row = { key: string; name: string; people: number; means: ReadonlyMap<string, string> }

/** Means of the self-assessments by school and domain, never of fewer than five people; and what people chose to share. */
export const competenceMapPage = definePage({
  path: '/nang-luc-so',
  permission: 'staff.see-competence-map',
  async load({ db, actor, today, t }) {
    const framework = await getFramework(db, today)
    const schools = reach(actor, 'staff.see-competence-map')
    const cells = (await competenceMap(db, framework.id, today)).filter(
      ({ institution_id: id }) => schools === 'all' || id === null || schools.includes(id),
    )
    const ids = [...new Set(cells.flatMap((cell) => cell.institution_id ?? []))]
    const names = await institutionNames(db, ids, today)
    const rows = rowsOf(cells, (id) =>
      id === null ? t('staff.competence.map.small') : (names.get(id) ?? '–'),
    )
    return { framework, rows, shared: schools === 'all' ? undefined : await listShared(db, schools) }
  },
  title: (_data, t) => t('staff.competence.map.title'),
  view: ({ framework, rows, shared }, context) => {
    const { t } = context
    return (
      <>
        <PageHeader title={t('staff.competence.map.title')} lead={t('staff.competence.map.lead')} />
        <MapTable framework={framework} rows={rows} context={context} />
        {shared && <Shared shared={shared} context={context} />}
      </>
    )
  },
})

function rowsOf(cells: readonly MapCell[], nameOf: (id: string | null) => string): Row[] {
  const ids = [...new Set(cells.map((cell) => cell.institution_id))]
  const rows = ids.map((id) => {
    const own = cells.filter((cell) => cell.institution_id === id)
    return {
      key: id ?? 'small',
      name: nameOf(id),
      people: Math.max(...own.map((cell) => cell.people)),
      means: new Map(own.map((cell) => [cell.domain_code, cell.mean])),
    }
  })
  return rows.toSorted(
    (a, b) => Number(a.key === 'small') - Number(b.key === 'small') || a.name.localeCompare(b.name, 'vi'),
  )
}

/** Shades of the heat map: the number stands in the cell, so colour is never alone. */
const shades = ['', 'bg-primary/10', 'bg-primary/20', 'bg-primary/30', 'bg-primary/40']

function MapTable({
  framework,
  rows,
  context: { t },
}: {
  framework: Framework
  rows: readonly Row[]
  context: ViewContext
}) {
  return (
    <Table
      caption={t('staff.competence.map.caption')}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { key: 'name', label: t('staff.competence.map.school') },
        {
          key: 'people',
          label: t('staff.competence.map.people'),
          align: 'end' as const,
          render: (row: Row) => t.number(row.people),
        },
        ...framework.domains.map((domain) => ({
          key: domain.code,
          label: named(t, domain),
          align: 'end' as const,
          render: (row: Row) => {
            const mean = row.means.get(domain.code)
            return mean === undefined ? (
              '–'
            ) : (
              <span class={`inline-block rounded px-2 ${shades[Math.round(Number(mean))] ?? ''}`}>
                {formatNumber(mean, t.lang, { exactly: 1 })}
              </span>
            )
          },
        })),
      ]}
      empty={<Empty title={t('staff.competence.map.empty')}>{t('staff.competence.map.empty_hint')}</Empty>}
    />
  )
}

function Shared({ shared, context: { t } }: { shared: readonly SharedLine[]; context: ViewContext }) {
  return (
    <Section title={t('staff.competence.map.shared')}>
      <Table
        caption={t('staff.competence.map.shared')}
        rows={shared}
        rowKey={(one) => one.id}
        rowHref={(one) => `/nang-luc-so/chia-se/${one.id}`}
        columns={[
          { key: 'full_name', label: t('staff.competence.map.name') },
          {
            key: 'finished_on',
            label: t('staff.competence.result.when'),
            render: (one) => t.date(one.finished_on),
          },
          {
            key: 'shared_on',
            label: t('staff.competence.map.shared_on'),
            render: (one) => t.date(one.shared_on),
          },
        ]}
        empty={
          <Empty title={t('staff.competence.map.shared_none')}>{t('staff.competence.map.shared_hint')}</Empty>
        }
      />
    </Section>
  )
}
