import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor, systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { places } from '#modules/places/module.ts'
import { changePart } from '../actions/change-part.ts'
import { institutions } from '../module.ts'

let site: TestApp
const get = async (path: string) => {
  const answer = await site.as(publicActor).get(path)
  return { status: answer.status, text: await answer.text() }
}
/** What the page shows, without markup. */
const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

beforeAll(async () => {
  site = await testApp({ modules: [places, institutions] })
})

describe('the public directory', () => {
  test('lists what has not ended, with its count, and says what nobody verified', async () => {
    const { text } = await get('/co-so')
    expect(text).toContain('>18<')
    expect(text).toContain('Trường Cao đẳng Huế')
    expect(text).not.toContain('Trường Cao đẳng Giao thông Huế')
    expect(words(text)).toContain('Chưa xác minh')
    expect(words(text)).toContain('Chưa rõ còn hoạt động không')
  })

  test('the filters in force read as a sentence, each with its way out, and go along to the map', async () => {
    const { text } = await get('/co-so?q=hue&loai=college&phuong=19789')
    expect(words(text)).toMatch(/Đang xem: “hue” .*Trường cao đẳng .*Phường Thuận Hóa/)
    expect(text).toContain('href="/co-so?q=hue&amp;phuong=19789"')
    expect(text).toContain('href="/ban-do?q=hue&amp;loai=college&amp;phuong=19789"')
  })

  test('nonsense in the address is ignored, nothing found says what to do', async () => {
    expect((await get('/co-so?loai=x&gan=abc&trinh_do=1&after=zz')).status).toBe(200)
    expect((await get('/co-so?gan=99,200')).text).toContain('>18<')
    expect((await get('/co-so?q=khong-co-truong-nay')).text).toContain('Không có cơ sở nào khớp')
  })

  test('a zero character, which no text may hold, names nothing, also inside a page mark', async () => {
    for (const path of ['/co-so?q=a%00b', '/co-so/%00', '/ban-do?phuong=%00a', '/dia-ban?q=%00a'])
      expect([path, (await get(path)).status]).toEqual([path, 404])
    const mark = (seen: unknown) => Buffer.from(JSON.stringify(seen)).toString('base64url')
    for (const seen of [
      [0, 'a\0', '00000000-0000-4000-8000-000000000000'],
      [0, 'a', '-'.repeat(36)],
    ])
      expect((await get(`/co-so?after=${mark(seen)}`)).text).toContain('>18<')
  })

  test('the print view carries title, day and source', async () => {
    const shown = words((await get('/co-so?in=1&loai=college')).text)
    expect(shown).toContain('Bản in ngày 22/11/2026. Điều kiện: Trường cao đẳng.')
    expect(shown).toContain('Nguồn: hồ sơ do cơ sở khai, Sở xác nhận')
  })
})

describe('the page of an institution', () => {
  test('shows the ward then and now, the precision of the point, and blanks as blanks', async () => {
    const shown = words((await get('/co-so/hueic')).text)
    expect(shown).toContain('70 Nguyễn Huệ, Phường Vĩnh Ninh, Quận Thuận Hóa, Thành phố Huế')
    expect(shown).toContain('Từ 01/07/2025 thuộc Phường Thuận Hóa, Thành phố Huế')
    expect(shown).toContain('giữa phường, xã, chỉ để tham khảo')
    expect(shown).toContain('Chưa có giấy phép nào được nhập')
  })

  test('the real merger of 2024: the old page tells its successor, the new one where it came from', async () => {
    const { status, text } = await get('/co-so/cd-nghe-thua-thien-hue')
    expect(status).toBe(200)
    expect(words(text)).toContain('Đã sáp nhập vào Trường Cao đẳng Huế từ ngày 05/02/2024')
    expect(text).toContain('href="/co-so/cd-hue"')
    expect(words((await get('/co-so/cd-hue')).text)).toContain('Nhận sáp nhập Trường Cao đẳng Giao thông Huế')
  })

  test('an unknown code is not found', async () => {
    expect((await get('/co-so/khong-co')).status).toBe(404)
  })

  test('what the department did not confirm never looks confirmed', async () => {
    const { text } = await get('/co-so/cd-du-lich-hue')
    expect(words(text)).not.toContain('Xác nhận ngày')
  })
})

describe('open data and API', () => {
  test('GeoJSON has the same institutions as the list; those without a point have no geometry', async () => {
    const answer = await site.as(publicActor).get('/du-lieu-mo/co-so.geojson?loai=college')
    expect(answer.headers.get('content-type')).toContain('application/geo+json')
    const body = (await answer.json()) as {
      features: {
        id: string
        geometry: { coordinates: number[] } | null
        properties: Record<string, unknown>
      }[]
    }
    expect(body.features).toHaveLength(5)
    const hueic = body.features.find((feature) => feature.id === 'hueic')!
    expect(hueic.geometry?.coordinates).toEqual([107.5838, 16.4556])
    expect(hueic.properties).toMatchObject({
      geo_precision: 'ward_centroid',
      is_place_verified: false,
      ward_name: 'Phường Thuận Hóa',
    })
    expect(body.features.find((feature) => feature.id === 'cd-hue')!.geometry).toBeNull()
  })

  test('CSV has a header even when nothing is found, and one line each', async () => {
    const lines = async (path: string) =>
      (await (await site.as(publicActor).get(path)).text()).trim().split('\r\n')
    const all = await lines('/du-lieu-mo/co-so.csv')
    expect(all).toHaveLength(19)
    expect(all[0]).toContain('code,name,short_name,type')
    expect(await lines('/du-lieu-mo/co-so.csv?q=khong-co-truong-nay')).toEqual([all[0]])
  })

  test('the API answers list and record; a merged one names its successor', async () => {
    const list = (await (
      await site.as(publicActor).get('/api/v1/institutions?q=cao%20dang%20cong%20nghiep')
    ).json()) as { total: number; institutions: { code: string }[] }
    expect(list.institutions).toMatchObject([{ code: 'hueic', ward_then_name: 'Phường Vĩnh Ninh' }])
    const one = (await (
      await site.as(publicActor).get('/api/v1/institutions/cd-su-pham-thua-thien-hue')
    ).json()) as { status: string; successors: { code: string }[] }
    expect(one).toMatchObject({ names: [{ to_date: '2024-02-04' }], licences: [] })
    expect([one.status, one.successors.map((next) => next.code)]).toEqual(['merged', ['cd-hue']])
    expect((await site.as(publicActor).get('/api/v1/institutions/khong-co')).status).toBe(404)
  })

  test('a web address that is not one is refused, so no link can carry script', async () => {
    const version = (
      await site.app.database.owner.query(
        `select version from institutions.institution where code = 'cd-hue'`,
      )
    ).rows[0].version
    const send = (website: string) =>
      act(
        site.app,
        changePart,
        { code: 'cd-hue', part: 'profile', website, source: 'x', version },
        systemActor('test'),
      )
    await expect(send('javascript:alert(1)')).rejects.toMatchObject({
      fields: { website: 'institutions.error.website' },
    })
    await expect(send('data:text/html,x')).rejects.toMatchObject({ refusal: 'invalid' })
  })
})
