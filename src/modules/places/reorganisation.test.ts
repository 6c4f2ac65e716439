import { describe, expect, test } from 'vitest'
import { hasErrors, planReorganisation, type ReorganisationRow } from './reorganisation.ts'
import type { Unit } from './unit.ts'

const on = '2030-01-01'

function unit(code: string, name: string, more: Partial<Unit> = {}): Unit {
  return {
    id: `${code}@${more.from_date ?? '2025-07-01'}`,
    code,
    name,
    is_official_code: true,
    kind: 'commune',
    type: 'phuong',
    parent_code: '46',
    from_date: '2025-07-01',
    from_is_known: true,
    to_date: null,
    lat: null,
    lon: null,
    area_km2: null,
    source: 'test',
    ...more,
  }
}

const province = unit('46', 'Thành phố Huế', { kind: 'province', type: 'thanh_pho', parent_code: null })
const tree = [province, unit('10001', 'Phường An'), unit('10002', 'Phường Bình'), unit('10003', 'Phường Cát')]

function row(
  number: number,
  old_code: string,
  new_code: string | null,
  more: Partial<ReorganisationRow> = {},
): ReorganisationRow {
  const made = new_code === null ? {} : { new_name: `Phường Mới ${new_code}`, type: 'phuong' as const }
  return {
    row: number,
    old_code,
    old_name: null,
    new_code,
    new_name: null,
    type: null,
    effective_on: on,
    is_part: false,
    basis: 'Nghị quyết thử',
    parent_code: null,
    problems: [],
    ...made,
    ...more,
  }
}

const faults = (rows: ReorganisationRow[], units: readonly Unit[] = tree) =>
  planReorganisation(rows, units).problems.map(
    (problem) => `${problem.row} ${problem.key.replace('places.reorganise.problem.', '')}`,
  )

describe('what a list would change', () => {
  test('two units merge, a third takes a new name', () => {
    const plan = planReorganisation(
      [row(2, '10001', '10001'), row(3, '10002', '10001'), row(4, '10003', '10003')],
      tree,
    )
    expect(plan.problems).toEqual([])
    expect(plan.ending.map((each) => each.code)).toEqual(['10001', '10002', '10003'])
    expect(plan.beginning.map((each) => [each.code, each.parent_code])).toEqual([
      ['10001', '46'],
      ['10003', '46'],
    ])
    expect(plan.links.map((each) => [each.old.code, each.new_code, each.kind])).toEqual([
      ['10001', '10001', 'merge'],
      ['10002', '10001', 'merge'],
      ['10003', '10003', 'rename'],
    ])
  })

  test('a unit is divided in two', () => {
    const plan = planReorganisation(
      [row(2, '10001', '10001', { is_part: true }), row(3, '10001', '10009', { is_part: true })],
      tree,
    )
    expect(plan.problems).toEqual([])
    expect(plan.ending).toHaveLength(1)
    expect(plan.links.every((link) => link.kind === 'split' && link.is_part)).toBe(true)
  })

  test('a district abolished hands its communes to the province', () => {
    const district = unit('471', 'Quận Một', { kind: 'district', type: 'quan' })
    const units = [province, district, unit('10001', 'Phường An', { parent_code: '471' })]
    const plan = planReorganisation([row(2, '471', null), row(3, '10001', '10001')], units)
    expect(plan.problems).toEqual([])
    expect(plan.beginning[0]?.parent_code).toBe('46')
  })
})

describe('what is wrong is marked in its row', () => {
  test.each<[string, ReorganisationRow[], string[]]>([
    ['an old code nobody bears', [row(2, '19999', '10009')], ['2 unknown_old']],
    ['the same pair twice', [row(2, '10001', '10009'), row(3, '10001', '10009')], ['3 duplicate']],
    ['a unit without heir', [row(5, '10001', null)], ['5 no_heir']],
    [
      'one unit whole into two',
      [row(2, '10001', '10009'), row(3, '10001', '10008')],
      ['2 part_expected', '3 part_expected'],
    ],
    [
      'a part whose rest goes nowhere',
      [row(2, '10001', '10009', { is_part: true })],
      ['2 rest_without_heir'],
    ],
    ['a code that another unit keeps', [row(2, '10001', '10002')], ['2 code_taken']],
    ['a code of the wrong length', [row(2, '10001', '123')], ['2 code_commune']],
    [
      'two days in one list',
      [
        row(2, '10001', '10009'),
        row(3, '10002', '10009'),
        row(4, '10003', '10008', { effective_on: '2030-02-01' }),
      ],
      ['4 other_day'],
    ],
    [
      'one new code with two names',
      [row(2, '10001', '10009'), row(3, '10002', '10009', { new_name: 'Phường Khác' })],
      ['3 differs'],
    ],
    ['a parent that is not there', [row(2, '10001', '10009', { parent_code: '472' })], ['2 unknown_parent']],
    ['a list without rows', [], ['0 empty']],
    ['no basis', [row(2, '10001', '10009', { basis: null })], ['2 no_basis']],
    ['no old code', [row(2, '10001', '10009', { old_code: null })], ['2 no_old']],
  ])('%s', (_name, rows, expected) => {
    expect(faults(rows)).toEqual(expected)
    expect(hasErrors(planReorganisation(rows, tree))).toBe(true)
  })

  test('a name that is not that of the code is a warning, its spelling variants are not', () => {
    expect(faults([row(2, '10001', '10009', { old_name: 'Phường Bình' })])).toEqual(['2 name_differs'])
    expect(hasErrors(planReorganisation([row(2, '10001', '10009', { old_name: 'Phường Bình' })], tree))).toBe(
      false,
    )
    const spelt = [province, unit('10001', 'Phường Thuận Hóa')]
    expect(faults([row(2, '10001', '10009', { old_name: 'phường Thuận Hoá' })], spelt)).toEqual([])
    expect(faults([row(2, '10001', '10009', { old_name: 'Thuận Hóa' })], spelt)).toEqual([])
  })

  test('a wrong code with a known name is given the likely code', () => {
    const plan = planReorganisation([row(2, '10007', '10009', { old_name: 'Phường Cát' })], tree)
    expect(plan.problems[0]).toMatchObject({
      key: 'places.reorganise.problem.unknown_old_but',
      params: { likely: '10003' },
    })
  })

  test('days that overlap: a unit that ended before, one that begins later, a code used again later', () => {
    expect(
      faults([row(2, '10001', '10009')], [province, unit('10001', 'Phường An', { to_date: '2029-12-31' })]),
    ).toEqual(['2 already_ended'])
    expect(
      faults([row(2, '10001', '10009')], [province, unit('10001', 'Phường An', { from_date: '2031-01-01' })]),
    ).toContain('2 begins_later')
    expect(
      faults([row(2, '10001', '10009')], [...tree, unit('10009', 'Phường Sau', { from_date: '2031-01-01' })]),
    ).toEqual(['2 newer_exists'])
  })

  test('a unit that ends may not leave others under it; one left empty is warned of', () => {
    const district = unit('471', 'Quận Một', { kind: 'district', type: 'quan' })
    const units = [
      province,
      district,
      unit('10001', 'Phường An', { parent_code: '471' }),
      unit('10002', 'Phường Bình'),
    ]
    expect(faults([row(2, '471', null)], units)).toEqual(['2 orphans'])
    expect(faults([row(2, '10001', '10001', { parent_code: '46' })], units)).toEqual(['0 emptied'])
  })
})
