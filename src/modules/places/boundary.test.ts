import { describe, expect, test } from 'vitest'
import { drawOutline, readBoundaries } from './boundary.ts'

const square = [
  [107, 16],
  [108, 16],
  [108, 17],
  [107, 17],
  [107, 16],
]
const feature = (more: object = {}) => ({
  type: 'Feature',
  id: '19753',
  properties: {},
  geometry: { type: 'Polygon', coordinates: [square] },
  ...more,
})
const file = (...features: unknown[]) => ({ type: 'FeatureCollection', features })

describe('a file of boundaries', () => {
  test('gives the code of the id or of the property, as text or number', () => {
    const read = readBoundaries(file(feature(), feature({ id: undefined, properties: { code: 19774 } })))
    expect(read.boundaries?.map((each) => [each.code, each.points])).toEqual([
      ['19753', 5],
      ['19774', 5],
    ])
  })

  test.each<[string, unknown, string, object]>([
    ['is no collection', feature(), 'not_a_collection', {}],
    ['is empty', file(), 'no_features', {}],
    ['has a feature without code', file(feature(), feature({ id: 'Phú Xuân' })), 'no_code', { number: 2 }],
    ['has a code twice', file(feature(), feature()), 'code_twice', { number: 2, first: 1 }],
    [
      'has a line',
      file(feature({ geometry: { type: 'LineString', coordinates: square } })),
      'geometry_type',
      { type: 'LineString' },
    ],
    ['has no geometry', file(feature({ geometry: null })), 'geometry_type', { number: 1 }],
    [
      'has a ring that is not closed',
      file(feature({ geometry: { type: 'Polygon', coordinates: [square.slice(0, 4)] } })),
      'open_ring',
      { code: '19753' },
    ],
    [
      'has a ring of three points',
      file(feature({ geometry: { type: 'Polygon', coordinates: [square.slice(0, 3)] } })),
      'short_ring',
      {},
    ],
    [
      'has latitude first',
      file(feature({ geometry: { type: 'Polygon', coordinates: [square.map(([lon, lat]) => [lat, lon])] } })),
      'out_of_bounds',
      { lat: 107 },
    ],
    [
      'has words for numbers',
      file(feature({ geometry: { type: 'Polygon', coordinates: [[['a', 1], ...square]] } })),
      'position',
      {},
    ],
  ])('that %s is refused, naming the feature', (_name, value, key, params) => {
    expect(readBoundaries(value).problem).toMatchObject({ key: `places.boundary.problem.${key}`, params })
  })
})

test('a picture keeps north up and shows a hole', () => {
  const hole = [
    [107.4, 16.4],
    [107.6, 16.4],
    [107.6, 16.6],
    [107.4, 16.6],
    [107.4, 16.4],
  ]
  const drawn = drawOutline({ type: 'Polygon', coordinates: [square, hole] as never }, 100)
  expect(drawn.path.match(/M/g)).toHaveLength(2)
  expect(drawn.path.startsWith('M0.0 100.0L')).toBe(true)
  expect(drawn.height).toBe(100)
  // a degree of longitude is shorter at 16.5° north
  expect(drawn.width).toBeCloseTo(95.9, 1)
})
