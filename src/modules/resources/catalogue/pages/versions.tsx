import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { definePage } from '#platform/pages/page.ts'
import { Button, Facts, PageHeader, Section, Select, Table } from '#ui/index.ts'
import { resourcePath, versionPath } from '../../resource.ts'
import { readWhole } from '../assess.ts'
import { compare, isSame, type Laid } from '../difference.ts'
import { listSeen, maySee } from '../rights.ts'
import { listLicences } from '../store/origin.ts'
import { getResource, getVersionOf } from '../store/version.ts'
import { codeParams } from './draft.tsx'
import { differenceFacts } from './difference-view.tsx'
import { StateBadge, titleText } from './words.tsx'

/** Every version with what was new in it. */
export const versionList = definePage({
  path: '/hoc-lieu/:code/phien-ban',
  permission: 'public',
  params: codeParams,
  async load({ db, params, actor }) {
    const resource = await getResource(db, params.code)
    const versions = await listSeen(db, actor, resource.id)
    if (versions.length === 0) throw notFound()
    return { resource, versions }
  },
  title: ({ versions }, t) => t('resources.catalogue.versions_of', { title: titleText(versions[0]!, t) }),
  view: ({ resource, versions }, { t }) => (
    <>
      <PageHeader
        title={t('resources.catalogue.versions_of', { title: titleText(versions[0]!, t) })}
        breadcrumb={[
          { href: '/hoc-lieu', label: t('resources.catalogue.title') },
          { href: resourcePath(resource.code), label: titleText(versions[0]!, t) },
        ]}
        breadcrumbLabel={t('resources.crumbs')}
      />
      <Table
        caption={t('resources.catalogue.versions')}
        rows={versions}
        rowKey={(row) => row.id}
        rowHref={(row) => versionPath(resource.code, row.number)}
        columns={[
          {
            key: 'number',
            label: t('resources.catalogue.version'),
            render: (row) => t('resources.catalogue.version_number', { number: row.number }),
          },
          {
            key: 'state',
            label: t('resources.state'),
            render: (row) => <StateBadge state={row.state} t={t} />,
          },
          {
            key: 'on',
            label: t('resources.catalogue.published_on'),
            render: (row) => t.date(row.published_at) || '–',
          },
          {
            key: 'note',
            label: t('resources.catalogue.field.change_note'),
            render: (row) => row.change_note ?? '–',
          },
          {
            key: 'difference',
            label: t('resources.catalogue.difference'),
            render: (row) =>
              row.number > 1 ? (
                <a href={`${resourcePath(resource.code)}/khac-biet?tu=${row.number - 1}&den=${row.number}`}>
                  {t('resources.catalogue.against', { number: row.number - 1 })}
                </a>
              ) : (
                '–'
              ),
          },
        ]}
      />
    </>
  ),
})

const number = z.coerce.number().int().min(1).max(100_000).optional().catch(undefined)

/** What changed from one version to another. */
export const differencePage = definePage({
  path: '/hoc-lieu/:code/khac-biet',
  permission: 'public',
  params: codeParams,
  query: z.object({ tu: number, den: number }),
  async load({ db, params, query, actor }) {
    const resource = await getResource(db, params.code)
    const versions = await listSeen(db, actor, resource.id)
    const last = versions[0]?.number
    if (!last) throw notFound()
    const [from, to] = [query.tu ?? Math.max(1, last - 1), query.den ?? last]
    const read = async (at: number): Promise<Laid> => {
      const version = await getVersionOf(db, params.code, at)
      if (!(await maySee(db, actor, version))) throw notFound()
      const whole = await readWhole(db, version)
      return {
        version,
        files: whole.files,
        authors: whole.authors.map((one) =>
          one.organisation ? `${one.name} (${one.organisation})` : one.name,
        ),
        subjects: [
          ...whole.subjects.units.map((one) => `${one.code} ${one.name}`.trim()),
          ...whole.subjects.occupations.map((one) => `${one.code} ${one.name}`),
          ...whole.subjects.components.map((one) => `${one.code} ${one.name}`),
        ],
        origins: whole.origins.map((one) => [one.relation, one.licence ?? '', one.title].join('\n')),
        items: whole.items.map((one) =>
          [one.title || one.code, one.fixed_number && `v${one.fixed_number}`, one.note]
            .filter(Boolean)
            .join(' · '),
        ),
      }
    }
    return {
      resource,
      versions,
      from,
      to,
      difference: compare(await read(from), await read(to)),
      licences: await listLicences(db),
    }
  },
  title: ({ from, to }, t) => t('resources.catalogue.difference_title', { from, to }),
  view: ({ resource, versions, from, to, difference, licences }, { t }) => (
    <>
      <PageHeader
        title={t('resources.catalogue.difference_title', { from, to })}
        lead={titleText(versions[0]!, t)}
        breadcrumb={[
          { href: resourcePath(resource.code), label: titleText(versions[0]!, t) },
          { href: `${resourcePath(resource.code)}/phien-ban`, label: t('resources.catalogue.versions') },
        ]}
        breadcrumbLabel={t('resources.crumbs')}
      />
      <form class="mb-6 flex flex-wrap items-end gap-4" method="get">
        {(['tu', 'den'] as const).map((name) => (
          <Select
            key={name}
            name={name}
            label={t.dynamic(`resources.catalogue.compare.${name}`)}
            value={name === 'tu' ? from : to}
            options={versions.map((one) => ({
              value: String(one.number),
              label: t('resources.catalogue.version_number', { number: one.number }),
            }))}
          />
        ))}
        <div class="mb-4">
          <Button kind="secondary">{t('resources.catalogue.compare')}</Button>
        </div>
      </form>
      {isSame(difference) ? (
        <p>{t('resources.catalogue.no_difference')}</p>
      ) : (
        <Section title={t('resources.catalogue.what_changed')}>
          <Facts items={differenceFacts(difference, licences, t)} oneColumn />
        </Section>
      )}
    </>
  ),
})
