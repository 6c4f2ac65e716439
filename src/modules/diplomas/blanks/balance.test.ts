import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { runAction } from '#platform/actions/run.ts'
import { AppError } from '#platform/errors.ts'
import type { AnyAction } from '#platform/actions/define.ts'
import { twoSchools, type TwoSchools } from '../registers/testing/school.ts'
import { acceptBlanks, recallBlanks, refuseBlanks } from './actions/answer-move.ts'
import { destroyBlanks } from './actions/destroy-blanks.ts'
import { receiveBlanks } from './actions/receive-blanks.ts'
import { sendBlanks } from './actions/send-blanks.ts'
import { spoilBlanks } from './actions/spoil-blanks.ts'
import { difference } from './stock.ts'
import { listStock } from './store/stock.ts'
import { takeBlanks } from './store/take.ts'

let here: TwoSchools
beforeAll(async () => {
  here = await twoSchools()
})

const kind = 'intermediate_diploma' as const
let serial = 0
const name = (at: number) => `P${String(at).padStart(6, '0')}`
/** Two ends of a run among the twenty serials handed out last. */
const range = (from: number, size: number) => {
  const first = serial - Math.floor(from * Math.min(20, serial))
  return { first_serial: name(first), last_serial: name(Math.min(first + size, serial)) }
}

type Step = { act: string; away: boolean; at: number; size: number }
const step = fc.record({
  act: fc.constantFrom(
    'receive',
    'take',
    'take',
    'send',
    'send',
    'accept',
    'refuse',
    'recall',
    'spoil',
    'destroy',
  ),
  away: fc.boolean(),
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  size: fc.integer({ min: 0, max: 4 }),
})

/** What somebody at a school tries: much of it is refused, none of it may upset the balance. */
async function attempt({ act, away, at, size }: Step): Promise<void> {
  const [institution, other] = away ? [here.away, here.home] : [here.home, here.away]
  const actor = here.at('academic-office', institution)
  const base = { institution, kind, on_date: '25/11/2026', paper_no: '1' }
  const run = (action: AnyAction, input: Record<string, unknown>) =>
    runAction(here.site.app, action, input, actor)
  const pending = async (side: string) =>
    (
      await here.rows(
        `select id from diplomas.blank_movement where act = 'move_out' and other_movement_id is null and undone_on is null
         and ${side} = $1 order by id limit 1`,
        [institution],
      )
    )[0]?.id
  const answer = async (action: AnyAction, side: string) => {
    const movement = await pending(side)
    if (movement) await run(action, { movement, on_date: '25/11/2026', reason: 'Trả lại bên giao' })
  }
  switch (act) {
    case 'receive': {
      const first = serial + 1
      serial += 1 + size
      await run(receiveBlanks, { ...base, first_serial: name(first), last_serial: name(serial) })
      return
    }
    case 'take':
      await here.write((tx) => takeBlanks(tx, { institution, kindCode: kind, count: 1 + size }), actor)
      return
    case 'send':
      await run(sendBlanks, { ...base, ...range(at, size), other })
      return
    case 'accept':
      return answer(acceptBlanks, 'other_id')
    case 'refuse':
      return answer(refuseBlanks, 'other_id')
    case 'recall':
      return answer(recallBlanks, 'institution_id')
    case 'spoil': {
      const { first_serial, last_serial } = range(at, Math.min(size, 1))
      await run(spoilBlanks, {
        ...base,
        serials: `${first_serial} đến ${last_serial}`,
        reason: 'Bị ướt do dột',
      })
      return
    }
    default:
      await run(destroyBlanks, base)
  }
}

const stock = () =>
  here.site.app.database.read(systemActor('test'), (db) => listStock(db, [here.home, here.away]))

test('received and moved in equal used, spoiled, left, moving and moved out, after any acts and takers at once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 4, maxLength: 10 }),
      async (rounds) => {
        await attempt({ act: 'receive', away: false, at: 0, size: 4 })
        for (const round of rounds) {
          const done = await Promise.allSettled(round.map(attempt))
          for (const one of done) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(AppError)
          const rows = await stock()
          expect(rows.map(difference)).toEqual(rows.map(() => 0))
          const all = rows.reduce((sum, row) => sum + row.used + row.spoiled + row.left + row.moving, 0)
          expect(all).toBe(rows.reduce((sum, row) => sum + row.received, 0))
          expect(all).toBe(serial)
        }
      },
    ),
    { numRuns: 25 },
  )
  const acts = await here.rows(`select act from diplomas.blank_movement group by act order by act`)
  expect(acts.map((row) => row.act)).toEqual(['destroy', 'move_in', 'move_out', 'receive', 'spoil'])
}, 60_000)
