import { definePage } from '#platform/pages/page.ts'
import { Badge, CopyField, Empty, LinkButton, PageHeader, Section, Table } from '#ui/index.ts'
import { sourcePath } from '../actions/start-run.ts'
import { latestRuns } from '../store/run.ts'
import { listSources } from '../store/source.ts'
import { runText, SourceState } from './words.tsx'

/** Repositories we take from, and the address at which others take from us. */
export const sourceList = definePage({
  path: '/hoc-lieu/nguon',
  permission: 'resources.keep',
  async load({ db, app }) {
    return { rows: await listSources(db), runs: await latestRuns(db), own: `${app.publicUrl()}/oai` }
  },
  title: (_data, t) => t('resources.oai.sources'),
  view: ({ rows, runs, own }, { t }) => (
    <>
      <PageHeader
        title={t('resources.oai.sources')}
        lead={t('resources.oai.sources_lead')}
        breadcrumb={[{ href: '/hoc-lieu', label: t('resources.catalogue.title') }]}
        breadcrumbLabel={t('resources.crumbs')}
        actions={
          <LinkButton href="/hoc-lieu/nguon/moi" icon="plus">
            {t('resources.oai.add')}
          </LinkButton>
        }
      />
      <Table
        caption={t('resources.oai.sources')}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => sourcePath(row.id)}
        columns={[
          { key: 'name', label: t('resources.oai.field.name') },
          {
            key: 'state',
            label: t('resources.oai.field.state'),
            render: (row) => <SourceState source={row} t={t} />,
          },
          {
            key: 'records',
            label: t('resources.oai.field.records'),
            align: 'end',
            render: (row) => t.number(row.records),
          },
          {
            key: 'last',
            label: t('resources.oai.field.last'),
            render: (row) => {
              const run = runs.get(row.id)
              if (!run) return t('resources.oai.never')
              return (
                <div>
                  {t.dateTime(run.made_at)}{' '}
                  {run.state === 'failed' && <Badge kind="error">{t('resources.oai.result.failed')}</Badge>}
                  <br />
                  <span class="wrap-anywhere text-muted">{runText(run, t)}</span>
                </div>
              )
            },
          },
          {
            key: 'due',
            label: t('resources.oai.field.due'),
            render: (row) => (row.due_at ? t.dateTime(row.due_at) : '–'),
          },
        ]}
        empty={
          <Empty title={t('resources.oai.none')} icon="download">
            {t('resources.oai.none_hint')}
          </Empty>
        }
      />
      <Section title={t('resources.oai.ours_title')} lead={t('resources.oai.ours')}>
        <div class="max-w-prose">
          <CopyField name="own" label={t('resources.oai.field.address')} value={own} />
        </div>
      </Section>
    </>
  ),
})
