import { describe, expect, test } from 'vitest'
import { averageOf } from './averages.ts'
import { classify, classOf, type Conduct } from './classification.ts'
import { moduleOf, tt04 } from './testing.ts'

describe('averages, Art. 16: Σ(a × n) / Σ n', () => {
  const two = [moduleOf({ grade: '8.0', credits: '3' }), moduleOf({ grade: '6.5', credits: '2' })]
  test('ten points in year mode, one decimal', () => expect(averageOf(tt04, 'year', two).average).toBe('7.4'))
  test('points of letters in credit mode, two decimals', () =>
    expect(averageOf(tt04, 'credit', two).average).toBe('2.60'))

  test('condition subjects and postponed modules are left out, exempted ones count with their grade', () => {
    const others = [
      moduleOf({ condition_subject: true, grade: '10' }),
      moduleOf({ standing: 'postponed', grade: null }),
      moduleOf({ standing: 'exempted', grade: null }),
    ]
    const { average, steps } = averageOf(tt04, 'year', [...two, ...others])
    expect(average).toBe('7.4')
    expect(steps.slice(0, 2)).toMatchObject([
      { key: 'students.grading.average.left_out', params: { count: 1 } },
      { key: 'students.grading.average.postponed', params: { count: 1 } },
    ])
    expect(averageOf(tt04, 'year', [...two, moduleOf({ standing: 'exempted', grade: '10' })]).average).toBe(
      '8.4',
    )
  })

  test('a module not eligible for its exam counts as 0, unless the policy leaves it out', () => {
    const list = [...two, moduleOf({ standing: 'not_eligible', grade: null, credits: '5' })]
    expect(averageOf(tt04, 'year', list).average).toBe('3.7')
    const lenient = { ...tt04, averages: { ...tt04.averages, not_eligible_as: null } }
    expect(averageOf(lenient, 'year', list).average).toBe('7.4')
  })

  test('first sittings for scholarships, highest grades for progress', () => {
    const list = [moduleOf({ grade: '6.0', first_grade: '3.0', highest_grade: '7.0' })]
    expect(averageOf(tt04, 'year', list).average).toBe('6.0')
    expect(averageOf(tt04, 'year', list, 'scholarship').average).toBe('3.0')
    expect(averageOf(tt04, 'year', list, 'progress').average).toBe('7.0')
    expect(averageOf(tt04, 'credit', list, 'scholarship').average).toBe('0.00')
  })

  test('a letter of its own counts, not the grade behind it', () => {
    expect(averageOf(tt04, 'credit', [moduleOf({ grade: '4.0', letter: 'F' })]).average).toBe('0.00')
    expect(averageOf(tt04, 'credit', [moduleOf({ grade: null, letter: 'F' })]).average).toBe('0.00')
  })

  test('no digit is lost, however many there are', () => {
    const list = [moduleOf({ grade: '8.449999', credits: '0.333333' })]
    expect(averageOf(tt04, 'year', list).average).toBe('8.4')
  })

  test('nothing counted has no average', () => {
    expect(averageOf(tt04, 'year', []).average).toBeNull()
    expect(averageOf(tt04, 'credit', [moduleOf({ grade: null })]).average).toBeNull()
  })
})

describe('classes', () => {
  test.each([
    ['10.0', 'xuat_sac'],
    ['9.0', 'xuat_sac'],
    ['8.9', 'gioi'],
    ['8.0', 'gioi'],
    ['7.9', 'kha'],
    ['7.0', 'kha'],
    ['6.9', 'trung_binh'],
    ['5.0', 'trung_binh'],
    ['4.9', 'yeu'],
  ])('year, Art. 21: %s is %s', (average, expected) => expect(classOf(tt04, 'year', average)).toBe(expected))

  test.each([
    ['4.00', 'xuat_sac'],
    ['3.50', 'xuat_sac'],
    ['3.49', 'gioi'],
    ['3.00', 'gioi'],
    ['2.99', 'kha'],
    ['2.50', 'kha'],
    ['2.49', 'trung_binh'],
    ['2.00', 'trung_binh'],
    ['1.99', 'yeu'],
  ])('credit, Art. 32: %s is %s', (average, expected) =>
    expect(classOf(tt04, 'credit', average)).toBe(expected),
  )
})

describe('one class lower, Art. 21 and 32', () => {
  const conduct = (more: Partial<Conduct> = {}): Conduct => ({ modules: [], discipline: null, ...more })
  const retaken = (count: number) => Array.from({ length: count }, () => moduleOf({ sittings: 2 }))
  const result = (average: string, more: Partial<Conduct>) =>
    classify(tt04, 'credit', average, conduct(more)).classification

  test.each([
    ['3.50', 0, 'xuat_sac'],
    ['3.50', 1, 'gioi'],
    // one class only
    ['3.50', 5, 'gioi'],
    ['3.49', 1, 'gioi'],
    ['3.49', 2, 'kha'],
    ['2.99', 5, 'kha'],
  ])('%s with %i retaken is %s', (average, count, expected) =>
    expect(result(average, { modules: retaken(count) })).toBe(expected),
  )

  test('improvements are no retakes: who says so is believed before the number of sittings', () => {
    const improved = Array.from({ length: 2 }, () => moduleOf({ sittings: 2, retaken: false }))
    expect(result('3.80', { modules: improved })).toBe('xuat_sac')
    expect(result('3.80', { modules: [moduleOf({ sittings: 2, retaken: true })] })).toBe('gioi')
  })

  test('condition subjects, postponed and exempted modules do not count as retaken', () => {
    const aside = [
      moduleOf({ sittings: 3, condition_subject: true }),
      moduleOf({ sittings: 3, standing: 'postponed' }),
      moduleOf({ sittings: 3, standing: 'exempted' }),
    ]
    expect(result('4.00', { modules: aside })).toBe('xuat_sac')
  })

  test.each([
    [null, 'xuat_sac'],
    ['khien_trach', 'xuat_sac'],
    ['canh_cao', 'gioi'],
    ['dinh_chi', 'gioi'],
  ] as const)('discipline %s: %s', (discipline, expected) =>
    expect(result('3.80', { discipline })).toBe(expected),
  )

  test('several causes cost one class, and Khá is never lowered', () => {
    expect(result('3.80', { discipline: 'canh_cao', modules: retaken(2) })).toBe('gioi')
    expect(result('2.60', { discipline: 'canh_cao', modules: retaken(2) })).toBe('kha')
  })
})
