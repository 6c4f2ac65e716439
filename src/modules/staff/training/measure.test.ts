import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { measureFigure, measureBreakdown, type Measure, type MeasureRow } from '#platform/measures/index.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { staff } from '../module.ts'
import { listStaff } from '../store/list.ts'
import { trainedMaterials, trainedPedagogy, trainingMeasures } from './measure.ts'
import { trainedStatus, type Evidence, type Target, type TrainedRule } from './rule.ts'
import { fixture, type Fixture } from './testing.ts'

const asSystem = systemActor('test')
let site: TestApp
let make: Fixture
beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, people, staff] })
  make = fixture(site.app.database.owner)
})

const rowsOf = (measure: Measure, asOf: string) =>
  site.app.database.read(
    asSystem,
    async (db) => (await sql<MeasureRow>`select * from (${measure.rows({ asOf })}) m`.execute(db)).rows,
  )
const figure = (measure: Measure, asOf: string) =>
  site.app.database.read(asSystem, (db) => measureFigure(db, measure, asOf))
const wipe = () =>
  site.app.database.owner
    .query(`truncate staff.certificate, staff.enrolment, staff.outside_certificate, staff.course_run, staff.course, staff.post,
    people.link, people.person, institutions.standing, institutions.institution_name, institutions.institution cascade`)

type Member = { person: string; isManager: boolean; teaches: boolean; evidence: Evidence[] }

/** Writes one generated person with posts and evidence. */
async function write(home: string, index: number, given: Given): Promise<Member> {
  const person = await make.person(`Nguyễn Văn ${index}`, home)
  for (const role of given.roles) await make.post(person, home, { role })
  const written: Evidence[] = []
  for (const one of given.evidence) {
    const isOwn = one.state === 'passed' || one.state === 'failed'
    const base = {
      category: one.category,
      completed_on: one.completed_on,
      valid_to: isOwn ? null : one.valid_to,
      state: one.state,
      hours: one.hours,
    }
    if (isOwn) {
      const course = await make.course({ category: one.category })
      const run = await make.run(course, { from_date: '2021-01-01', to_date: '2028-12-31' })
      const id = await make.enrolment(run, person, home, {
        outcome: one.state,
        hours: one.hours,
        decided_on: one.completed_on,
      })
      written.push({ ...base, id, course: await courseName(course), hours: one.hours })
      continue
    }
    const hours = one.hours === null || one.hours === 0 ? 1 : one.hours
    const validTo = one.valid_to !== null && one.valid_to >= one.completed_on ? one.valid_to : null
    const decided =
      one.state === 'pending'
        ? {}
        : {
            decided_on: one.completed_on,
            decided_by_name: 'Cán bộ',
            ...(one.state === 'rejected' ? { reason: 'Ảnh mờ' } : {}),
          }
    const id = await make.certificate(person, home, {
      category: one.category,
      hours,
      completed_on: one.completed_on,
      valid_to: validTo,
      state: one.state,
      ...decided,
    })
    written.push({ ...base, id, course: 'Khóa ngoài', hours, valid_to: validTo })
  }
  return {
    person,
    isManager: given.roles.includes('manager'),
    teaches: given.roles.includes('teacher'),
    evidence: written,
  }
}

async function courseName(id: string): Promise<string> {
  return String(
    (await site.app.database.owner.query('select name from staff.course where id = $1', [id])).rows[0].name,
  )
}

const day = fc
  .date({ min: new Date('2022-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const given = fc.record({
  roles: fc.constantFrom<string[]>(['teacher'], ['manager'], ['teacher', 'manager']),
  evidence: fc.array(
    fc.record({
      category: fc.constantFrom(
        'digital_competence_pedagogy',
        'manager_digital_governance',
        'digital_material_development',
        'other',
      ),
      hours: fc.option(fc.integer({ min: 0, max: 60 }).map((half) => half / 2)),
      completed_on: day,
      valid_to: fc.option(day),
      state: fc.constantFrom('passed', 'failed', 'pending', 'verified', 'rejected'),
    }),
    { maxLength: 4 },
  ),
})
type Given = {
  roles: string[]
  evidence: {
    category: string
    hours: number | null
    completed_on: string
    valid_to: string | null
    state: Evidence['state']
  }[]
}

async function setRule(
  target: Target,
  part: Pick<TrainedRule, 'min_hours' | 'min_date' | 'validity_months'>,
): Promise<TrainedRule> {
  const changed = await site.app.database.owner.query(
    `update staff.trained_rule set min_hours = $2, min_date = $3, validity_months = $4 where target = $1 returning *`,
    [target, part.min_hours, part.min_date, part.validity_months],
  )
  const row = changed.rows[0]
  return { ...row, min_hours: Number(row.min_hours) } as TrainedRule
}

/** The staff list, whole and filtered, says of everybody what the measure says. */
async function compareList(target: Target, asOf: string, rows: Map<string, MeasureRow>): Promise<void> {
  const list = (trained?: boolean) =>
    site.app.database.read(asSystem, (db) =>
      listStaff(
        db,
        {
          standing: 'held',
          day: asOf,
          reach: 'all',
          trained: trained === undefined ? {} : { [target]: trained },
        },
        { limit: 100 },
      ),
    )
  for (const row of await list()) {
    const isAsked = target === 'pedagogy' || row.role === 'teacher'
    expect(row.trained[target]).toBe(isAsked ? rows.get(row.person_id)!.counts : null)
  }
  for (const trained of [true, false]) {
    const found = new Set((await list(trained)).map((row) => row.person_id))
    const expected = [...rows.values()].filter((row) => row.counts === trained).map((row) => row.member_id)
    expect([...found].toSorted()).toEqual(expected.toSorted())
  }
}

describe('the measure in SQL', () => {
  test('agrees with the rule in code and with the staff list, person by person, reason by reason', async () => {
    const anyRule = fc.record({
      min_hours: fc.integer({ min: 0, max: 32 }),
      min_date: day,
      validity_months: fc.option(fc.integer({ min: 1, max: 48 })),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(given, { minLength: 1, maxLength: 8 }),
        anyRule,
        fc.array(day, { minLength: 1, maxLength: 3 }),
        async (all, part, days) => {
          await wipe()
          const home = await make.institution('truong-a')
          const members: Member[] = []
          for (const [index, one] of all.entries()) members.push(await write(home, index, one))
          for (const [target, measure] of [
            ['pedagogy', trainedPedagogy],
            ['materials', trainedMaterials],
          ] as const) {
            const rule = await setRule(target, part)
            for (const asOf of days) {
              const rows = new Map((await rowsOf(measure, asOf)).map((row) => [row.member_id, row]))
              const expected = members.filter((member) => target === 'pedagogy' || member.teaches)
              expect(rows.size).toBe(expected.length)
              for (const member of expected) {
                const status = trainedStatus(
                  rule,
                  member.evidence,
                  asOf,
                  member.isManager && target === 'pedagogy',
                )
                const row = rows.get(member.person)!
                expect({ counts: row.counts, key: row.reason, params: row.reason_params }).toEqual({
                  counts: status.counts,
                  key: status.reason.key,
                  params: status.reason.params,
                })
              }
              await compareList(target, asOf, rows)
            }
          }
        },
      ),
      { numRuns: 15 },
    )
  }, 120_000)
})

describe('who is counted', () => {
  beforeAll(async () => {
    await wipe()
    await setRule('pedagogy', { min_hours: 16, min_date: '2022-09-01', validity_months: null })
    await setRule('materials', { min_hours: 16, min_date: '2022-09-01', validity_months: null })
  })

  test('everybody in a permanent post at an active school, once; visiting teachers apart', async () => {
    const [home, second, closed] = [
      await make.institution('truong-b'),
      await make.institution('truong-c'),
      await make.institution('truong-d', 'dissolved'),
    ]
    const both = await make.person('Lê Thị Hai Nơi', home)
    await make.post(both, second, { from_date: '2019-01-01', contract: 'visiting' })
    await make.post(both, home, { role: 'manager', from_date: '2021-01-01' })
    await make.post(both, second, { from_date: '2022-01-01' })
    const visiting = await make.person('Trần Văn Thỉnh Giảng', home)
    await make.post(visiting, home, { contract: 'visiting' })
    const gone = await make.person('Phạm Đã Nghỉ', home)
    await make.post(gone, home, { to_date: '2026-11-21' })
    const elsewhere = await make.person('Võ Trường Đóng', closed)
    await make.post(elsewhere, closed)
    const unknownContract = await make.person('Bùi Chưa Rõ', home)
    await make.post(unknownContract, home, { contract: null, from_date: null })

    const rows = await rowsOf(trainedPedagogy, '2026-11-22')
    expect(new Set(rows.map((row) => row.member_id))).toEqual(new Set([both, unknownContract]))
    const row = rows.find(({ member_id }) => member_id === both)!
    expect(row).toMatchObject({
      label: 'Lê Thị Hai Nơi',
      institution_id: home,
      href: `/nhan-su/${both}/boi-duong`,
      dims: { role: 'manager', sex: 'female', contract: 'tenured' },
    })
    expect(await figure(trainedPedagogy, '2026-11-21')).toEqual({ numerator: 0, denominator: 3 })
    const apart = trainingMeasures.find(({ name }) => name === 'staff.trained-digital-pedagogy-visiting')!
    expect(new Set((await rowsOf(apart, '2026-11-22')).map(({ member_id }) => member_id))).toEqual(
      new Set([both, visiting]),
    )
    const byContract = await site.app.database.read(asSystem, (db) =>
      measureBreakdown(db, trainedPedagogy, '2026-11-22', { dim: 'contract' }),
    )
    expect(byContract).toEqual([
      { key: 'tenured', numerator: 0, denominator: 1 },
      { key: 'unknown', numerator: 0, denominator: 1 },
    ])
    // A manager is no member of T02; their teaching post is.
    expect(
      (await rowsOf(trainedMaterials, '2026-11-22')).find(({ member_id }) => member_id === both),
    ).toMatchObject({ institution_id: second })
  })

  test('the setting that counts visiting teachers in puts them under their contract', async () => {
    await site.app.database.owner.query(`update staff.trained_rule set includes_visiting = true`)
    const rows = await rowsOf(trainedPedagogy, '2026-11-22')
    expect(rows.filter((row) => row.dims?.contract === 'visiting')).toHaveLength(1)
    await site.app.database.owner.query(`update staff.trained_rule set includes_visiting = false`)
  })

  test('without a rule for the day there is no figure', async () => {
    expect(await figure(trainedPedagogy, '2021-12-31')).toEqual({ numerator: 0, denominator: 0 })
  })

  test('T01 equals a count made in another way', async () => {
    await wipe()
    const homes = [await make.institution('truong-e'), await make.institution('truong-f')]
    const course = await make.course()
    const short = await make.course({ hours: 8 })
    const [run, shortRun] = [
      await make.run(course, {
        from_date: '2026-03-01',
        to_date: '2026-03-09',
        register_until: '2026-02-01',
      }),
      await make.run(short, { from_date: '2026-03-01', to_date: '2026-03-09', register_until: '2026-02-01' }),
    ]
    let expected = 0
    for (let n = 0; n < 40; n++) {
      const home = homes[n % 2]!
      const person = await make.person(`Hồ Văn ${n}`, home)
      await make.post(person, home)
      if (n % 3 === 0)
        await make.enrolment(run, person, home, {
          outcome: n % 6 === 0 ? 'passed' : 'failed',
          hours: 24,
          decided_on: '2026-03-10',
        })
      if (n % 4 === 0)
        await make.enrolment(shortRun, person, home, {
          outcome: 'passed',
          hours: 8,
          decided_on: '2026-03-10',
        })
      if (n % 5 === 0)
        await make.certificate(person, home, {
          state: 'verified',
          decided_on: '2026-02-02',
          decided_by_name: 'Cán bộ',
        })
      if (n % 6 === 0 || n % 5 === 0) expected += 1
    }
    expect(await figure(trainedPedagogy, '2026-11-22')).toEqual({ numerator: expected, denominator: 40 })
    expect(await figure(trainedPedagogy, '2026-01-09')).toEqual({ numerator: 0, denominator: 40 })
    expect(await figure(trainedPedagogy, '2026-01-10')).toEqual({ numerator: 8, denominator: 40 })
  })
})
