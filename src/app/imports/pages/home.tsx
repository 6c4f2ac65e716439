import { may } from '#platform/access.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { listBatches, listImports, placeOf, type BatchRow } from '#platform/imports/index.ts'
import { definePage } from '#platform/pages/page.ts'
import { Card, Cards, Empty, LinkButton, PageHeader, Section, Table } from '#ui/index.ts'
import { listInstitutions } from '../institutions.ts'
import { StateBadge } from '../parts/state.tsx'

const shown = 50

/** Where spreadsheets go in: the kinds one may import, and the batches there are. */
export const importHome = definePage({
  path: '/nhap-du-lieu',
  permission: 'signed-in',
  async load({ db, actor, app, today }) {
    const specs = listImports(app).filter((spec) => may(actor, spec.permission))
    const all = await listBatches(
      db,
      specs.map((spec) => spec.kind),
      shown,
    )
    const batches = all.filter((row) =>
      specs.some((spec) => spec.kind === row.kind && may(actor, spec.permission, placeOf(spec, row))),
    )
    const names = new Map((await listInstitutions(db, today)).map((one) => [one.id, one.name]))
    return { specs, batches, names }
  },
  title: (_data, t) => t('imports.home.title'),
  view: ({ specs, batches, names }, { t }) => (
    <>
      <PageHeader title={t('imports.home.title')} lead={t('imports.home.lead')} />
      {specs.length === 0 ? (
        <Empty title={t('imports.home.none')}>{t('imports.home.none_hint')}</Empty>
      ) : (
        <Cards>
          {specs.map((spec) => (
            <Card
              key={spec.kind}
              title={t(spec.title)}
              footer={
                <div class="flex flex-wrap gap-2">
                  <LinkButton
                    href={`/nhap-du-lieu/tai-len/${spec.kind}`}
                    icon="upload"
                    label={`${t('imports.home.choose')}: ${t(spec.title)}`}
                  >
                    {t('imports.home.choose')}
                  </LinkButton>
                  <LinkButton
                    href={`/nhap-du-lieu/mau/${spec.kind}`}
                    kind="ghost"
                    icon="download"
                    download
                    label={`${t('imports.home.template')}: ${t(spec.title)}`}
                  >
                    {t('imports.home.template')}
                  </LinkButton>
                </div>
              }
            >
              <p class="text-muted">
                {t('imports.home.columns', {
                  list: columnList(
                    spec.fields.map((field) => field.labels[0] ?? field.key),
                    t,
                  ),
                })}
              </p>
            </Card>
          ))}
        </Cards>
      )}
      {specs.length > 0 && (
        <Section title={t('imports.home.batches')}>
          <BatchTable
            batches={batches}
            names={names}
            titles={new Map(specs.map((spec) => [spec.kind, t(spec.title)]))}
            t={t}
          />
        </Section>
      )}
    </>
  ),
})

function columnList(labels: string[], t: Translate): string {
  const first = labels.slice(0, 6).join(', ')
  return labels.length > 6 ? t('imports.home.and_more', { first, count: labels.length - 6 }) : first
}

function BatchTable(props: {
  batches: BatchRow[]
  names: Map<string, string>
  titles: Map<string, string>
  t: Translate
}) {
  const { t } = props
  return (
    <Table
      caption={t('imports.home.batches')}
      rows={props.batches}
      rowKey={(row) => row.id}
      rowHref={(row) => `/nhap-du-lieu/${row.id}`}
      columns={[
        { key: 'file_name', label: t('imports.field.file') },
        {
          key: 'kind',
          label: t('imports.field.kind'),
          render: (row) => props.titles.get(row.kind) ?? row.kind,
        },
        {
          key: 'institution',
          label: t('imports.field.institution'),
          render: (row) => (row.institution_id ? props.names.get(row.institution_id) : undefined) ?? '–',
        },
        { key: 'state', label: t('imports.field.state'), render: (row) => <StateBadge row={row} t={t} /> },
        {
          key: 'rows',
          label: t('imports.field.rows'),
          align: 'end',
          render: (row) => (row.counts.rows === undefined ? '–' : t.number(row.counts.rows)),
        },
        { key: 'by', label: t('imports.field.by'), render: (row) => row.account_name },
        { key: 'created_at', label: t('imports.field.at'), render: (row) => t.dateTime(row.created_at) },
      ]}
      empty={<Empty title={t('imports.home.empty')}>{t('imports.home.empty_hint')}</Empty>}
    />
  )
}
