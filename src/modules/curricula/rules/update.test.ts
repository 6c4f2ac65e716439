import { expect, test } from 'vitest'
import { addMonths } from '#platform/clock.ts'
import { isDigitalProgramme, updateStanding } from './update.ts'

const rule = { months: 36, needs_note: true, prefixes: ['648', '548'] }

test.each([
  ['6480201', false, true],
  ['5480202', false, true],
  ['6340122', false, false],
  ['6340122', true, true],
  [null, false, false],
])('occupation %s, marked %s: digital %s', (occupation_code, is_digital, is) =>
  expect(isDigitalProgramme(rule, { occupation_code, is_digital })).toBe(is),
)

test.each([
  ['2023-11-24', 'AI', '2026-11-24', 'updated'],
  ['2023-11-23', 'AI', '2026-11-24', 'too_old'],
  ['2026-01-01', ' ', '2026-11-24', 'no_note'],
  [null, 'AI', '2026-11-24', 'too_old'],
])('decided %s, note "%s", on %s: %s', (decision_date, new_technology_note, day, standing) =>
  expect(updateStanding(rule, { decision_date, new_technology_note }, day)).toBe(standing),
)

test('a month without that day ends on its last', () => {
  expect(addMonths('2024-02-29', 36)).toBe('2027-02-28')
  expect(addMonths('2023-08-31', 6)).toBe('2024-02-29')
})
