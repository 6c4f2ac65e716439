import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareNames, isName, nameSortKey, splitName } from '#platform/text/index.ts'

const syllables = [
  'A',
  'An',
  'Ấn',
  'Ân',
  'Ăn',
  'Ánh',
  'Anh',
  'Dung',
  'Dũng',
  'Đức',
  'Duy',
  'Đan',
  'Hòa',
  'Hoà',
  'Hoa',
  'Hoá',
  'Ơn',
]
const words = [
  ...syllables,
  'Ôn',
  'Oanh',
  'Thủy',
  'Thuỷ',
  'Thùy',
  'Thư',
  'Thu',
  'Tú',
  'Ứng',
  'ưng',
  'Y',
  'Ý',
  'Nguyễn',
  'nguyên',
  'Nguyện',
]
const made = fc.string({
  unit: fc.constantFrom(...'aàảãáạăằâấầbcdđeêếghinoôơốớuưứýy'.split('')),
  minLength: 1,
  maxLength: 6,
})
const name = fc
  .array(fc.oneof(fc.constantFrom(...words), made), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(' '))

const byteOrder = (a: string, b: string) => Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)))

test('a name is split into family, middle and given', () => {
  expect(splitName(' Nguyễn  Thị Minh Khai')).toEqual({ family: 'Nguyễn', middle: 'Thị Minh', given: 'Khai' })
  expect(splitName('Hồ Nam')).toEqual({ family: 'Hồ', middle: '', given: 'Nam' })
  expect(splitName('Khai')).toEqual({ family: '', middle: '', given: 'Khai' })
  expect(splitName('')).toEqual({ family: '', middle: '', given: '' })
})

test.each([
  'Nguyễn Văn An',
  'H’Hen Niê',
  "K'Brôi",
  'A Viết Rơ Liêu',
  'Nguyễn-Dupont',
  'Nguyễn Thị Thu Hiền',
  'Y Moan Ênuôl',
  'Đinh Hrĕ',
  "O'Brien Jr.",
  '김민준',
  'ສົມພອນ ວົງສາ',
  'Jean‑Luc Müller',
])('%s is a name', (text) => expect(isName(text)).toBe(true))

test.each([
  '=HYPERLINK("http://x";"Nguyễn An")',
  '+84905111222',
  '-An',
  '@An',
  'Nguyễn Văn 2',
  '<b>An</b>',
  'An; drop',
  'An\tBình',
  '...',
  "'=1+1",
  '',
])('%s is none', (text) => expect(isName(text)).toBe(false))

test('names are ordered by given name, then family name, in the Vietnamese alphabet', () => {
  const sorted = [
    'Trần Văn An',
    'Lê Thị Ánh',
    'Lê Thị Ân',
    'Hồ Dung',
    'Bùi Dũng',
    'Hồ Văn Dũng',
    'Đỗ Duy',
    'Cao Đan',
    'Vũ Tuấn',
  ]
  const shuffled = [...sorted].toReversed()
  expect(shuffled.toSorted(compareNames)).toEqual(sorted)
  expect(shuffled.toSorted((a, b) => byteOrder(nameSortKey(a), nameSortKey(b)))).toEqual(sorted)
})

test('tones come in dictionary order', () => {
  const sorted = ['Ma', 'Mà', 'Mả', 'Mã', 'Má', 'Mạ'].map((given) => `Lê ${given}`)
  expect(sorted.toReversed().toSorted(compareNames)).toEqual(sorted)
})

/** A syllable bears one tone at most; letters strung together with several are no Vietnamese. */
const isSpoken = (text: string) =>
  text
    .split(' ')
    .every((word) => (word.normalize('NFD').match(/[\u0300\u0301\u0303\u0309\u0323]/g) ?? []).length <= 1)

test('the key in byte order is the order of the names', () => {
  fc.assert(
    fc.property(name, name, (a, b) => {
      fc.pre(isSpoken(a) && isSpoken(b))
      expect(byteOrder(nameSortKey(a), nameSortKey(b))).toBe(Math.sign(compareNames(a, b)))
    }),
    { numRuns: 3000 },
  )
})

test('case and the place of the tone share a key', () => {
  expect(nameSortKey('NGUYỄN THỊ HOÀ')).toBe(nameSortKey('Nguyễn Thị Hòa'.normalize('NFD')))
})
