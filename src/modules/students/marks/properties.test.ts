import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { findShippedPolicy } from '../grading/policies.ts'
import { judgeLine, type Hours } from './judge.ts'
import type { Mark, MarkColumn } from './mark.ts'
import { closeSheet, columnsOf, makeSchool, resultsOf, typeMarks, type School } from './testing/school.ts'

const policy = findShippedPolicy('TT04-2022')!
const columns: MarkColumn[] = (
  [
    ['regular', 1],
    ['regular', 1],
    ['periodic', 1],
    ['exam', 1],
    ['exam', 2],
    ['exam', 3],
  ] as const
).map(([kind, sitting], at) => ({
  id: `c${at}`,
  kind,
  sitting,
  position: at,
  name: `C${at}`,
  held_on: null,
  is_closed: false,
}))

const scored = fc
  .integer({ min: 0, max: 100 })
  .map((tenths): Mark => ({ state: 'scored', value: String(tenths / 10) }))
const mark = fc.oneof(
  { weight: 8, arbitrary: scored },
  fc.constantFrom<Mark>(
    { state: 'absent', value: null },
    { state: 'excused', value: null },
    { state: 'violated', value: null },
  ),
)
const line = fc
  .array(fc.option(mark), { minLength: columns.length, maxLength: columns.length })
  .map((marks) => new Map(marks.flatMap((one, at) => (one ? [[columns[at]!.id, one] as const] : []))))
const hours = fc.integer({ min: 0, max: 60 }).map((missed): Hours => ({
  hours_planned: '60',
  hours_missed: String(missed),
  hours_attended: String(60 - missed),
  is_complete: true,
  is_waived: false,
}))

describe('a line of the sheet', () => {
  test('whatever is typed: figures stay in their bounds, and a pass has an average, an exam and leave to sit it', () => {
    fc.assert(
      fc.property(
        line,
        hours,
        fc.constantFrom<'year' | 'credit'>('year', 'credit'),
        (marks, attended, mode) => {
          const verdict = judgeLine(policy, { mode, columns, marks, hours: attended })
          for (const figure of [verdict.average, verdict.grade, verdict.first_grade, verdict.exam])
            if (figure !== null) {
              expect(Number(figure)).toBeGreaterThanOrEqual(0)
              expect(Number(figure)).toBeLessThanOrEqual(10)
            }
          if (verdict.passed)
            expect([verdict.eligible, verdict.average !== null, verdict.exam !== null]).toEqual([
              true,
              true,
              true,
            ])
          if (!verdict.eligible) expect(verdict.reasons.length).toBeGreaterThan(0)
          expect(verdict.steps.length).toBeGreaterThan(0)
        },
      ),
    )
  })

  test('the order in which cells were typed does not matter', () => {
    fc.assert(
      fc.property(line, hours, fc.nat(), (marks, attended, seed) => {
        const turned = [...marks].toSorted(
          ([a], [b]) =>
            (((a + seed).length + a.charCodeAt(1) * seed) % 7) -
            (((b + seed).length + b.charCodeAt(1) * seed) % 7),
        )
        const judge = (some: ReadonlyMap<string, Mark>) =>
          judgeLine(policy, { mode: 'credit', columns, marks: some, hours: attended })
        expect(judge(new Map(turned))).toEqual(judge(marks))
      }),
    )
  })

  test('while sessions are still to come, nobody is refused for hours that may yet be attended', () => {
    const running = {
      hours_planned: '60',
      hours_missed: '0',
      hours_attended: '6',
      is_complete: false,
      is_waived: false,
    }
    const marks = new Map<string, Mark>([
      ['c0', { state: 'scored', value: '7' }],
      ['c2', { state: 'scored', value: '7' }],
    ])
    expect(judgeLine(policy, { mode: 'year', columns, marks, hours: running }).eligible).toBe(true)
    expect(
      judgeLine(policy, { mode: 'year', columns, marks, hours: { ...running, hours_missed: '13' } }).eligible,
    ).toBe(false)
  })
})

describe('posting', () => {
  let site: TestApp
  beforeAll(async () => {
    site = await testApp()
  })
  let schools = 0
  const rows = [
    { 'TX 1': '7', 'ĐK 1': '6,5', 'Thi lần 1': '8' },
    { 'TX 1': '5', 'ĐK 1': '5', 'Thi lần 1': 'x' },
    { 'TX 1': '9', 'ĐK 1': '8', 'Thi lần 1': '3,5' },
  ]
  const facts = async (school: School, section: string) =>
    (await resultsOf(site, section)).map(({ id: _id, enrolment_id, ...rest }) => ({
      learner: school.learners.findIndex((one) => one.enrolment === enrolment_id),
      ...rest,
    }))

  test('the order in which sections are posted does not matter', async () => {
    const made = []
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const school = await makeSchool(site, `TT${(schools += 1)}`, { mode: 'credit' })
      const sections = [school.section, await school.addSection(school.units[1]!, 'HAI')]
      for (const [at, section] of sections.entries())
        await typeMarks(site, school, at === 0 ? rows : rows.toReversed(), section)
      for (const at of order) expect((await closeSheet(site, school, sections[at]!)).status).toBe(303)
      const terms = await (await site.as(school.learner(0)).get('/hoc-tap/ket-qua')).text()
      made.push([
        await facts(school, sections[0]!),
        await facts(school, sections[1]!),
        /Trung bình tích lũy<\/dt><dd[^>]*>([^<]*)/.exec(terms)?.[1],
      ])
    }
    expect(made[0]).toEqual(made[1])
    expect(made[0]![0]).toMatchObject([{ letter: 'B' }, { letter: 'F' }, { letter: 'D' }])
  })

  test('a correction never changes another learner', async () => {
    const school = await makeSchool(site, `TT${(schools += 1)}`)
    await typeMarks(site, school, rows)
    await closeSheet(site, school)
    const columns = await columnsOf(site, school.section)
    const vice = { ...school.manager, id: 'account-vice' } as typeof school.manager
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 2 }),
        fc.constantFrom('TX 1', 'ĐK 1', 'Thi lần 1'),
        fc.integer({ min: 0, max: 100 }),
        async (at, column, tenths) => {
          const before = (await resultsOf(site, school.section)).filter((one) => one.is_current)
          const asked = await site.as(school.manager).post(`/ket-qua/${before[at]!.id}/sua`, {
            _form: 'ask',
            reason: 'Thử sửa điểm',
            [`cells.${columns[column]}`]: String(tenths / 10),
          })
          if (asked.status === 422) return
          await site
            .as(vice)
            .post(asked.headers.get('location')!, { _form: 'decide', verdict: 'accepted', version: '1' })
          const after = (await resultsOf(site, school.section)).filter((one) => one.is_current)
          for (const other of [0, 1, 2].filter((one) => one !== at))
            expect(after[other]).toEqual(before[other])
          expect(after[at]!.corrects_id).toBe(before[at]!.id)
        },
      ),
      { numRuns: 12 },
    )
  })
})
