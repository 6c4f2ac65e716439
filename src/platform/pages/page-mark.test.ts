import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPageMark, writePageMark } from './page-mark.ts'

const id = '7b0a3c1e-5a52-4a0e-9d0e-0f1c2b3a4d5e'

test('a mark reads back as the place it was made from, whatever the key holds', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }).filter((key) => !key.includes('\0')),
      fc.uuid(),
      (key, row) => {
        expect(readPageMark(writePageMark(key, row))).toEqual({ key, id: row })
      },
    ),
  )
})

test.each([undefined, '', id, `~${id}`, 'Nguyen~', 'Nguyen~12', `Ng\0uyen~${id}`, `Nguyen~${id}x`])(
  'what no list wrote begins anew: %j',
  (text) => {
    expect(readPageMark(text)).toBeUndefined()
  },
)
