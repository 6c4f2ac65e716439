import { definePage, type LoadContext } from '#platform/pages/page.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { listUnits } from '#modules/places/index.ts'
import { Badge, Empty, LinkButton, PageHeader, Pager, Table } from '#ui/index.ts'
import { DirectoryQuery, directoryAddress, everything, toSearch } from '../directory-query.ts'
import { webHref } from '../institution.ts'
import { listOccupations } from '../store/details.ts'
import { searchInstitutions, type InstitutionHit } from '../store/search.ts'
import { DirectoryFilters, printedWords } from './directory-filters.tsx'
import { StatusBadge } from './provenance.tsx'

const path = '/co-so'

type Context = Pick<LoadContext<Record<string, string>, DirectoryQuery>, 'db' | 'query' | 'today'>

async function load({ db, query, today }: Context) {
  const page = query.in ? { limit: everything } : { limit: 50, after: query.after }
  const found = await searchInstitutions(db, toSearch(query, today), page)
  const [units, occupations] = await Promise.all([
    listUnits(db, { kind: 'commune', on: today }),
    listOccupations(db, today),
  ])
  return { query, found, units, occupations }
}

/** The public directory: one search, the filters in force as a sentence, cards on a phone; the map shows the same address. */
export const institutionList = definePage({
  path,
  permission: 'public',
  query: DirectoryQuery,
  load,
  title: (_data, t) => t('institutions.list.title'),
  view: (data, context) => {
    const { t, today, may } = context
    const { query, found } = data
    return (
      <>
        <PageHeader
          title={t('institutions.list.title')}
          count={t.number(found.total)}
          lead={query.in ? printedWords(path, data, context) : t('institutions.list.lead')}
          actions={
            <>
              <LinkButton href={directoryAddress('/ban-do', query)} kind="secondary" icon="map">
                {t('institutions.list.map')}
              </LinkButton>
              <LinkButton href={directoryAddress(path, query, { in: '1' })} kind="secondary" icon="print">
                {t('institutions.list.print')}
              </LinkButton>
              {may('institutions.edit', { province: true }) && (
                <LinkButton href="/co-so/moi" icon="plus">
                  {t('institutions.new.open')}
                </LinkButton>
              )}
            </>
          }
        />
        <DirectoryFilters path={path} data={data} context={context} />
        <HitTable hits={found.hits} t={t} isNear={query.gan !== undefined} />
        <Pager
          label={t('institutions.list.pages')}
          previousLabel={t('institutions.list.first_page')}
          nextLabel={t('app.page.next')}
          previous={query.after && directoryAddress(path, query)}
          next={found.next && directoryAddress(path, query, { after: found.next })}
          summary={t('institutions.list.shown', { n: found.hits.length, total: found.total })}
        />
        <p class="mt-6 text-sm text-muted">
          {t('institutions.list.source', { day: t.date(today) })}{' '}
          <span class="print:hidden">
            <a href={directoryAddress('/du-lieu-mo/co-so.csv', query)}>CSV</a> ·{' '}
            <a href={directoryAddress('/du-lieu-mo/co-so.geojson', query)}>GeoJSON</a>
          </span>
        </p>
      </>
    )
  },
})

function HitTable({ hits, t, isNear }: { hits: readonly InstitutionHit[]; t: Translate; isNear: boolean }) {
  return (
    <Table
      caption={t('institutions.list.title')}
      rows={hits}
      rowKey={(hit) => hit.id}
      rowHref={(hit) => `${path}/${hit.code}`}
      columns={[
        { key: 'name', label: t('institutions.field.name') },
        { key: 'type', label: t('institutions.field.type'), render: (hit) => <TypeCell hit={hit} t={t} /> },
        {
          key: 'ward_name',
          label: t('institutions.field.place'),
          render: (hit) => <PlaceCell hit={hit} t={t} />,
        },
        ...(isNear
          ? [
              {
                key: 'distance_km',
                label: t('institutions.field.distance'),
                align: 'end' as const,
                render: (hit: InstitutionHit) => `${t.number(hit.distance_km ?? 0, 1)} km`,
              },
            ]
          : []),
        {
          key: 'occupations',
          label: t('institutions.field.occupations'),
          align: 'end',
          render: (hit) => (hit.occupations.length > 0 ? t.number(hit.occupations.length) : '–'),
        },
        {
          key: 'contact',
          label: t('institutions.field.contact'),
          render: (hit) => <ContactCell hit={hit} />,
        },
        {
          key: 'confirmed_on',
          label: t('institutions.field.confirmed'),
          render: (hit) => <ConfirmedCell hit={hit} t={t} />,
        },
      ]}
      empty={
        <Empty
          title={t('institutions.list.empty')}
          action={{ href: path, label: t('institutions.list.clear') }}
        >
          {t('institutions.list.empty_hint')}
        </Empty>
      }
    />
  )
}

function TypeCell({ hit, t }: { hit: InstitutionHit; t: Translate }) {
  return (
    <div>
      {t.dynamic(`institutions.type.${hit.type}`)}
      {hit.ownership && (
        <span class="text-muted"> · {t.dynamic(`institutions.ownership.${hit.ownership}`)}</span>
      )}
      {hit.status !== 'active' && (
        <div>
          <StatusBadge status={hit.status} t={t} />
        </div>
      )}
      {hit.is_high_quality && (
        <div>
          <Badge kind="primary" icon="award">
            {t('institutions.high_quality')}
          </Badge>
        </div>
      )}
      {hit.found_by && (
        <div class="text-sm text-muted">{t('institutions.list.formerly', { name: hit.found_by })}</div>
      )}
    </div>
  )
}

function PlaceCell({ hit, t }: { hit: InstitutionHit; t: Translate }) {
  if (!hit.address && !hit.ward_name) return <span class="text-muted">{t('institutions.blank')}</span>
  // one element: on a phone the cell stands beside its label
  return (
    <div>
      {[hit.address, hit.ward_name].filter(Boolean).join(', ')}
      {hit.ward_then_name && (
        <div class="text-sm text-muted">
          {t('institutions.map.former_ward', { name: hit.ward_then_name })}
        </div>
      )}
    </div>
  )
}

function ContactCell({ hit }: { hit: InstitutionHit }) {
  const href = hit.website ? webHref(hit.website) : undefined
  return (
    <div>
      {hit.phone && <div>{hit.phone}</div>}
      {href && <a href={href}>{hit.website}</a>}
      {!hit.phone && !href && '–'}
    </div>
  )
}

function ConfirmedCell({ hit, t }: { hit: InstitutionHit; t: Translate }) {
  return (
    <div>
      {hit.confirmed_on ? (
        t.date(hit.confirmed_on)
      ) : (
        <Badge kind="warning">{t('institutions.unverified')}</Badge>
      )}
      {hit.is_demo && <Badge kind="info">{t('institutions.demo')}</Badge>}
    </div>
  )
}
