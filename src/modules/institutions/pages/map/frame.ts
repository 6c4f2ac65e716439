/** West, south, east, north in degrees. */
export type Bounds = [west: number, south: number, east: number, north: number]

/** First view of a province by its code; others are framed by their units. */
const provinces: Readonly<Record<string, Bounds>> = { '46': [107.034, 15.995, 108.21, 16.743] }

/** The whole country with its seas: mainland, islands, Hoàng Sa and Trường Sa. */
export const nation: Bounds = [102.1, 6.5, 117.5, 23.5]

/** Where the names of the two archipelagos stand. */
export const archipelagos = {
  hoang_sa: { lat: 16.5, lon: 112 },
  truong_sa: { lat: 10, lon: 114 },
} as const

type Placed = { lat: string | number | null; lon: string | number | null }

/** The province's frame; from the points of its units when none is kept for the code. */
export function provinceBounds(code: string, units: readonly Placed[]): Bounds {
  const known = provinces[code]
  if (known) return known
  const placed = units.filter((unit) => unit.lat !== null && unit.lon !== null)
  if (placed.length === 0) return nation
  const [lons, lats] = [placed.map((unit) => Number(unit.lon)), placed.map((unit) => Number(unit.lat))]
  const margin = 0.05
  return [
    Math.min(...lons) - margin,
    Math.min(...lats) - margin,
    Math.max(...lons) + margin,
    Math.max(...lats) + margin,
  ]
}
