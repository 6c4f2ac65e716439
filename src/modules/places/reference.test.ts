import { beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { mapUnit, unitsNow, unitThenAndNow } from './index.ts'
import { places } from './module.ts'
import { listUnits } from './store/search.ts'
import { listRelatives, findUnit } from './store/units.ts'

let site: TestApp
beforeAll(async () => {
  site = await testApp({ modules: [places] })
})
const read = <T>(work: Parameters<typeof site.app.database.read<T>>[1]) =>
  site.app.database.read(systemActor('test'), work)
const count = async (kind: 'province' | 'district' | 'commune', on: string) =>
  (await read((db) => listUnits(db, { kind, on }))).length

describe('the shipped units of Huế', () => {
  test('133 communes and 9 districts until 30/6/2025, 40 communes and no district since', async () => {
    for (const on of ['2025-01-01', '2025-06-30']) {
      expect(await count('commune', on)).toBe(133)
      expect(await count('district', on)).toBe(9)
    }
    for (const on of ['2025-07-01', '2026-11-22']) {
      expect(await count('commune', on)).toBe(40)
      expect(await count('district', on)).toBe(0)
    }
  })

  test('21 of the 40 are wards, 19 communes', async () => {
    const now = await read((db) => listUnits(db, { kind: 'commune', on: '2026-11-22' }))
    expect(now.filter((unit) => unit.type === 'phuong')).toHaveLength(21)
    expect(now.filter((unit) => unit.type === 'xa')).toHaveLength(19)
  })

  test('the province has two names with their days, the beginning of the first unknown', async () => {
    const [then, now] = await read(async (db) => [
      await findUnit(db, '46', '2024-12-31'),
      await findUnit(db, '46', '2025-01-01'),
    ])
    expect(then).toMatchObject({
      name: 'Tỉnh Thừa Thiên Huế',
      type: 'tinh',
      from_is_known: false,
      to_date: '2024-12-31',
    })
    expect(now).toMatchObject({
      name: 'Thành phố Huế',
      type: 'thanh_pho',
      from_date: '2025-01-01',
      from_is_known: true,
      to_date: null,
    })
    expect(await read((db) => findUnit(db, '46', '2010-05-05'))).toMatchObject({
      name: 'Tỉnh Thừa Thiên Huế',
    })
  })

  test('each old commune became exactly one new one, whole', async () => {
    const mapped = await read(async (db) => {
      const old = await listUnits(db, { kind: 'commune', on: '2025-06-30' })
      return [
        ...(
          await unitsNow(
            db,
            old.map((unit) => unit.id),
            '2026-11-22',
          )
        ).values(),
      ]
    })
    expect(mapped).toHaveLength(133)
    expect(
      mapped.every(({ now }) => now.length === 1 && !now[0]!.is_part && now[0]!.kind === 'commune'),
    ).toBe(true)
    expect(new Set(mapped.map(({ now }) => now[0]!.code)).size).toBe(40)
  })

  // Names from the published mapping, not from our loader.
  test.each([
    ['19750', 'Phường Tây Lộc', 'Quận Phú Xuân', '19753', 'Phường Phú Xuân'],
    ['19753', 'Phường Thuận Lộc', 'Quận Phú Xuân', '19753', 'Phường Phú Xuân'],
    ['19789', 'Phường Phú Nhuận', 'Quận Thuận Hóa', '19789', 'Phường Thuận Hóa'],
    ['19909', 'Phường Dương Nỗ', 'Quận Thuận Hóa', '19909', 'Phường Dương Nỗ'],
  ])('%s %s, %s is now %s %s', async (code, name, district, newCode, newName) => {
    const { then, now } = await read((db) => unitThenAndNow(db, code, '2025-05-01', '2026-11-22'))
    expect(then).toMatchObject({ code, name })
    expect(then?.above.map((unit) => unit.name)).toEqual([district, 'Thành phố Huế'])
    expect(now.map((unit) => [unit.code, unit.name, unit.above.map((each) => each.name)])).toEqual([
      [newCode, newName, ['Thành phố Huế']],
    ])
  })

  test('Hóa Châu was made of units of three districts', async () => {
    const unit = (await read((db) => findUnit(db, '20014', '2026-01-01')))!
    const { before } = await read((db) => listRelatives(db, unit.id))
    expect(before.map((each) => each.name)).toEqual([
      'Phường Hương Phong',
      'Phường Hương Vinh',
      'Xã Quảng Thành',
    ])
    expect(before.every((each) => each.kind === 'merge' && each.on_date === '2025-07-01')).toBe(true)
  })

  test('two units of one name are kept apart by their codes', async () => {
    const found = await read((db) => listUnits(db, { kind: 'commune', on: '2025-05-01', text: 'Hương Xuân' }))
    const places = found
      .filter((unit) => unit.name.endsWith('Hương Xuân'))
      .map((unit) => [unit.name, unit.parent_name])
    expect(places).toEqual([
      ['Phường Hương Xuân', 'Thị xã Hương Trà'],
      ['Xã Hương Xuân', 'Huyện Phú Lộc'],
    ])
  })
})

describe('a code of one day as codes of another', () => {
  test('forward it is one whole unit, backward several parts', async () => {
    expect(await read((db) => mapUnit(db, '19774', '2025-03-01', '2026-01-01'))).toEqual([
      { code: '19774', is_part: false },
    ])
    expect(await read((db) => mapUnit(db, '19810', '2025-03-01', '2026-01-01'))).toEqual([
      { code: '19774', is_part: false },
    ])
    expect(await read((db) => mapUnit(db, '19774', '2026-01-01', '2025-03-01'))).toEqual(
      ['19774', '19810', '20029'].map((code) => ({ code, is_part: true })),
    )
  })

  test('a day before the first known one reads as the first known', async () => {
    expect(await read((db) => mapUnit(db, '19810', '2023-09-05', '2026-01-01'))).toEqual([
      { code: '19774', is_part: false },
    ])
    expect(await read((db) => mapUnit(db, '46', '2026-01-01', '2019-01-01'))).toEqual([
      { code: '46', is_part: false },
    ])
  })

  test('a code that nobody bore, and a district without heir, lead nowhere', async () => {
    expect(await read((db) => mapUnit(db, '99999', '2026-01-01', '2025-03-01'))).toEqual([])
    expect(await read((db) => mapUnit(db, '19810', '2026-01-01', '2025-03-01'))).toEqual([])
    expect(await read((db) => mapUnit(db, 'huyen-quan-phu-xuan', '2025-03-01', '2026-01-01'))).toEqual([])
  })
})
