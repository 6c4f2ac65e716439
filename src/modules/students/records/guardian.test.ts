import { expect, test } from 'vitest'
import { findLinkFault, hashSecret, lastMinorDay, makeSecret } from './guardian.ts'

test.each([
  [{ birth_date: '2010-05-20', birth_year: 2010 }, '2028-05-19'],
  [{ birth_date: '2008-02-29', birth_year: 2008 }, '2026-02-28'],
  [{ birth_date: null, birth_year: 2010 }, '2027-12-31'],
  [{ birth_date: null, birth_year: null }, undefined],
])('%o is a minor until %s', (person, last) => expect(lastMinorDay(person)).toBe(last))

test('a link never outlives the eve of the 18th birthday', () => {
  expect(findLinkFault('2027-05-19', '2027-05-19', '2026-11-22')).toBeUndefined()
  expect(findLinkFault('2027-05-19', '2027-05-20', '2026-11-22')).toBe('students.guardian.error.beyond_age')
  expect(findLinkFault('2026-11-21', '2026-11-21', '2026-11-22')).toBe('students.guardian.error.of_age')
  expect(findLinkFault(undefined, '2027-01-01', '2026-11-22')).toBe('students.guardian.error.birth_unknown')
  expect(findLinkFault('2027-05-19', '2026-11-21', '2026-11-22')).toBe('students.guardian.error.past')
})

test('the hash tells nothing of the secret and is the same each time', () => {
  const { token, hash } = makeSecret()
  expect(hash).toBe(hashSecret(token))
  expect(hash).not.toContain(token)
  expect(makeSecret().token).not.toBe(token)
})
