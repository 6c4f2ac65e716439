import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { planReorganisation, type ReorganisationRow } from '../reorganisation.ts'
import { places } from '../module.ts'
import { dayBefore, isInForce, type Unit } from '../unit.ts'

let site: TestApp
beforeAll(async () => {
  site = await testApp({ modules: [places] })
})

/** A unit of the model with the cells of land that are really in it. */
type Known = Unit & { land: ReadonlySet<number> }
type Step = { kind: 'merge' | 'split' | 'rename'; pick: number; more: number; reuse: boolean }
type Model = {
  units: Known[]
  links: { from: string; to: string; on: string; kind: string; is_part: boolean }[]
  days: string[]
  isPure: boolean
}

const firstDay = '2001-01-01'
const dayOf = (step: number) => `${2002 + step}-01-01`

function makeUnit(code: string, from: string, land: ReadonlySet<number>): Known {
  return {
    id: crypto.randomUUID(),
    code,
    is_official_code: true,
    name: `Xã ${code} năm ${from.slice(0, 4)}`,
    kind: 'commune',
    type: 'xa',
    parent_code: '01',
    from_date: from,
    from_is_known: true,
    to_date: null,
    lat: null,
    lon: null,
    area_km2: null,
    source: 'model',
    land,
  }
}

/** Plays steps on land of `size` units, through the rule that the import uses, and keeps beside it what land is really where. */
function play(size: number, steps: readonly Step[]): Model {
  const province: Known = {
    ...makeUnit('01', firstDay, new Set()),
    kind: 'province',
    type: 'tinh',
    parent_code: null,
  }
  const land = Array.from({ length: size }, (_, at) => new Set([at * 2, at * 2 + 1]))
  const model: Model = {
    units: [province, ...land.map((cells, at) => makeUnit(String(20001 + at), firstDay, cells))],
    links: [],
    days: [firstDay],
    isPure: true,
  }
  for (const [at, step] of steps.entries()) playStep(model, step, dayOf(at), 30000 + at * 10)
  return model
}

function playStep(model: Model, step: Step, on: string, fresh: number): void {
  const open = model.units.filter((unit) => unit.kind === 'commune' && isInForce(unit, on))
  const first = open[step.pick % open.length]!
  const second = open[(step.pick + 1 + step.more) % open.length]!
  const kind =
    step.kind === 'merge' && first === second
      ? 'rename'
      : step.kind === 'split' && first.land.size < 2
        ? 'rename'
        : step.kind
  const code = step.reuse ? first.code : String(fresh)
  const targets = kind === 'split' ? [code, String(fresh + 1)] : [code]
  const olds = kind === 'merge' ? [first, second] : [first]
  const cells = [...new Set(olds.flatMap((old) => [...old.land]))]
  const rows = olds.flatMap((old) => targets.map((target) => rowOf(old, target, on, kind === 'split')))
  const plan = planReorganisation(rows, model.units)
  expect(plan.problems).toEqual([])
  for (const old of olds) old.to_date = dayBefore(on)
  const made = plan.beginning.map((unit, at) => {
    const own =
      kind === 'split'
        ? cells.filter((_, cell) => (at === 0 ? cell < cells.length / 2 : cell >= cells.length / 2))
        : cells
    return makeUnit(unit.code, on, new Set(own))
  })
  for (const link of plan.links) {
    model.links.push({
      from: link.old.id,
      to: made.find((unit) => unit.code === link.new_code)!.id,
      on,
      kind: link.kind,
      is_part: link.is_part,
    })
  }
  model.units.push(...made)
  model.days.push(on)
  if (kind === 'split') model.isPure = false
}

function rowOf(old: Unit, code: string, on: string, isPart: boolean): ReorganisationRow {
  return {
    row: 1,
    old_code: old.code,
    old_name: old.name,
    new_code: code,
    new_name: `Xã ${code} năm ${on.slice(0, 4)}`,
    type: 'xa',
    effective_on: on,
    is_part: isPart,
    basis: 'model',
    parent_code: null,
    problems: [],
  }
}

type Mapped = { from_code: string; to_code: string; is_part: boolean }

/** What the database answers for the model's units, for each pair of days; nothing is kept. */
async function ask(model: Model, pairs: readonly (readonly [string, string])[]): Promise<Mapped[][]> {
  const client = await site.app.database.owner.connect()
  try {
    await client.query('begin')
    await client.query('delete from places.succession; delete from places.unit')
    await client.query(
      `insert into places.unit (id, code, name, kind, type, parent_code, from_date, to_date, source)
        select id, code, name, kind, type, parent_code, from_date, to_date, source from jsonb_populate_recordset(null::places.unit, $1::jsonb)`,
      [JSON.stringify(model.units)],
    )
    await client.query(
      `insert into places.succession (from_unit, to_unit, on_date, kind, is_part, source)
        select "from", "to", "on", kind, is_part, 'model' from jsonb_to_recordset($1::jsonb) as r("from" uuid, "to" uuid, "on" date, kind text, is_part boolean)`,
      [JSON.stringify(model.links)],
    )
    const answers: Mapped[][] = []
    for (const [from, to] of pairs)
      answers.push(
        (await client.query('select * from places.map_units($1, $2)', [from, to])).rows as Mapped[],
      )
    return answers
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('merge' as const, 'split' as const, 'rename' as const),
  pick: fc.nat(20),
  more: fc.nat(20),
  reuse: fc.boolean(),
})
const story = fc.record({ size: fc.integer({ min: 1, max: 5 }), steps: fc.array(step, { maxLength: 5 }) })
const communes = (model: Model, on: string) =>
  model.units.filter((unit) => unit.kind === 'commune' && isInForce(unit, on))

test(
  'whatever is merged, divided and renamed, the answer is in force on the day asked and holds all the land',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ size, steps }) => {
        const model = play(size, steps)
        const pairs = model.days.flatMap((from) => model.days.map((to) => [from, to] as const))
        for (const [at, answer] of (await ask(model, pairs)).entries()) checkAnswer(model, pairs[at]!, answer)
      }),
      { numRuns: 40 },
    )
  },
)

function checkAnswer(model: Model, [from, to]: readonly [string, string], answer: readonly Mapped[]): void {
  const there = new Map(communes(model, to).map((unit) => [unit.code, unit]))
  for (const unit of communes(model, from)) {
    const reached = answer.filter((each) => each.from_code === unit.code)
    const held = reached.map((each) => there.get(each.to_code))
    expect(held, `${unit.code} of ${from} on ${to}`).not.toContain(undefined)
    const land = new Set(held.flatMap((each) => [...each!.land]))
    expect([...unit.land].filter((cell) => !land.has(cell))).toEqual([])
    expect(reached.every((each) => each.is_part === reached.length > 1)).toBe(true)
    if (from === to) expect(reached).toEqual([{ from_code: unit.code, to_code: unit.code, is_part: false }])
  }
}

test(
  'where units only merge and are renamed, totals read as then and as now agree',
  { timeout: 120_000 },
  async () => {
    const pure = fc.record({
      size: fc.integer({ min: 2, max: 6 }),
      steps: fc.array(
        step.filter(({ kind }) => kind !== 'split'),
        { minLength: 1, maxLength: 5 },
      ),
    })
    await fc.assert(
      fc.asyncProperty(pure, async ({ size, steps }) => {
        const model = play(size, steps)
        const last = model.days.at(-1)!
        const answers = await ask(
          model,
          model.days.map((from) => [from, last] as const),
        )
        for (const [at, from] of model.days.entries()) {
          // Each piece of land counts one: the sums by the units of then, mapped, are the sums by the units of now.
          const sums = new Map<string, number>()
          for (const unit of communes(model, from)) {
            const reached = answers[at]!.filter((each) => each.from_code === unit.code)
            expect(reached).toHaveLength(1)
            expect(reached[0]!.is_part).toBe(false)
            sums.set(reached[0]!.to_code, (sums.get(reached[0]!.to_code) ?? 0) + unit.land.size)
          }
          expect(Object.fromEntries(sums)).toEqual(
            Object.fromEntries(communes(model, last).map((unit) => [unit.code, unit.land.size])),
          )
        }
      }),
      { numRuns: 30 },
    )
  },
)

test('a unit divided and joined again is one whole again', async () => {
  const model = play(1, [
    { kind: 'split', pick: 0, more: 0, reuse: true },
    { kind: 'merge', pick: 0, more: 0, reuse: false },
  ])
  const [there, back] = await ask(model, [
    [firstDay, dayOf(1)],
    [firstDay, dayOf(0)],
  ])
  expect(there!.filter((each) => each.from_code === '20001')).toEqual([
    { from_code: '20001', to_code: '30010', is_part: false },
  ])
  expect(
    back!
      .filter((each) => each.from_code === '20001')
      .map((each) => [each.to_code, each.is_part])
      .toSorted(),
  ).toEqual([
    ['20001', true],
    ['30001', true],
  ])
})
