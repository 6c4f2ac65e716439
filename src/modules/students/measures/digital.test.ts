import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { defineMeasure } from '#platform/measures/index.ts'
import type { Module } from '#platform/module.ts'
import { curricula } from '#modules/curricula/module.ts'
import { identity } from '#modules/identity/module.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { staff } from '#modules/staff/module.ts'
import { students } from '../module.ts'
import { fixture } from '../testing/fixture.ts'
import { arrange, pageAfter, percentOf, sumOf, tableAddress, type SchoolRow } from './digital-table.ts'

const part = 'students.process-digitised'
const row = (code: string, share?: [number, number], type = 'college'): SchoolRow => ({
  id: code,
  code,
  name: `Trường ${code}`,
  type,
  shares: new Map(share ? [[part, { have: share[0], all: share[1] }]] : []),
  standing: undefined,
})

describe('the table of schools', () => {
  const rows = [row('c', [1, 2]), row('a'), row('b', [9, 10], 'vet_centre'), row('d', [1, 10])]
  const codes = (sap: string, loai?: string) => arrange(rows, { sap, loai }).map((one) => one.code)

  test.each([
    ['name', ['a', 'b', 'c', 'd']],
    ['-name', ['d', 'c', 'b', 'a']],
    [part, ['d', 'c', 'b', 'a']],
    [`-${part}`, ['b', 'c', 'd', 'a']],
  ])('in the order of %s, a school without a figure last', (sap, expected) =>
    expect(codes(sap)).toEqual(expected),
  )

  test('of one kind', () => expect(codes('name', 'vet_centre')).toEqual(['b']))

  test('steps through every school once, also from a school that is gone', () => {
    const first = pageAfter(rows, undefined, 3)
    expect(first.hasMore).toBe(true)
    expect(pageAfter(rows, first.rows.at(-1)!.code, 3)).toEqual({ rows: [rows[3]], hasMore: false })
    expect(pageAfter(rows, 'khong-co', 3)).toEqual(first)
  })

  test('sums members, not percentages, and never rounds up to all', () => {
    expect(sumOf(rows, part)).toEqual({ have: 11, all: 22 })
    expect(sumOf(rows, 'khac')).toBeUndefined()
    expect(percentOf({ have: 9999, all: 10_000 })).toBe(99.9)
  })

  test('keeps its state in the address', () => {
    expect(tableAddress({ sap: '-name', loai: 'college' }, { sau: 'x' })).toBe(
      '/so-hoa?loai=college&sap=-name&sau=x',
    )
    expect(tableAddress({ sap: 'name', loai: 'college', sau: 'x' }, { loai: undefined })).toBe('/so-hoa')
  })
})

/** What a module of diplomas would offer: a part of T08 of its own. */
const register: Module = {
  name: 'register',
  needs: ['students'],
  migrations: {},
  words: {
    vi: { 'register.part': 'Văn bằng trong sổ', 'register.noun': 'văn bằng' },
    en: { 'register.part': 'Diplomas on the register', 'register.noun': 'diplomas' },
  },
  measures: [
    defineMeasure({
      name: 'register.diplomas',
      unit: 'other',
      permission: 'public',
      version: '1',
      under: { measure: 'students.records-digitised', title: 'register.part', noun: 'register.noun' },
      rows: () => sql`select i.code || n as member_id, 'Bằng ' || n as label, i.id as institution_id, null::text as place_code, n < 4 as counts,
        'register.part' as reason, null::jsonb as reason_params, null::text as href, null::jsonb as dims
        from institutions.institution i, generate_series(1, 4) n where i.code = 'truong-a'`,
    }),
  ],
}

describe('the page /so-hoa', () => {
  let site: TestApp
  let school: string
  const officer = () => site.actor('department-officer')
  const text = async (path: string, actor = officer()) => (await site.as(actor).get(path)).text()

  beforeAll(async () => {
    site = await testApp({
      modules: [places, identity, institutions, people, staff, curricula, students, register],
    })
    const make = fixture(site.app.database.owner)
    school = await make.institution('truong-a')
    const other = await make.institution('truong-b')
    await site.app.database.owner.query(
      `update institutions.institution set type = 'vet_centre' where id = $1`,
      [other],
    )
    for (const [institution, count] of [
      [school, 2],
      [other, 1],
    ] as const) {
      const { version, units } = await make.programme(institution, [{}])
      const cohort = await make.cohort(institution, version, {
        from_date: '2026-01-05',
        planned_to_date: '2028-01-31',
      })
      const group = await make.classGroup(institution, cohort, 'A1')
      const term = await make.term(institution)
      const section = await make.section({ institution, term, unit: units[0]!, classGroup: group })
      const learners = []
      for (let at = 0; at < count; at += 1)
        learners.push(
          await make.learner({ institution, cohort, classGroup: group }, `Học Sinh ${at + 1}`, {
            enrolment: { from_date: '2026-01-05' },
          }),
        )
      await make.enrol(section, [learners[0]!.enrolment])
      await make.insert('students.session', {
        institution_id: institution,
        section_id: section,
        during: '[2026-09-08 07:00,2026-09-08 09:00)',
        hours: 2,
        state: 'held',
      })
    }
  })

  test('shows the department every school with its shares, and a part that another module offers', async () => {
    const page = await text('/so-hoa')
    for (const words of [
      'Trường truong-a',
      '50 % (1/2)',
      '100 % (1/1)',
      '66,6 % (2/3)',
      'T08 chỉ xét trường cao đẳng',
    ])
      expect(page).toContain(words)
    expect(page).toContain('Văn bằng trong sổ')
    expect(page).toContain('75 % (3/4)')
    expect(page).not.toContain('Học Sinh')
  })

  test('filters by kind, sorts, and opens a school', async () => {
    const centres = await text('/so-hoa?loai=vet_centre')
    expect(centres).toContain('Trường truong-b')
    expect(centres).not.toContain('Trường truong-a<')
    const sorted = await text('/so-hoa?sap=-students.process-digitised')
    expect(sorted.indexOf('co-so=truong-b')).toBeLessThan(sorted.indexOf('co-so=truong-a'))
    expect(sorted).toContain('aria-sort="descending"')
    const one = await text('/so-hoa?co-so=truong-a')
    expect(one).toContain('Học Sinh 2')
    expect(one).toContain('75 %')
    expect(one).not.toContain('chưa có sổ văn bằng')
  })

  test('a school sees its own at once, never the table', async () => {
    const office = site.actor('academic-office', { kind: 'institution', id: school })
    const page = await text('/so-hoa?co-so=truong-b', office)
    expect(page).toContain('Học Sinh 2')
    expect(page).not.toContain('Trường truong-b')
  })

  test('the download has the same schools in the same order', async () => {
    const csv = await text('/tai-ve/so-hoa.csv?sap=-students.process-digitised')
    const lines = csv.trim().split('\r\n')
    const [first, second] = lines.filter((line) => line.includes('truong-'))
    expect(first).toMatch(/^truong-b,.*,100,1,1,/)
    expect(second).toMatch(/^truong-a,.*,50,1,2,.*,75,3,4,/)
    expect(lines.indexOf(first!)).toBe(lines.indexOf(second!) - 1)
    const sheet = await site.as(officer()).get('/tai-ve/so-hoa.xlsx')
    expect(sheet.headers.get('content-type')).toContain('spreadsheetml')
  })
})
