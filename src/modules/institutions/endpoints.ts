import { today as dayOf } from '#platform/clock.ts'
import { parseInput } from '#platform/actions/run.ts'
import { queryInput } from '#platform/pages/query.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { writeCsv } from '#platform/sheets/index.ts'
import { DirectoryQuery, everything, toSearch } from './directory-query.ts'
import { searchInstitutions, type InstitutionHit } from './store/search.ts'

async function hitsOf({
  app,
  url,
  lang,
  read,
}: EndpointContext): Promise<{ hits: InstitutionHit[]; today: string }> {
  const today = dayOf(app.clock)
  const query = parseInput(DirectoryQuery, queryInput(url), lang)
  const { hits } = await read((db) => searchInstitutions(db, toSearch(query, today), { limit: everything }))
  return { hits, today }
}

const open = { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=60' }

/** The public facts of a hit, as open data carries them. */
function properties(hit: InstitutionHit) {
  return {
    code: hit.code,
    name: hit.name,
    short_name: hit.short_name,
    type: hit.type,
    ownership: hit.ownership,
    governing_body: hit.governing_body,
    status: hit.status,
    address: hit.address,
    ward_code: hit.ward_code,
    ward_name: hit.ward_name,
    ward_then_name: hit.ward_then_name,
    geo_precision: hit.geo_precision,
    is_place_verified: hit.is_place_verified,
    website: hit.website,
    phone: hit.phone,
    email: hit.email,
    is_high_quality: hit.is_high_quality,
    confirmed_on: hit.confirmed_on,
    is_example: hit.is_demo,
  }
}

/** Every institution that the address asks for; those without a point have no geometry. */
export const geoJson = defineEndpoint({
  method: 'GET',
  path: '/du-lieu-mo/co-so.geojson',
  permission: 'public',
  async handle(context) {
    const { hits, today } = await hitsOf(context)
    const features = hits.map((hit) => ({
      type: 'Feature',
      id: hit.code,
      geometry:
        hit.lat === null || hit.lon === null ? null : { type: 'Point', coordinates: [hit.lon, hit.lat] },
      properties: { ...properties(hit), occupations: hit.occupations },
    }))
    const t = context.app.catalog(context.lang)
    const body = {
      type: 'FeatureCollection',
      generated_on: today,
      source: t('institutions.open.source'),
      features,
    }
    return new Response(JSON.stringify(body), {
      headers: { ...open, 'content-type': 'application/geo+json; charset=utf-8' },
    })
  },
})

/** The same as a table. */
export const csv = defineEndpoint({
  method: 'GET',
  path: '/du-lieu-mo/co-so.csv',
  permission: 'public',
  async handle(context) {
    const { hits, today } = await hitsOf(context)
    const rows = hits.map((hit) => ({
      ...properties(hit),
      lat: hit.lat,
      lon: hit.lon,
      occupations: hit.occupations.map((one) => [one.code, one.name].filter(Boolean).join(' ')).join('; '),
    }))
    const names = Object.keys(rows[0] ?? { ...properties(blank), lat: null, lon: null, occupations: '' })
    const columns = names.map((header) => ({ header }))
    const body = writeCsv({ columns, rows: rows.map((row) => Object.values(row)) })
    return new Response(body, {
      headers: {
        ...open,
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="co-so-${today}.csv"`,
      },
    })
  },
})

/** Gives the columns their names when nothing was found. */
const blank = {} as InstitutionHit
