import { z } from 'zod'
import { getPerson } from '#modules/people/index.ts'
import { definePage } from '#platform/pages/page.ts'
import { Empty, PageHeader, Table } from '#ui/index.ts'
import { kindText, StateBadge } from '../../catalogue/pages/words.tsx'
import { versionPath } from '../../resource.ts'
import { listContributions } from '../store/contributions.ts'

/** Accepted resources of one teacher: what the figure beside T02 counts. */
export const authorPage = definePage({
  path: '/hoc-lieu/tac-gia/:id',
  permission: 'staff.read',
  params: z.object({ id: z.uuid() }),
  async load({ db, actor, app, params }) {
    const found = await getPerson(db, params.id, { actor, app }, 'staff.read')
    return { ...found, rows: await listContributions(db, params.id) }
  },
  about: ({ place }) => place,
  looks: ({ person }) => ({ subject: 'people.person', ids: [person.id] }),
  title: ({ person }, t) => t('resources.measure.author', { name: person.full_name }),
  view: ({ person, rows }, { t }) => (
    <>
      <PageHeader
        title={t('resources.measure.author', { name: person.full_name })}
        count={t.number(rows.length)}
        lead={t('resources.measure.author_lead')}
        breadcrumb={[{ href: '/hoc-lieu', label: t('resources.catalogue.title') }]}
        breadcrumbLabel={t('resources.crumbs')}
      />
      <Table
        caption={t('resources.measure.author', { name: person.full_name })}
        rows={rows}
        rowKey={(row) => row.version_id}
        rowHref={(row) => versionPath(row.code, row.number)}
        columns={[
          { key: 'title', label: t('resources.catalogue.field.title') },
          { key: 'kind', label: t('resources.kind'), render: (row) => kindText(row.kind, t) },
          {
            key: 'number',
            label: t('resources.catalogue.version'),
            align: 'end',
            render: (row) => String(row.number),
          },
          {
            key: 'accepted',
            label: t('resources.measure.accepted_on'),
            render: (row) => t.date(row.accepted_on),
          },
          {
            key: 'access',
            label: t('resources.access'),
            render: (row) => t.dynamic(`resources.access.${row.access}`),
          },
          {
            key: 'state',
            label: t('resources.state'),
            render: (row) => <StateBadge state={row.state} t={t} />,
          },
        ]}
        empty={<Empty title={t('resources.measure.author_none')} />}
      />
    </>
  ),
})
