import type { Db } from '#platform/db/database.ts'
import { definePage, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { findUnit, listUnits } from '#modules/places/index.ts'
import { Empty, LinkButton, PageHeader, Pager } from '#ui/index.ts'
import { DirectoryQuery, directoryAddress, everything, toSearch } from '../directory-query.ts'
import { listOccupations } from '../store/details.ts'
import { searchInstitutions, type InstitutionHit, type InstitutionQuery } from '../store/search.ts'
import { DirectoryFilters, printedWords } from './directory-filters.tsx'
import { provinceBounds } from './map/frame.ts'
import { MapPanel } from './map/panel.tsx'
import { PlaceList, UnplacedNote } from './map/place-list.tsx'
import { MapLegend } from './map/legend.tsx'

export const mapPath = '/ban-do'
const pageSize = 50

type Context = Pick<LoadContext<Record<string, string>, DirectoryQuery>, 'db' | 'query' | 'today' | 'app'>

async function load({ db, query, today, app }: Context) {
  const search = toSearch(query, today)
  const found = await searchInstitutions(
    db,
    search,
    query.in ? { limit: everything } : { limit: pageSize, after: query.after },
  )
  const [unplaced, units, occupations, province] = await Promise.all([
    listUnplaced(
      db,
      search,
      found.next === undefined && query.after === undefined && !query.gan ? found.hits : undefined,
    ),
    listUnits(db, { kind: 'commune', on: today }),
    listOccupations(db, today),
    findUnit(db, app.config.provinceCode, today),
  ])
  const bounds = provinceBounds(app.config.provinceCode, units)
  return { query, found, unplaced, units, occupations, province: province?.name ?? '', bounds }
}
export type MapData = Awaited<ReturnType<typeof load>>

/** Those of the result that have no point, on whichever page of the list they stand; a search by distance leaves them out, so it is asked without. */
async function listUnplaced(
  db: Db,
  search: InstitutionQuery,
  all: InstitutionHit[] | undefined,
): Promise<InstitutionHit[]> {
  const hits =
    all ?? (await searchInstitutions(db, { ...search, near: undefined }, { limit: everything })).hits
  return hits.filter((hit) => hit.lat === null || hit.lon === null)
}

/** The public digital map: the directory's result as a list, which needs no script, and as points beside it. */
export const institutionMap = definePage<MapData, Record<string, string>, DirectoryQuery>({
  path: mapPath,
  permission: 'public',
  query: DirectoryQuery,
  island: 'institutions/map',
  load,
  title: (_data, t) => t('institutions.map.title'),
  view: (data, context) => {
    const { t, today } = context
    return (
      <div class="map-page">
        <MapHeader data={data} context={context} />
        <DirectoryFilters path={mapPath} data={data} context={context} />
        <div class="map-split">
          <Results data={data} context={context} />
          <div class="map-side">
            <MapPanel data={data} context={context} />
            <MapLegend data={data} context={context} />
          </div>
        </div>
        <p class="mt-6 text-sm text-muted">
          {t('institutions.map.source', { day: t.date(today) })}{' '}
          <span class="print:hidden">
            <a href={directoryAddress('/du-lieu-mo/co-so.csv', data.query)}>CSV</a> ·{' '}
            <a href={directoryAddress('/du-lieu-mo/co-so.geojson', data.query)}>GeoJSON</a>
          </span>
        </p>
      </div>
    )
  },
})

function MapHeader({ data, context }: { data: MapData; context: ViewContext }) {
  const { t } = context
  const { query, found } = data
  return (
    <>
      <PageHeader
        title={t('institutions.map.title')}
        count={t.number(found.total)}
        lead={t('institutions.map.lead')}
        actions={
          <>
            <span class="map-phone-only">
              <LinkButton href="#ban-do" icon="map">
                {t('institutions.map.to_map')}
              </LinkButton>
            </span>
            <LinkButton href={directoryAddress('/co-so', query)} kind="secondary" icon="table">
              {t('institutions.map.as_list')}
            </LinkButton>
            {query.in ? (
              <button class="btn btn-secondary" type="button" data-map-print hidden>
                {t('institutions.map.print')}
              </button>
            ) : (
              <LinkButton href={directoryAddress(mapPath, query, { in: '1' })} kind="secondary" icon="print">
                {t('institutions.map.for_print')}
              </LinkButton>
            )}
          </>
        }
      />
      <p class={query.in ? 'mb-4' : 'mb-4 hidden print:block'}>{printedWords(mapPath, data, context)}</p>
    </>
  )
}

function Results({ data, context: { t } }: { data: MapData; context: ViewContext }) {
  const { query, found, unplaced } = data
  return (
    <section class="map-results" id="danh-sach" aria-label={t('institutions.map.results')}>
      <UnplacedNote hits={unplaced} total={found.total} isNear={query.gan !== undefined} t={t} />
      {found.hits.length === 0 ? (
        <Empty
          title={t('institutions.list.empty')}
          action={{ href: mapPath, label: t('institutions.list.clear') }}
        >
          {t('institutions.list.empty_hint')}
        </Empty>
      ) : (
        <PlaceList hits={found.hits} t={t} />
      )}
      <Pager
        label={t('institutions.map.pages')}
        previousLabel={t('institutions.list.first_page')}
        nextLabel={t('institutions.map.next')}
        previous={query.after && directoryAddress(mapPath, query)}
        next={found.next && directoryAddress(mapPath, query, { after: found.next })}
        summary={
          found.hits.length < found.total &&
          t('institutions.map.shown', { n: t.number(found.hits.length), total: t.number(found.total) })
        }
      />
    </section>
  )
}
