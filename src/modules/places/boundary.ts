/** GeoJSON (RFC 7946) of areas: degrees, longitude first, WGS 84. */
export type Position = [lon: number, lat: number]
export type Ring = Position[]
export type Geometry =
  | { type: 'Polygon'; coordinates: Ring[] }
  | { type: 'MultiPolygon'; coordinates: Ring[][] }

/** A feature of a file, checked: the 5-digit code it names and its area. */
export type Boundary = { code: string; geometry: Geometry; points: number }

/** What is wrong with a file; `feature` counts from 1, `key` is a message key. */
export type BoundaryProblem = { key: string; params: Record<string, string | number> }
export type ReadBoundaries =
  | { boundaries: Boundary[]; problem?: undefined }
  | { boundaries?: undefined; problem: BoundaryProblem }

/** Names the feature that is wrong. */
class Fault extends Error {
  readonly key: string
  readonly params: BoundaryProblem['params']
  constructor(key: string, params: BoundaryProblem['params'] = {}) {
    super(key)
    this.key = `places.boundary.problem.${key}`
    this.params = params
  }
}

/** Most points of one file: a whole province in full detail has some 100 000. */
const mostPoints = 2_000_000

/** Reads and checks a FeatureCollection of areas. Geometry is kept as it is; making it simpler is not done here. */
export function readBoundaries(value: unknown): ReadBoundaries {
  try {
    if (!isObject(value) || value.type !== 'FeatureCollection' || !Array.isArray(value.features))
      throw new Fault('not_a_collection')
    if (value.features.length === 0) throw new Fault('no_features')
    const seen = new Map<string, number>()
    const boundaries = value.features.map((feature, at) => readFeature(feature, at + 1, seen))
    if (boundaries.reduce((sum, each) => sum + each.points, 0) > mostPoints)
      throw new Fault('too_many_points', { limit: mostPoints })
    return { boundaries }
  } catch (error) {
    if (error instanceof Fault) return { problem: { key: error.key, params: error.params } }
    throw error
  }
}

function readFeature(feature: unknown, number: number, seen: Map<string, number>): Boundary {
  if (!isObject(feature) || feature.type !== 'Feature') throw new Fault('not_a_feature', { number })
  const code = codeOf(feature)
  if (!code) throw new Fault('no_code', { number })
  const first = seen.get(code)
  if (first !== undefined) throw new Fault('code_twice', { number, code, first })
  seen.set(code, number)
  const geometry = readGeometry(feature.geometry, { number, code })
  return {
    code,
    geometry,
    points: polygonsOf(geometry)
      .flat()
      .reduce((sum, ring) => sum + ring.length, 0),
  }
}

function codeOf(feature: Record<string, unknown>): string | undefined {
  const properties = isObject(feature.properties) ? feature.properties : {}
  return [feature.id, properties.code]
    .map((value) => (typeof value === 'number' || typeof value === 'string' ? String(value).trim() : ''))
    .find((text) => /^\d{5}$/.test(text))
}

type Where = { number: number; code: string }

function readGeometry(value: unknown, where: Where): Geometry {
  const type = isObject(value) ? value.type : undefined
  if (!isObject(value) || (type !== 'Polygon' && type !== 'MultiPolygon'))
    throw new Fault('geometry_type', { ...where, type: typeof type === 'string' ? type.slice(0, 40) : '–' })
  const polygons = type === 'Polygon' ? [value.coordinates] : value.coordinates
  if (!Array.isArray(polygons) || polygons.length === 0) throw new Fault('empty', where)
  const read = polygons.map((polygon) => {
    if (!Array.isArray(polygon) || polygon.length === 0) throw new Fault('empty', where)
    return polygon.map((ring) => readRing(ring, where))
  })
  return type === 'Polygon' ? { type, coordinates: read[0]! } : { type, coordinates: read }
}

function readRing(value: unknown, where: Where): Ring {
  if (!Array.isArray(value) || value.length < 4) throw new Fault('short_ring', where)
  const ring = value.map((position) => readPosition(position, where))
  const [first, last] = [ring[0]!, ring.at(-1)!]
  if (first[0] !== last[0] || first[1] !== last[1])
    throw new Fault('open_ring', { ...where, lon: first[0], lat: first[1] })
  return ring
}

function readPosition(value: unknown, where: Where): Position {
  if (!Array.isArray(value) || value.length < 2) throw new Fault('position', where)
  const [lon, lat] = value as unknown[]
  if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon) || !Number.isFinite(lat))
    throw new Fault('position', where)
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) throw new Fault('out_of_bounds', { ...where, lon, lat })
  return [lon, lat]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function polygonsOf(geometry: Geometry): Ring[][] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
}

/** A picture of an area: an SVG path in a box `width` × `height`, north up, widths corrected for the latitude. */
export type Outline = { path: string; width: number; height: number }

/** Points closer than a tenth of a unit of the box fall together, so a detailed boundary stays a small picture. */
export function drawOutline(geometry: Geometry, size = 240): Outline {
  const rings = polygonsOf(geometry).flat()
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity }
  for (const [lon, lat] of rings.flat()) {
    box.west = Math.min(box.west, lon)
    box.east = Math.max(box.east, lon)
    box.south = Math.min(box.south, lat)
    box.north = Math.max(box.north, lat)
  }
  const narrowing = Math.cos((((box.south + box.north) / 2) * Math.PI) / 180)
  const [across, up] = [(box.east - box.west) * narrowing, box.north - box.south]
  const scale = size / Math.max(across, up, 1e-9)
  const place = ([lon, lat]: Position) =>
    `${((lon - box.west) * narrowing * scale).toFixed(1)} ${((box.north - lat) * scale).toFixed(1)}`
  const path = rings.map((ring) => {
    const points = ring.map(place).filter((point, at, all) => point !== all[at - 1])
    return `M${points.join('L')}Z`
  })
  return {
    path: path.join(''),
    width: Number((across * scale).toFixed(1)),
    height: Number((up * scale).toFixed(1)),
  }
}
