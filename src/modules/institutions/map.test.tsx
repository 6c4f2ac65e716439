import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import type { Module } from '#platform/module.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { places } from '#modules/places/module.ts'
import { indexPlaces } from './islands/map/clusters.ts'
import type { MapPlace } from './islands/map/data.ts'
import { institutions } from './module.ts'
import { provinceBounds } from './pages/map/frame.ts'
import type { MapSettings } from './pages/map/settings.ts'

const hostile = `<img src=x onerror=alert(1)>"'&</section>`
const near = '/ban-do?gan=16.464,107.591'
const modules: Module[] = [places, institutions]

let site: TestApp
let tiled: TestApp
beforeAll(async () => {
  site = await testApp({ modules })
  tiled = await testApp({ modules, env: { TILE_URL: 'https://tiles.example/{z}/{x}/{y}.png' } })
})

async function get(path: string, from = site) {
  const answer = await from.as(publicActor).get(path)
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

const plain = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const headingCount = (html: string) => /<h1[^>]*>.*?<span[^>]*>(\d+)<\/span>/.exec(html)?.[1]
const itemCount = (html: string) => [...html.matchAll(/class="place-item"/g)].length

/** What the page tells its script. */
function settingsOf(html: string): MapSettings {
  const written = /data-map="([^"]*)"/.exec(html)?.[1] ?? ''
  const text = written.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')
  return JSON.parse(text) as MapSettings
}

describe('the public map', () => {
  test.each([
    '',
    '?q=hue',
    '?q=truong+cao+dang&loai=college',
    '?loai=vet_continuing_centre',
    '?phuong=thuan+hoa',
    '?tinh_trang=all',
    '?gan=16.46,107.59',
    '?q=khong-co-truong-nay',
    '?loai=nonsense&gan=abc',
  ])('%s lists, without script, what the directory lists', async (query) => {
    const [map, list] = [await get(`/ban-do${query}`), await get(`/co-so${query}`)]
    expect(map.status).toBe(200)
    expect(headingCount(map.text)).toBe(headingCount(list.text))
    expect(itemCount(map.text)).toBe(Number(headingCount(map.text)))
    const points = await get(settingsOf(map.text).points)
    expect((JSON.parse(points.text) as { features: unknown[] }).features).toHaveLength(itemCount(map.text))
  })

  test('the map, the list and the open data are asked with the same words', async () => {
    const { text } = await get('/ban-do?q=cao+dang&loai=college&clc=')
    expect(settingsOf(text).points).toBe('/du-lieu-mo/co-so.geojson?q=cao+dang&loai=college')
    expect(text).toContain('href="/co-so?q=cao+dang&amp;loai=college"')
  })

  test('says kindly, where there is no script, that the list has everything', async () => {
    expect((await get('/ban-do')).text).toMatch(/<noscript>.*Danh sách có đủ mọi cơ sở.*<\/noscript>/)
  })

  test('whoever has no point is counted and named', async () => {
    const { text } = await get('/ban-do')
    const { features } = JSON.parse((await get('/du-lieu-mo/co-so.geojson')).text) as {
      features: { geometry: unknown; properties: { name: string } }[]
    }
    const without = features.filter((feature) => feature.geometry === null)
    expect(without.length).toBeGreaterThan(0)
    expect(plain(text)).toContain(`${without.length} cơ sở chưa có tọa độ`)
    const note = /<details class="disclosure".*?<\/details>/.exec(text)?.[0] ?? ''
    for (const { properties } of without) expect(plain(note)).toContain(properties.name)
  })

  test('a search by distance says who could not be placed', async () => {
    const { text } = await get(near)
    expect(plain(text)).toMatch(/\d+ cơ sở nữa chưa có tọa độ nên không xếp được theo khoảng cách/)
    expect(plain(text)).toContain('Cách ')
    expect(settingsOf(text).near).toEqual({ lat: 16.464, lon: 107.591 })
  })

  test('a point that is only the middle of a ward says so', async () => {
    expect(plain((await get('/ban-do?q=hueic')).text)).toContain('Vị trí ước theo tâm phường, xã')
  })

  test('a hostile name stays a name', async () => {
    const { app } = site
    const before = await app.database.owner.query(
      `select nm.id, nm.name from institutions.institution_name nm join institutions.institution i on i.id = nm.institution_id
       where i.code = 'hueic' and nm.to_date is null`,
    )
    const rename = (name: string) =>
      app.database.owner.query(`update institutions.institution_name set name = $1 where id = $2`, [
        name,
        before.rows[0].id,
      ])
    await rename(hostile)
    try {
      const { text } = await get('/ban-do')
      expect(text).not.toContain('<img')
      expect(text).toContain('&lt;img src=x onerror=alert(1)>&quot;')
    } finally {
      await rename(before.rows[0].name)
    }
  })

  test('Hoàng Sa and Trường Sa carry their official names, at their places, in both languages', async () => {
    const { text } = await get('/ban-do')
    const islands = settingsOf(text).names.filter((name) => name.kind === 'islands')
    expect(islands).toEqual([
      { name: 'Quần đảo Hoàng Sa (thành phố Đà Nẵng)', lat: 16.5, lon: 112, kind: 'islands' },
      { name: 'Quần đảo Trường Sa (tỉnh Khánh Hòa)', lat: 10, lon: 114, kind: 'islands' },
    ])
    // in the inset too, which needs no script and prints
    expect(text).toMatch(/<figure class="map-inset">.*Quần đảo Hoàng Sa.*Quần đảo Trường Sa.*<\/figure>/)
    const english = settingsOf((await get('/ban-do?lang=en')).text).names.filter(
      ({ kind }) => kind === 'islands',
    )
    expect(english.map(({ name }) => name)).toEqual([
      'Hoàng Sa archipelago (Đà Nẵng City)',
      'Trường Sa archipelago (Khánh Hòa Province)',
    ])
  })

  test('asks nothing outside; with tiles set, only their host is allowed besides', async () => {
    const { text, headers } = await get('/ban-do')
    expect(settingsOf(text).tiles).toBeNull()
    expect(text.match(/(src|href)="https?:/g)).toBeNull()
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|https?:/)
    const withTiles = await get('/ban-do', tiled)
    expect(settingsOf(withTiles.text).tiles).toBe('https://tiles.example/{z}/{x}/{y}.png')
    expect(withTiles.headers.get('content-security-policy')).toMatch(
      /connect-src 'self' https:\/\/tiles\.example;/,
    )
  })

  test('the version for print has all, its day, its words and its source', async () => {
    const shown = plain((await get('/ban-do?in=1&loai=college')).text)
    expect(shown).toContain('Bản in ngày 22/11/2026. Điều kiện: Trường cao đẳng.')
    expect(shown).toContain('dữ liệu ngày 22/11/2026')
    expect(shown).toContain('Chú giải')
  })

  test('the first view is the province; another province is framed by its units', async () => {
    expect(settingsOf((await get('/ban-do')).text).bounds).toEqual([107.034, 15.995, 108.21, 16.743])
    const framed = provinceBounds('99', [
      { lat: '10', lon: '105' },
      { lat: '11', lon: null },
      { lat: '11', lon: '106' },
    ])
    expect(framed).toEqual([104.95, 9.95, 106.05, 11.05])
  })
})

describe('points close together', () => {
  const at = (code: string, lon: number, lat: number) => ({ lon, lat, facts: { code } }) as MapPlace
  const everywhere = { west: 100, south: 5, east: 120, north: 25 }

  test('join into a circle that knows its members and where it falls apart', () => {
    const spots = indexPlaces([at('a', 107.59, 16.46), at('b', 107.6, 16.47), at('c', 107.2, 16.1)])
    const far = spots({ ...everywhere, zoom: 5 })
    expect(far).toHaveLength(1)
    expect(far[0]!.places.map((place) => place.facts.code).toSorted()).toEqual(['a', 'b', 'c'])
    const close = spots({ ...everywhere, zoom: 17 })
    expect(close.map((spot) => spot.places.length)).toEqual([1, 1, 1])
    expect(far[0]!.opensAt).toBeGreaterThan(5)
  })

  test('on one spot stay a circle that opens as a list, however close one looks', () => {
    const spots = indexPlaces([at('a', 107.6, 16.47), at('b', 107.6, 16.47)])
    for (const zoom of [9, 16, 18])
      expect(spots({ ...everywhere, zoom }).map((spot) => [spot.places.length, spot.opensAt])).toEqual([
        [2, undefined],
      ])
  })
})
