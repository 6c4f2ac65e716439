import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { indicatorFigures, indicatorMembers } from '../index.ts'
import { census, planSite, type Fact, type PlanSite } from '../testing/fixture.ts'
import { figuresActor, loadBoard } from './board.ts'
import { byDimension, byInstitution, byPlace } from './figures.ts'
import { noInstitution, type At } from './located.ts'
import { countMembers, listMembers, type MemberFilter } from './members.ts'

const today = '2026-11-22'
const measure = census.measures![0]!
let site: PlanSite
let schools: string[]
/** The parts of the divided ward. */
let parts: string[]

beforeAll(async () => {
  site = await planSite()
  // Wards of 2025: two that went whole into one new ward, and one that was divided.
  const merged = await site.app.database.owner.query<{
    codes: string[]
  }>(`select (array_agg(f.code order by f.code))[1:2] as codes
    from places.succession s join places.unit f on f.id = s.from_unit where s.kind = 'merge' and not s.is_part
      and not exists (select 1 from places.succession o where o.from_unit = s.from_unit and o.to_unit <> s.to_unit)
    group by s.to_unit having count(*) >= 2 order by min(f.code) limit 1`)
  const divided = await divideWard(merged.rows[0]!.codes)
  const [a, b] = merged.rows[0]!.codes
  parts = divided.parts
  schools = [
    await site.addInstitution('truong-a', 'Trường A', a),
    await site.addInstitution('truong-b', 'Trường B', b),
    await site.addInstitution('truong-c', 'Trường C', divided.code),
    await site.addInstitution('truong-d', 'Trường D'),
  ]
})
beforeEach(() => site.clear())

/** Huế's units were all merged whole, so one is divided here between its own successor and another. */
async function divideWard(except: readonly string[]): Promise<{ code: string; parts: string[] }> {
  const { owner } = site.app.database
  const found = await owner.query<{ id: string; code: string; first: string; firstCode: string }>(
    `select f.id, f.code, s.to_unit as first, t.code as "firstCode" from places.succession s join places.unit f on f.id = s.from_unit
       join places.unit t on t.id = s.to_unit where s.kind = 'merge' and not (f.code = any ($1)) order by f.code limit 1`,
    [except],
  )
  const ward = found.rows[0]!
  const other = await owner.query<{ id: string; code: string }>(
    `select id, code from places.unit where kind = 'commune' and to_date is null and id <> $1 order by code limit 1`,
    [ward.first],
  )
  await owner.query(`update places.succession set kind = 'split', is_part = true where from_unit = $1`, [
    ward.id,
  ])
  await owner.query(
    `insert into places.succession (from_unit, to_unit, on_date, kind, is_part, source) values ($1, $2, '2025-07-01', 'split', true, 'test')`,
    [ward.id, other.rows[0]!.id],
  )
  return { code: ward.code, parts: [ward.firstCode, other.rows[0]!.code] }
}

const read = <T>(work: (db: Parameters<Parameters<typeof site.app.database.read>[1]>[0]) => Promise<T>) =>
  site.app.database.read(figuresActor, work)
const figure = async (code: string, asOf = today) =>
  (await indicatorFigures(site.app, asOf)).find((one) => one.code === code)!

const facts = fc.array(
  fc.record({
    school: fc.option(fc.integer({ min: 0, max: 3 }), { nil: null, freq: 8 }),
    sex: fc.constantFrom('male' as const, 'female' as const, null),
    role: fc.constantFrom('teacher' as const, 'manager' as const),
    from: fc.constantFrom('2020-01-01', '2025-06-01', '2026-06-01'),
    to: fc.constantFrom(null, null, '2025-12-30', '2026-11-21', '2026-11-22'),
    trained: fc.constantFrom(null, '2024-01-01', '2026-01-01', '2026-11-22', '2026-12-01'),
  }),
  { maxLength: 40 },
)
type Drawn = typeof facts extends fc.Arbitrary<infer T> ? T : never

const toFacts = (drawn: Drawn): Fact[] =>
  drawn.map((one, index) => ({
    ...one,
    name: `Người ${index}`,
    institution: one.school === null ? null : schools[one.school]!,
  }))

/** The same definition counted again without SQL. */
function countByHand(drawn: Drawn, asOf: string) {
  const inPost = drawn.filter((one) => one.from <= asOf && (one.to === null || one.to >= asOf))
  return {
    numerator: inPost.filter((one) => one.trained !== null && one.trained <= asOf).length,
    denominator: inPost.length,
  }
}

describe('a figure', () => {
  test('equals an independent count, on any day; taking one record away changes it by one', async () => {
    await fc.assert(
      fc.asyncProperty(facts, fc.constantFrom(today, '2025-12-31', '2025-06-15'), async (drawn, asOf) => {
        await site.clear()
        const ids = await site.addFacts(toFacts(drawn))
        const expected = countByHand(drawn, asOf)
        expect(await figure('T01', asOf)).toMatchObject(expected)
        const members = await indicatorMembers(site.app, 'T01', asOf)
        expect(members.filter((member) => member.counted)).toHaveLength(expected.numerator)
        expect(members).toHaveLength(expected.denominator)
        const gone = members.find((member) => member.counted)
        if (!gone || !ids.includes(gone.id)) return
        await site.app.database.owner.query('delete from census.fact where id = $1', [gone.id])
        expect(await figure('T01', asOf)).toMatchObject({
          numerator: expected.numerator - 1,
          denominator: expected.denominator - 1,
        })
      }),
      { numRuns: 15 },
    )
  })

  test('of nobody reads not applicable, with no value', async () => {
    expect(await figure('T01')).toMatchObject({
      numerator: 0,
      denominator: 0,
      value: null,
      status: 'not_applicable',
    })
  })

  test('nothing can count has neither number nor status, and says what is missing', async () => {
    expect(await figure('T07')).toMatchObject({
      numerator: null,
      denominator: null,
      value: null,
      status: 'no_data',
      source: 'none',
    })
    expect((await figure('T07')).missing).toContain('danh mục thủ tục')
    expect(await indicatorMembers(site.app, 'T07', today)).toEqual([])
    // T02 has a measure by name that this composition does not offer.
    expect(await figure('T02')).toMatchObject({ source: 'none', value: null })
  })

  test('tells how many active institutions have no data', async () => {
    await site.addFacts([{ name: 'Một', institution: schools[0]! }])
    expect((await figure('T01')).institutions_without_data).toBe(3 + (await others()))
  })
})

/** Institutions of the shipped reference data that are active: they have no staff here. */
async function others(): Promise<number> {
  const found = await site.app.database.owner.query<{ n: number }>(
    `select count(*)::int as n from institutions.on_day($1) where is_active and not (id = any ($2::uuid[]))`,
    [today, schools],
  )
  return found.rows[0]!.n
}

describe('drill-down', () => {
  const sum = (rows: { numerator: number; denominator: number }[]) => ({
    numerator: rows.reduce((total, row) => total + row.numerator, 0),
    denominator: rows.reduce((total, row) => total + row.denominator, 0),
  })

  test('each breakdown sums to the figure, and each of its figures is the length of its list, as then and as now', async () => {
    await fc.assert(
      fc.asyncProperty(
        facts,
        fc.constantFrom<At>(
          { asOf: today, today, units: 'then' },
          { asOf: '2025-06-15', today, units: 'then' },
          { asOf: '2025-06-15', today, units: 'now' },
        ),
        async (drawn, at) => {
          await site.clear()
          await site.addFacts(toFacts(drawn))
          const whole = countByHand(drawn, at.asOf)
          const check = async (rows: { numerator: number; denominator: number; filter: MemberFilter }[]) => {
            expect(sum(rows)).toEqual(whole)
            for (const { filter, numerator, denominator } of rows) {
              const members = await read((db) => listMembers(db, measure, at, filter, 'all'))
              expect({
                numerator: members.filter((member) => member.counts).length,
                denominator: members.length,
              }).toEqual({ numerator, denominator })
              expect(
                await read((db) => countMembers(db, measure, at, { ...filter, counts: true }, 'all')),
              ).toMatchObject({ denominator: numerator })
            }
          }
          const institutions = await read((db) => byInstitution(db, measure, at))
          await check(
            institutions
              .filter((row) => row.denominator > 0)
              .map((row) => ({ ...row, filter: { institution: row.id ?? noInstitution } })),
          )
          await check(
            (await read((db) => byPlace(db, measure, at))).map((row) => ({
              ...row,
              filter: { place: row.code },
            })),
          )
          const dims = await read((db) => byDimension(db, measure, at.asOf))
          for (const dim of new Set(dims.map((row) => row.dim))) {
            await check(
              dims
                .filter((row) => row.dim === dim)
                .map((row) => ({ ...row, filter: { dim: { key: dim, value: row.value } } })),
            )
          }
        },
      ),
      { numRuns: 8 },
    )
  }, 120_000)

  test('pages follow one another without a gap or a double, whatever the names', async () => {
    const names = ['Ánh', 'An', 'Ân', 'Đạt', 'Dũng', 'An', 'Ước', 'Yến', 'Ý', 'an']
    await site.addFacts(names.map((name) => ({ name, institution: schools[0]! })))
    const at: At = { asOf: today, today, units: 'then' }
    const seen: string[] = []
    let after: { label: string; id: string } | undefined
    for (;;) {
      const page = await read((db) => listMembers(db, measure, at, {}, 'all', { after, limit: 3 }))
      if (page.length === 0) break
      seen.push(...page.map((row) => row.member_id))
      after = { label: page.at(-1)!.label, id: page.at(-1)!.member_id }
    }
    expect(new Set(seen).size).toBe(names.length)
    expect(seen).toHaveLength(names.length)
  })
})

describe('units', () => {
  test('two wards of 2025 are one ward now: the parts add up to the same figure', async () => {
    await site.addFacts([
      { name: 'Một', institution: schools[0]!, trained: '2024-01-01' },
      { name: 'Hai', institution: schools[1]! },
      { name: 'Ba', institution: schools[1]! },
    ])
    const then = await read((db) => byPlace(db, measure, { asOf: '2025-06-15', today, units: 'then' }))
    const now = await read((db) => byPlace(db, measure, { asOf: '2025-06-15', today, units: 'now' }))
    expect(then.map(({ numerator, denominator }) => [numerator, denominator]).toSorted()).toEqual([
      [0, 2],
      [1, 1],
    ])
    expect(now.map(({ numerator, denominator }) => [numerator, denominator])).toEqual([[1, 3]])
    expect(now[0]!.name).toBeTruthy()
    // Read on a day after the merger both are the same.
    expect(await read((db) => byPlace(db, measure, { asOf: today, today, units: 'then' }))).toEqual(
      await read((db) => byPlace(db, measure, { asOf: today, today, units: 'now' })),
    )
  })

  test('a divided ward whose new one is not known is said to be so, not guessed', async () => {
    await site.addFacts([{ name: 'Bốn', institution: schools[2]! }])
    const now = await read((db) => byPlace(db, measure, { asOf: '2025-06-15', today, units: 'now' }))
    expect(now).toEqual([{ code: 'chia', name: null, numerator: 0, denominator: 1 }])
  })

  test('of a divided ward the present address of the school decides', async () => {
    await site.addFacts([{ name: 'Bốn', institution: schools[2]! }])
    const { owner } = site.app.database
    await owner.query(`update institutions.campus set to_date = '2025-12-31' where institution_id = $1`, [
      schools[2],
    ])
    await owner.query(
      `insert into institutions.campus (institution_id, kind, unit_id, from_date, source) select $1, 'main', id, '2026-01-01', 'test' from places.unit where code = $2 and to_date is null`,
      [schools[2], parts[1]],
    )
    const now = await read((db) => byPlace(db, measure, { asOf: '2025-06-15', today, units: 'now' }))
    expect(now.map((row) => row.code)).toEqual([parts[1]])
  })

  test('a school merged since reads under its own name as then and under its successor as now', async () => {
    await site.addFacts([{ name: 'Năm', institution: schools[3]!, from: '2024-01-01' }])
    const { owner } = site.app.database
    await owner.query(
      `insert into institutions.succession (from_institution, to_institution, kind, on_date, source) values ($1, $2, 'merge', '2026-01-01', 'test')`,
      [schools[3], schools[0]],
    )
    const names = async (units: 'then' | 'now') =>
      (await read((db) => byInstitution(db, measure, { asOf: '2025-06-15', today, units })))
        .filter((row) => row.denominator > 0)
        .map((row) => row.name)
    expect(await names('then')).toEqual(['Trường D'])
    expect(await names('now')).toEqual(['Trường A'])
    await owner.query('delete from institutions.succession where from_institution = $1', [schools[3]])
  })
})

test('the board takes at most twelve statements', async () => {
  const statements: string[] = []
  const { Client } = (await import('pg')).default
  const original = Client.prototype.query
  Client.prototype.query = function counted(this: unknown, ...args: unknown[]) {
    const [first] = args as [string | { text: string }]
    statements.push(typeof first === 'string' ? first : first.text)
    return Reflect.apply(original, this, args) as never
  } as never
  try {
    await loadBoard(site.app, today)
  } finally {
    Client.prototype.query = original
  }
  const reads = statements.filter((text) => !/^(begin|commit)/.test(text))
  expect(reads.length).toBeLessThanOrEqual(12)
  // Two for each of the two measures here (today, and the year that is closed) and four more.
  expect(reads).toHaveLength(8)
})
