import type { LatLon } from '../../pages/map/settings.ts'

/** What the map shows of an institution, as `/du-lieu-mo/co-so.geojson` gives it. */
export type PlaceFacts = {
  code: string
  name: string
  type: string
  ownership: string | null
  address: string | null
  ward_name: string | null
  /** The ward's name when the address was written, where it was another. */
  ward_then_name?: string | null
  geo_precision: string
  website: string | null
  phone: string | null
  is_high_quality: boolean
  confirmed_on: string | null
  is_example: boolean
  occupations: unknown[]
}
export type MapPlace = LatLon & { facts: PlaceFacts }

type Feature<Geometry, Properties> = { type: 'Feature'; geometry: Geometry; properties: Properties }
type PlaceFeature = Feature<{ type: 'Point'; coordinates: [number, number] } | null, PlaceFacts>
export type Boundaries = {
  type: 'FeatureCollection'
  features: Feature<GeoJSON.Geometry, { name: string; source?: string }>[]
}

/**
 * The places of a search that have a point, in the order of the list.
 * @throws when the line is down or the server refuses.
 */
export async function fetchPlaces(url: string): Promise<MapPlace[]> {
  const { features } = (await fetchJson(url)) as { features: PlaceFeature[] }
  return features.flatMap(({ geometry, properties }) =>
    geometry ? [{ lon: geometry.coordinates[0], lat: geometry.coordinates[1], facts: properties }] : [],
  )
}

/** The imported boundaries; undefined when there are none or they cannot be had, since the map does without. */
export async function fetchBoundaries(url: string): Promise<Boundaries | undefined> {
  try {
    const found = (await fetchJson(url)) as Boundaries
    return found.features.length > 0 ? found : undefined
  } catch {
    return undefined
  }
}

async function fetchJson(url: string): Promise<unknown> {
  const answer = await fetch(url, { headers: { accept: 'application/geo+json, application/json' } })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return answer.json()
}
