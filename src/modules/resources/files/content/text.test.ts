import { expect, test } from 'vitest'
import { tidy } from './text.ts'

test.each([
  [
    'spaces and lines are one, and pages end where they end',
    '  a \t b \r\n\n c \n\f \n d \f\f e  \f \n',
    'a b\nc\fd\f\fe',
  ],
  ['empty pages before the first word count', ' \n \f\f a', '\f\fa'],
])('%s', (_what, text, expected) => expect(tidy(text)).toBe(expected))

test('empty pages hold nobody up, however many stand before the last word: by squares it would take minutes', () => {
  expect(tidy(`a${'\f'.repeat(500_000)}b`)).toHaveLength(500_002)
})
