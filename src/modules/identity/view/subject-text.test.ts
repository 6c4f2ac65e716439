import { expect, test } from 'vitest'
import type { Translate } from '#platform/i18n/index.ts'
import { fieldText, subjectText } from './subject-text.ts'

const words: Record<string, string> = {
  'people.subject.person': 'Hồ sơ người',
  'people.field.full_name': 'Họ và tên',
}
const t = {
  has: (key: string) => key in words,
  dynamic: (key: string) => words[key],
} as unknown as Translate

test('a kind of record and its fields read in the words of its module', () => {
  expect(subjectText(t, 'people.person')).toBe('Hồ sơ người')
  expect(fieldText(t, 'people.person', 'full_name')).toBe('Họ và tên')
})

test('what has no words keeps its name, and another module’s words are not taken', () => {
  expect(subjectText(t, 'staff.post')).toBe('staff.post')
  expect(fieldText(t, 'people.person', 'name_key')).toBe('name_key')
  expect(fieldText(t, 'staff.post', 'full_name')).toBe('full_name')
})
