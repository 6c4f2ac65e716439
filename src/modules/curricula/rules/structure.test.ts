import { describe, expect, test } from 'vitest'
import {
  checkStructure,
  fromTenths,
  tenths,
  totalsOf,
  type StructureRule,
  type UnitLine,
} from './structure.ts'

const rule = (kind: StructureRule['kind'], more: Partial<StructureRule> = {}): StructureRule => ({
  kind,
  level: null,
  entry_level: null,
  minimum: null,
  maximum: null,
  severity: 'error',
  citation: 'Thông tư 03/2017/TT-BLĐTBXH',
  ...more,
})
const rules = [
  rule('hours_per_credit', { minimum: '15', maximum: '45' }),
  rule('theory_hours_per_credit', { minimum: '15', maximum: '15', severity: 'warning' }),
  rule('practice_hours_per_credit', { minimum: '30', maximum: '30', severity: 'warning' }),
  rule('internship_hours_per_credit', { minimum: '45', maximum: '45', severity: 'warning' }),
  rule('unit_credits', { minimum: '2', maximum: '6', severity: 'warning' }),
]
const unit = (more: Partial<UnitLine> = {}): UnitLine => ({
  id: 'a',
  code: 'MĐ10',
  name: 'Hàn hồ quang',
  kind: 'module',
  unit_group: 'specialised',
  credits: '3',
  hours_total: 75,
  hours_theory: 15,
  hours_practice: 55,
  hours_test: 5,
  is_condition: false,
  is_internship: false,
  ...more,
})
const college = {
  level: 'cao_dang',
  entry_level: 'upper_secondary',
  duration_months: 30,
  elective_credits: null,
} as const
const found = (
  units: UnitLine[],
  more: StructureRule[] = rules,
  version: Parameters<typeof checkStructure>[0] = college,
) => checkStructure(version, units, more).map((one) => one.key)

describe('a row of the table (Thông tư 03/2017/TT-BLĐTBXH)', () => {
  test.each<[string, Partial<UnitLine>, string[]]>([
    ['1 credit of theory is 15 hours, of practice 30: 1 + 2 = 3', {}, []],
    ['total = theory + practice + test', { hours_total: 76 }, ['hours_sum']],
    [
      'no hours at all',
      { hours_total: 0, hours_theory: 0, hours_practice: 0, hours_test: 0 },
      ['hours_none'],
    ],
    [
      '3 credits need 45 hours at least',
      { hours_total: 44, hours_theory: 44, hours_practice: 0, hours_test: 0 },
      ['hours_per_credit.between'],
    ],
    [
      'exactly 15 hours a credit',
      { hours_total: 45, hours_theory: 45, hours_practice: 0, hours_test: 0 },
      [],
    ],
    [
      '3 credits hold 135 hours at most',
      { hours_total: 136, hours_theory: 0, hours_practice: 136, hours_test: 0 },
      ['hours_per_credit.between'],
    ],
    [
      'hours that speak for another number of credits',
      { hours_total: 75, hours_theory: 45, hours_practice: 25, hours_test: 5 },
      ['credit_mix'],
    ],
    ['half a credit off is let pass', { credits: '2.5' }, []],
    [
      'internship: 45 hours a credit',
      {
        credits: '5',
        hours_total: 225,
        hours_theory: 0,
        hours_practice: 225,
        hours_test: 0,
        is_internship: true,
      },
      [],
    ],
    [
      'a module is 2 to 6 credits',
      { credits: '7', hours_total: 175, hours_theory: 35, hours_practice: 135, hours_test: 5 },
      ['unit_credits.between'],
    ],
    ['a grade without credits would weigh nothing', { credits: null }, ['unit_no_credits']],
    ['nor with none', { credits: '0', is_condition: true }, ['unit_no_credits']],
    ['a row without code or name', { code: ' ', name: '' }, ['unit_code', 'unit_name']],
  ])('%s', (_name, more, keys) => expect(found([unit(more)])).toEqual(keys))

  test('sơ cấp tables have no credits', () =>
    expect(found([unit({ credits: null })], rules, { ...college, level: 'so_cap' })).toEqual([]))

  test('the same code twice marks both rows', () => {
    const twice = checkStructure(college, [unit(), unit({ id: 'b', code: 'mđ10' })], rules)
    expect(twice.map((one) => [one.unit, one.key])).toEqual([
      ['a', 'unit_code_twice'],
      ['b', 'unit_code_twice'],
    ])
  })
})

describe('the whole programme', () => {
  const share = (theory: number, practice: number) =>
    unit({
      hours_total: theory + practice,
      hours_theory: theory,
      hours_practice: practice,
      hours_test: 0,
    })
  const ratio = (level: 'cao_dang' | 'trung_cap', minimum: string, maximum: string) =>
    rule('theory_percent', { level, minimum, maximum })
  const both = [ratio('cao_dang', '30', '50'), ratio('trung_cap', '25', '45')]

  test.each([
    ['cao_dang', 29.9, false],
    ['cao_dang', 30, true],
    ['cao_dang', 50, true],
    ['cao_dang', 50.1, false],
    ['trung_cap', 25, true],
    ['trung_cap', 24.9, false],
    ['trung_cap', 45.1, false],
    ['so_cap', 5, true],
  ] as const)('theory at %s, %d %% of the hours (Thông tư 03/2017/TT-BLĐTBXH)', (level, percent, isRight) => {
    const keys = found([share(percent * 10, 1000 - percent * 10)], both, { ...college, level })
    expect(keys).toEqual(isRight ? [] : ['theory_percent.between'])
  })

  test('a share just beyond the bound is not shown as the bound', () => {
    const [one] = checkStructure({ ...college, level: 'trung_cap' }, [share(4502, 5498)], both)
    expect(one!.params).toEqual({ value: '45,1', minimum: '25', maximum: '45' })
  })

  test('least credits depend on the level and on who enters (Thông tư 12/2017/TT-BLĐTBXH)', () => {
    const least = [
      rule('programme_credits', { level: 'trung_cap', entry_level: 'upper_secondary', minimum: '35' }),
      rule('programme_credits', { level: 'trung_cap', entry_level: 'lower_secondary', minimum: '50' }),
    ]
    const units = [unit({ credits: '49.5' })]
    const of = (entry_level: 'upper_secondary' | 'lower_secondary') =>
      found(units, least, { ...college, level: 'trung_cap', entry_level })
    expect(of('upper_secondary')).toEqual([])
    expect(of('lower_secondary')).toEqual(['programme_credits.least'])
  })

  test.each([
    ['all of them where nothing is said, and that is asked about', null, ['electives_unsaid']],
    ['those to be chosen where the programme says how many', '4', ['programme_credits.least']],
    ['none of them where none need be chosen', '0', ['programme_credits.least']],
    ['as many as there are, no more', '6.5', ['electives_short']],
  ])('electives count: %s', (_name, elective_credits, keys) => {
    const least = [rule('programme_credits', { level: 'cao_dang', minimum: '60' })]
    const elective = { unit_group: 'elective', credits: '3' } as const
    const units = [unit({ credits: '54' }), unit({ id: 'b', ...elective }), unit({ id: 'c', ...elective })]
    const codes = units.map((one, at) => ({ ...one, code: `MĐ${at}` }))
    expect(found(codes, least, { ...college, elective_credits })).toEqual(keys)
  })

  test('an empty table is one violation', () => expect(found([], both)).toEqual(['no_units']))

  test('sums keep decimals of credits', () => {
    expect(
      totalsOf([unit({ credits: '2.5' }), unit({ credits: '0.1' }), unit({ credits: '0.2' })]).credits,
    ).toBe(28)
    expect(fromTenths(tenths('2.5'))).toBe('2,5')
  })
})
