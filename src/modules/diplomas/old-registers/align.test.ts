import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alignRows, countWrong, findDifferences } from './align.ts'
import { judgeNumbers, type Standing } from './number.ts'
import { isSame, readRow, rowFields, tidyRow, TypedRows, type OldRow, type ReadRow } from './row.ts'
import { settleLines } from './settle.ts'

const line = (more: Partial<OldRow>): OldRow => tidyRow(more)
const an = line({
  entry_no: '1',
  full_name: 'Lê Văn An',
  birth: '1970',
  serial: 'A 001',
  classification: 'Khá',
})
const binh = line({
  entry_no: '2',
  full_name: 'Trần Bình',
  birth: '1971',
  serial: 'A 002',
  classification: 'Giỏi',
})
const cuc = line({
  entry_no: '3',
  full_name: 'Hồ Thị Cúc',
  birth: '1972',
  serial: 'A 003',
  classification: 'Khá',
})

describe('two keyings of a page', () => {
  test('a line one of them missed does not shift the others', () => {
    const pairs = alignRows([an, binh, cuc], [an, cuc])
    expect(pairs.map((one) => [one.first?.entry_no ?? null, one.second?.entry_no ?? null])).toEqual([
      ['1', '1'],
      ['2', null],
      ['3', '3'],
    ])
    expect(new Set(findDifferences(pairs).map((one) => one.row))).toEqual(new Set([1]))
  })

  test('a line the second alone has stands where it stood there', () => {
    const pairs = alignRows([an, cuc], [an, binh, cuc])
    expect(pairs.map((one) => one.second?.full_name)).toEqual(['Lê Văn An', 'Trần Bình', 'Hồ Thị Cúc'])
    expect(pairs[1]!.first).toBeNull()
  })

  test.each<[string, Partial<OldRow>, string[]]>([
    ['the name', { full_name: 'Lê Văn Ân' }, ['full_name']],
    ['the serial', { serial: 'A 007' }, ['serial']],
    ['entry number and serial', { serial: 'A 007', entry_no: '9' }, ['entry_no', 'serial']],
    [
      'all that tells it apart',
      { serial: 'A 007', entry_no: '9', full_name: 'Lê Văn Ơn' },
      ['entry_no', 'full_name', 'serial'],
    ],
  ])('a line in which %s was misread is still the same line', (_what, wrong, fields) => {
    const rest = { birth_place: 'Huế', programme: 'Hàn', year: '1995' }
    const first = line({ ...an, ...rest })
    const pairs = alignRows([cuc, first], [line({ ...first, ...wrong }), cuc])
    const different = findDifferences(pairs)
    expect(different.map((one) => one.field)).toEqual(fields)
  })

  test('numbers the book gives twice stay apart', () => {
    const twin = line({ ...an, entry_no: '1b', full_name: 'Ngô Văn Trùng', birth: '1969' })
    const pairs = alignRows([an, twin], [twin, an])
    expect(findDifferences(pairs)).toEqual([])
  })

  const word = fc.constantFrom(null, 'An', 'Ân', '1', '2', '3/4/1970')
  const rows = fc.array(
    fc.record(Object.fromEntries(rowFields.map((field) => [field, word]))) as fc.Arbitrary<OldRow>,
    { maxLength: 6 },
  )
  test('every line of both stands in one pair, and a keying agrees with itself in any order', () => {
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const pairs = alignRows(first, second)
        expect(pairs.flatMap((one) => one.first ?? [])).toEqual(first)
        expect(new Set(pairs.flatMap((one) => one.second ?? []))).toEqual(new Set(second))
        expect(pairs.filter((one) => one.second)).toHaveLength(second.length)
        expect(findDifferences(alignRows(first, first))).toEqual([])
      }),
    )
  })
  test('nothing is settled that nobody decided: each difference is picked, typed or said to be open', () => {
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const pairs = alignRows(first, second)
        const different = findDifferences(pairs)
        const { undecided } = settleLines(pairs, [])
        for (const { row, field } of different) {
          const isAlone = !pairs[row]!.first || !pairs[row]!.second
          expect(undecided).toContainEqual({ at: row, field: isAlone ? 'full_name' : field })
        }
      }),
    )
  })
})

test('a difference is settled by picking a reading, the empty one too, or by typing another', () => {
  const pairs = alignRows([an], [line({ ...an, classification: null, full_name: 'Lê Văn Ân' })])
  const kept = { ...an } as Record<string, string>
  delete kept.classification
  delete kept.full_name
  const { settled, undecided } = settleLines(pairs, [
    { ...kept, full_name: 'Lê Văn Ấn', pick: { classification: '2' } },
  ])
  expect(undecided).toEqual([])
  expect(settled[0]!.row).toEqual({ ...an, full_name: 'Lê Văn Ấn', classification: null })
})

test('a line the book does not have is left out, one that both missed is added', () => {
  const pairs = alignRows([an, binh], [an, binh])
  const typed = (row: OldRow) => Object.fromEntries(Object.entries(row).filter(([, text]) => text))
  const { settled } = settleLines(pairs, [typed(an), { ...typed(binh), drop: 'true' }, typed(cuc)])
  expect(settled.map((one) => one.row.full_name)).toEqual(['Lê Văn An', 'Hồ Thị Cúc'])
})

test.each([
  ['everything right', [an, binh], 0],
  ['one field wrong', [line({ ...an, birth: '1977' }), binh], 1],
  ['a line missed counts for all it says', [an], 5],
] as const)('errors of a keyer: %s', (_what, typed, wrong) => {
  expect(countWrong(typed, [an, binh])).toEqual({ wrong, fields: 20 })
})

describe('reading a line', () => {
  test.each([
    ['birth', '05/09/1972', '5/9/1972', true],
    ['birth', '1972', '1973', false],
    ['serial', 'B 00123', 'b00123', true],
    ['full_name', 'Lê Văn An', 'Lê Văn Ân', false],
    ['birth_place', null, 'Huế', false],
  ] as const)('%s: “%s” and “%s”', (field, one, other, same) => {
    expect(isSame(field, one, other)).toBe(same)
  })

  test('what the book does not say is null; a year alone, and a book without a day', () => {
    const row = TypedRows.parse([{ full_name: 'An Văn', birth: '1970', entry_no: '7', serial: '  ' }])[0]!
    expect(row.serial).toBeNull()
    expect(row.birth_place).toBeNull()
    expect(readRow(row, 1995, '2026-11-25')).toMatchObject({
      year: 1995,
      birth: { date: null, year: 1970 },
      issueDate: null,
    })
  })
})

describe('the number of a line', () => {
  const read = (row: Partial<OldRow>) =>
    readRow(line({ full_name: 'Lê Văn An', ...row }), 1995, '2026-11-25') as ReadRow
  const there = (more: Partial<Standing>): Standing => ({
    id: 'x',
    serial_key: 'A1',
    book_id: 'sổ',
    is_compared: true,
    has_serial: true,
    name: 'Ngô Văn Khác',
    ...more,
  })
  const judge = (row: Partial<OldRow>, standing: Standing[], twin: string | null = null) =>
    judgeNumbers([{ read: read(row), twin }], standing, 'sổ')[0]!

  test.each<[string, Partial<OldRow>, Partial<Standing>, string | null, boolean]>([
    ['a serial of another line', { serial: 'A1' }, {}, null, true],
    ['the same, with a reason', { serial: 'A1' }, {}, 'sổ ghi trùng', false],
    [
      'an entry number of another year',
      { entry_no: 'A1' },
      { book_id: 'sổ khác', has_serial: false },
      null,
      false,
    ],
    ['an entry number twice in one book', { entry_no: 'A1' }, { has_serial: false }, null, true],
    ['a serial that is an entry number elsewhere', { serial: 'A1' }, { has_serial: false }, null, false],
  ])('%s', (_what, row, standing, twin, isClash) => {
    expect(judge(row, [there(standing)], twin).isClash).toBe(isClash)
  })

  test('a line of a spreadsheet is the one of its name, and is not entered again', () => {
    const imported = [
      there({ id: 'a', is_compared: false, name: 'Lê Văn An' }),
      there({ id: 'b', is_compared: false }),
    ]
    const judged = judgeNumbers([{ read: read({ serial: 'A1' }), twin: null }], [imported[0]!], 'sổ')[0]!
    expect(judged).toMatchObject({ imported: { id: 'a' }, isClash: false, sharesNumber: false })
    expect(judge({ serial: 'A1' }, imported).imported?.id).toBe('a')
  })
})
