import fc from 'fast-check'
import { addMonths } from '#platform/clock.ts'
import { describe, expect, test } from 'vitest'
import { lastDay, trainedStatus, type Evidence, type TrainedRule } from './rule.ts'

const rule: TrainedRule = {
  target: 'pedagogy',
  categories: ['digital_competence_pedagogy'],
  manager_categories: ['manager_digital_governance'],
  min_hours: 16,
  min_date: '2022-09-01',
  validity_months: null,
}
const course = (more: Partial<Evidence> = {}): Evidence => ({
  id: 'a',
  course: 'Dạy học trên LMS',
  category: 'digital_competence_pedagogy',
  hours: 24,
  completed_on: '2025-06-30',
  valid_to: null,
  state: 'passed',
  ...more,
})
const day = fc
  .date({ min: new Date('2021-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const evidence = fc.record({
  id: fc.uuid(),
  course: fc.constantFrom('Dạy học trên LMS', 'Kiểm tra trực tuyến', 'Quản trị số'),
  category: fc.constantFrom(
    'digital_competence_pedagogy',
    'manager_digital_governance',
    'digital_material_development',
    'other',
  ),
  hours: fc.option(fc.integer({ min: 0, max: 80 }).map((half) => half / 2)),
  completed_on: day,
  valid_to: fc.option(day),
  state: fc.constantFrom('passed', 'failed', 'pending', 'verified', 'rejected'),
}) satisfies fc.Arbitrary<Evidence>
const list = fc.uniqueArray(evidence, { selector: (one) => one.id, maxLength: 6 })
const anyRule = fc
  .record({
    min_hours: fc.integer({ min: 0, max: 40 }),
    min_date: day,
    validity_months: fc.option(fc.integer({ min: 1, max: 60 })),
  })
  .map((part): TrainedRule => ({ ...rule, ...part }))

describe('trained by the rule', () => {
  test.each([
    ['trained', [course()], { course: 'Dạy học trên LMS', day: '30/06/2025' }],
    ['no_course', [course({ category: 'digital_material_development' })], {}],
    ['no_course', [course({ completed_on: '2026-11-23' })], {}],
    ['not_verified', [course({ state: 'pending' })], { course: 'Dạy học trên LMS', day: '30/06/2025' }],
    ['expired', [course({ valid_to: '2026-06-30' })], { course: 'Dạy học trên LMS', day: '30/06/2026' }],
    ['too_few_hours', [course({ hours: 7.5 })], { course: 'Dạy học trên LMS', hours: 7.5, needed: 16 }],
    [
      'too_early',
      [course({ completed_on: '2022-08-31' })],
      { course: 'Dạy học trên LMS', day: '31/08/2022', from: '01/09/2022' },
    ],
    ['failed', [course({ state: 'failed' })], { course: 'Dạy học trên LMS', day: '30/06/2025' }],
    ['rejected', [course({ state: 'rejected' })], { course: 'Dạy học trên LMS', day: '30/06/2025' }],
    [
      'not_enough',
      [course({ state: 'pending', hours: 4 })],
      { course: 'Dạy học trên LMS', day: '30/06/2025' },
    ],
  ] as const)('%s', (key, all, params) => {
    const status = trainedStatus(rule, all, '2026-11-22', false)
    expect(status.reason).toEqual({ key: `staff.training.reason.${key}`, params })
    expect(status.counts).toBe(key === 'trained')
  })

  test('the day of the last validity still counts, the next one does not', () => {
    const paper = [course({ valid_to: '2026-06-30' })]
    expect(trainedStatus(rule, paper, '2026-06-30', false).counts).toBe(true)
    expect(trainedStatus(rule, paper, '2026-07-01', false).counts).toBe(false)
  })

  test('digital governance counts for a manager and for nobody else', () => {
    const governance = [course({ category: 'manager_digital_governance' })]
    expect(trainedStatus(rule, governance, '2026-11-22', true).counts).toBe(true)
    expect(trainedStatus(rule, governance, '2026-11-22', false).reason.key).toBe(
      'staff.training.reason.no_course',
    )
  })

  test('the next fix names categories and hours, and nothing when only the check is missing', () => {
    expect(trainedStatus(rule, [], '2026-11-22', true).nextFix).toEqual({
      categories: ['digital_competence_pedagogy', 'manager_digital_governance'],
      minHours: 16,
    })
    expect(trainedStatus(rule, [course({ state: 'pending' })], '2026-11-22', false).nextFix).toBeNull()
  })
})

describe('of any evidence', () => {
  test('its order does not matter', () => {
    fc.assert(
      fc.property(anyRule, list, day, fc.boolean(), fc.nat(), (r, all, asOf, isManager, seed) => {
        const turned = [
          ...all.slice(seed % (all.length + 1)),
          ...all.slice(0, seed % (all.length + 1)),
        ].toReversed()
        expect(trainedStatus(r, turned, asOf, isManager)).toEqual(trainedStatus(r, all, asOf, isManager))
      }),
    )
  })

  test('adding some never makes a trained person untrained', () => {
    fc.assert(
      fc.property(anyRule, list, list, day, fc.boolean(), (r, all, more, asOf, isManager) => {
        if (trainedStatus(r, all, asOf, isManager).counts)
          expect(trainedStatus(r, [...all, ...more], asOf, isManager).counts).toBe(true)
      }),
    )
  })

  test('what has expired, is not accepted, lies ahead or is too short never counts', () => {
    fc.assert(
      fc.property(anyRule, list, day, fc.boolean(), (r, all, asOf, isManager) => {
        const status = trainedStatus(r, all, asOf, isManager)
        if (!status.counts) return
        expect(['passed', 'verified']).toContain(status.evidence!.state)
        expect(lastDay(r, status.evidence!) >= asOf && status.evidence!.completed_on <= asOf).toBe(true)
        expect(
          status.evidence!.completed_on >= r.min_date && (status.evidence!.hours ?? 0) >= r.min_hours,
        ).toBe(true)
      }),
    )
  })

  test('without an end of validity, who is trained stays so on every later day', () => {
    fc.assert(
      fc.property(list, day, day, (all, one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one]
        const lasting = all.map((e) => ({ ...e, valid_to: null }))
        if (trainedStatus(rule, lasting, earlier, false).counts)
          expect(trainedStatus(rule, lasting, later, false).counts).toBe(true)
      }),
    )
  })

  test('one day of the month too many ends on the last', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2023-12-31', 2)).toBe('2024-02-29')
    expect(addMonths('2023-03-31', 12)).toBe('2024-03-31')
  })
})
