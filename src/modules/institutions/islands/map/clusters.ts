import Supercluster from 'supercluster'
import type { MapPlace } from './data.ts'

/** A sign to show: one place, or several so close together that they join into a circle. */
export type Spot = {
  key: string
  lon: number
  lat: number
  places: readonly MapPlace[]
  /** Zoom at which the circle falls apart; undefined for one place, and for places so close that they never do. */
  opensAt: number | undefined
}

type View = { west: number; south: number; east: number; north: number; zoom: number }

/** The closest view of the map. */
export const closestZoom = 18
/** Nearer than this many pixels, points join, in the closest view too: what lies under another could not be reached. */
const radius = 44

/** Makes the function that answers what to show in a view. */
export function indexPlaces(places: readonly MapPlace[]): (view: View) => Spot[] {
  const index = new Supercluster<{ at: number }>({ radius, maxZoom: closestZoom })
  index.load(
    places.map((place, at) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [place.lon, place.lat] },
      properties: { at },
    })),
  )
  return ({ west, south, east, north, zoom }) =>
    index.getClusters([west, south, east, north], Math.floor(zoom)).map((feature) => {
      const [lon, lat] = feature.geometry.coordinates as [number, number]
      const { properties } = feature
      if (!('cluster_id' in properties))
        return { key: `p${properties.at}`, lon, lat, places: [places[properties.at]!], opensAt: undefined }
      const id = Number(properties.cluster_id)
      const inside = index.getLeaves(id, Infinity).map((leaf) => places[leaf.properties.at]!)
      const opensAt = index.getClusterExpansionZoom(id)
      return { key: `c${id}`, lon, lat, places: inside, opensAt: opensAt > closestZoom ? undefined : opensAt }
    })
}
