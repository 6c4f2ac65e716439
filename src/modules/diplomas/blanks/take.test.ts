import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { twoSchools, type TwoSchools } from '../registers/testing/school.ts'
import { spoilBlanks, takeBlanks } from './store/take.ts'

let here: TwoSchools
beforeAll(async () => {
  here = await twoSchools()
})

let batch = 0
/** So many blanks `P<batch>-0001` … of a kind with no others left; answers the beginning of their serials. */
async function receive(count: number): Promise<string> {
  await here.rows(`update diplomas.blank set state = 'used' where state = 'left'`)
  const prefix = `P${String(++batch).padStart(3, '0')}-`
  const serials = Array.from({ length: count }, (_, at) => prefix + String(at + 1).padStart(4, '0'))
  const movement = await here.one(
    `insert into diplomas.blank_movement (institution_id, kind_code, act, count, first_serial, last_serial, on_date, by_account, by_name)
     values ($1, 'intermediate_diploma', 'receive', $2, $3, $4, '2026-11-01', 'test', 'Test') returning id`,
    [here.home, count, serials[0], serials.at(-1)],
  )
  await here.rows(
    `insert into diplomas.blank (institution_id, kind_code, serial, received_by)
     select $1, 'intermediate_diploma', s, $2 from unnest($3::text[]) s`,
    [here.home, movement, serials],
  )
  return prefix
}
const take = (count: number, first?: string) =>
  here.write((tx) =>
    takeBlanks(tx, { institution: here.home, kindCode: 'intermediate_diploma', count, first }),
  )

describe('taking blanks', () => {
  test('goes by serial, from the one named on, and leaves the ones before it', async () => {
    const prefix = await receive(6)
    expect((await take(2, `${prefix}0003`)).map((one) => one.serial)).toEqual([
      `${prefix}0003`,
      `${prefix}0004`,
    ])
    expect((await take(3)).map((one) => one.serial.slice(-4))).toEqual(['0001', '0002', '0005'])
  })

  test('more than are left are refused, and none is taken', async () => {
    await receive(3)
    await expect(take(4)).rejects.toMatchObject({
      reason: { key: 'diplomas.blanks.error.too_few', params: { count: 4, left: 3 } },
    })
    expect(await take(3)).toHaveLength(3)
  })

  test('from a blank that is not left is refused with its number', async () => {
    const prefix = await receive(3)
    await take(1)
    await expect(take(1, `${prefix}0001`)).rejects.toMatchObject({
      reason: { key: 'diplomas.blanks.error.first', params: { serial: `${prefix}0001` } },
    })
  })

  test('a blank used for a misprint is spoiled with its reason, once', async () => {
    await receive(3)
    const taken = await take(2)
    const ids = taken.map((one) => one.id)
    const spoiling = { reason: 'In lệch', on_date: '2026-11-25', by: { id: 'a', name: 'A' } }
    expect(await here.write((tx) => spoilBlanks(tx, ids, spoiling))).toHaveLength(1)
    expect(await here.write((tx) => spoilBlanks(tx, ids, spoiling))).toEqual([])
    const [movement] = await here.rows(
      `select m.act, m.count, m.reason, m.first_serial from diplomas.blank b join diplomas.blank_movement m on m.id = b.spoiled_by
       where b.id = $1`,
      [ids[0]],
    )
    expect(movement).toEqual({
      act: 'spoil',
      count: 2,
      reason: 'In lệch',
      first_serial: taken[0]!.serial,
    })
  })
})

test('takers at the same time never get one blank twice, and who is refused took none', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 6 }),
      async (stock, takers) => {
        await receive(stock)
        const done = await Promise.allSettled(takers.map((count) => take(count)))
        const got = done.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
        expect(new Set(got.map((one) => one.id)).size).toBe(got.length)
        const [left] = await here.rows(`select count(*)::int as n from diplomas.blank where state = 'left'`)
        expect(Number(left!.n)).toBe(stock - got.length)
        // Who was refused asked for more than there were at the end.
        for (const [at, one] of done.entries())
          if (one.status === 'rejected') expect(takers[at]).toBeGreaterThan(Number(left!.n))
      },
    ),
    { numRuns: 12 },
  )
})
