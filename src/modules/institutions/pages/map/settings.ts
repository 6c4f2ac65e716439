import type { Bounds } from './frame.ts'

export type LatLon = { lat: number; lon: number }

/** A name written on the map: a ward where there is room, the two archipelagos always. */
export type MapName = LatLon & { name: string; kind: 'ward' | 'islands' }

/** What the page tells its script, as JSON in `data-map`. */
export type MapSettings = {
  /** GeoJSON of the same search as the list. */
  points: string
  /** GeoJSON of the boundaries imported for today; may be empty. */
  boundaries: string
  /** Raster tiles `{z}/{x}/{y}` of the installation, or none. */
  tiles: string | null
  /** The page's address without a point to be near to. */
  here: string
  bounds: Bounds
  nation: Bounds
  /** Something was asked for: the view closes in on what was found. */
  isNarrowed: boolean
  near: LatLon | null
  names: MapName[]
  words: MapWords
}

/** The script's words in the reader's language; `{n}`, `{day}` … stand for what it fills in. */
export type MapWords = {
  lang: string
  types: Record<string, string>
  ownerships: Record<string, string>
  precisions: Record<string, string>
  region: string
  loading: string
  failed: string
  noWebgl: string
  noPoints: string
  locating: string
  locateDenied: string
  you: string
  noOccupation: string
  oneOccupation: string
  occupations: string
  confirmed: string
  notConfirmed: string
  example: string
  highQuality: string
  formerWard: string
  noAddress: string
  openPage: string
  cluster: string
  clusterSame: string
  boundarySource: string
  tileSource: string
  zoomIn: string
  zoomOut: string
  close: string
  twoFingers: string
  ctrlScroll: string
}
