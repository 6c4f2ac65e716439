import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { takeNumbers } from './store/numbers.ts'
import { today, twoSchools, type TwoSchools } from './testing/school.ts'

let here: TwoSchools
beforeAll(async () => {
  here = await twoSchools()
})

const names = (count: number) => Array.from({ length: count }, (_, at) => `Người ${at + 1}`)
const lines = (year: number, kind = 'intermediate_diploma') =>
  here.rows(
    `select d.entry, d.entry_no, d.serial from diplomas.diploma d join diplomas.book b on b.id = d.book_id
     where b.issuer_id = $1 and b.year = $2 and b.kind_code = $3 order by d.entry`,
    [here.home, year, kind],
  )

describe('taking numbers', () => {
  test('opens the book at its first line; numbers and serials follow the pattern of the day', async () => {
    await here.write((tx) => here.enter(tx, names(2), { year: 2025, day: '2025-06-01' }))
    expect(await lines(2025)).toEqual([
      { entry: 1, entry_no: '0001/2025', serial: 'TC-TRUONG-NGHE-2025-00001' },
      { entry: 2, entry_no: '0002/2025', serial: 'TC-TRUONG-NGHE-2025-00002' },
    ])
  })

  test('takes the serials of the blanks where there are some', async () => {
    await here.write((tx) => here.enter(tx, names(2), { year: 2024, serials: ['B 0007', 'B 0008'] }))
    expect((await lines(2024)).map((line) => line.serial)).toEqual(['B 0007', 'B 0008'])
  })

  test('refuses a serial that was given before, also that of a void diploma, and gives the number back', async () => {
    await here.write((tx) => here.enter(tx, names(1), { year: 2023, serials: ['C-1'] }, { state: 'void' }))
    const again = here.write((tx) => here.enter(tx, names(1), { year: 2022, serials: ['c 1'] }))
    await expect(again).rejects.toMatchObject({
      refusal: 'precondition',
      reason: { key: 'diplomas.registers.error.serial_used', params: { serial: 'C-1' } },
    })
    await here.write((tx) => here.enter(tx, names(1), { year: 2022, serials: ['C-2'] }))
    expect((await lines(2022)).map((line) => line.entry)).toEqual([1])
  })

  test('refuses a serial an old register gave twice; an entry number there is no serial', async () => {
    await here.write((tx) => here.enter(tx, names(2), { year: 2020, serials: ['D-1', 'D-2'] }))
    await here.rows(
      `update diplomas.diploma set origin = 'digitised', shares_number = true, has_serial = serial <> 'D-2' where serial in ('D-1', 'D-2')`,
      [],
    )
    const give = (serial: string) =>
      here.write((tx) => here.enter(tx, names(1), { year: 2019, serials: [serial] }))
    await expect(give('D-1')).rejects.toMatchObject({
      reason: { key: 'diplomas.registers.error.serial_used', params: { serial: 'D-1' } },
    })
    await expect(give('D-2')).resolves.toBeTruthy()
  })

  test('is refused when the lines are not written in the same act: a register has no gap', async () => {
    const taken = here.write((tx) =>
      takeNumbers(tx, {
        institution: here.home,
        kindCode: 'intermediate_diploma',
        year: 2021,
        day: today,
        serials: null,
        count: 3,
      }),
    )
    await expect(taken).rejects.toThrow('a gap in register')
    expect(await lines(2021)).toEqual([])
  })

  test('goes into the book of the school that issues, which the school it was merged into keeps', async () => {
    const gone = await here.institution('truong-cu')
    await here.rows(
      `insert into institutions.succession (from_institution, to_institution, kind, on_date, source)
       values ($1, $2, 'merge', '2026-01-01', 'test')`,
      [gone, here.home],
    )
    await here.write((tx) => here.enter(tx, names(1), { institution: gone }))
    const [book] = await here.rows(`select issuer_id, keeper_id from diplomas.book where issuer_id = $1`, [
      gone,
    ])
    expect(book).toEqual({ issuer_id: gone, keeper_id: here.home })
  })
})

test('takers at the same time, some of whom give up, leave neither gap nor double', async () => {
  let year = 1951
  const taker = fc.record({ count: fc.integer({ min: 1, max: 4 }), givesUp: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(taker, { minLength: 2, maxLength: 8 }), async (takers) => {
      const book = year++
      await Promise.allSettled(
        takers.map(({ count, givesUp }) =>
          here.write(async (tx) => {
            await here.enter(tx, names(count), { year: book })
            if (givesUp) throw new Error('gave up')
          }),
        ),
      )
      const kept = takers.filter((one) => !one.givesUp).reduce((sum, one) => sum + one.count, 0)
      const found = await lines(book)
      expect(found.map((line) => line.entry)).toEqual(Array.from({ length: kept }, (_, at) => at + 1))
      expect(new Set(found.map((line) => line.serial)).size).toBe(kept)
    }),
    { numRuns: 15 },
  )
})
