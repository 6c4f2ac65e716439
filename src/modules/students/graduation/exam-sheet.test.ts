import { beforeAll, describe, expect, test } from 'vitest'
import { tt04 } from '../grading/testing.ts'
import { sittingFault } from './exam-sheet.ts'
import type { ExamMark } from './graduation.ts'
import { finishedCohort, type FinishedCohort, type TestLearner } from './testing/cohort.ts'

const mark = {
  id: '',
  enrolment_id: '',
  sitting: 1,
  on_date: '2026-09-10',
  results_on: '2026-09-20',
  state: 'scored',
  version: 1,
} as const

let here: FinishedCohort
let an: TestLearner
let binh: TestLearner
beforeAll(async () => {
  here = await finishedCohort()
  an = await here.passes(await here.learner('Nguyễn Văn An'))
  binh = await here.learner('Hồ Thị Bình')
})

describe('the entry sheet of the exams', () => {
  const sheet = () => `/tot-nghiep/khoa/${here.cohort}/thi`
  const save = (marks: Record<string, string>, more: Record<string, string> = {}) =>
    here.post(sheet(), {
      _form: 'save',
      cohort: here.cohort,
      kind: 'practice',
      sitting: '1',
      on_date: '10/09/2026',
      results_on: '20/09/2026',
      ...Object.fromEntries(Object.entries(marks).map(([id, mark]) => [`marks.${id}`, mark])),
      ...more,
    })
  const stored = async () =>
    (
      await here.rows(
        `select state, trim_scale(value)::text as value, version from students.graduation_mark where enrolment_id = $1 and kind = 'practice' order by sitting`,
        [binh.enrolment],
      )
    ).map((row) => row)

  test('refuses what is no mark, in its cell, and writes nothing', async () => {
    for (const [typed, said] of [
      ['11', 'Điểm phải từ 0 đến 10'],
      ['6,3', 'bước 0,25'],
      ['bảy', 'Nhập điểm từ 0 đến 10'],
    ] as const) {
      const answer = await save({ [binh.enrolment]: typed })
      expect(answer.status).toBe(422)
      const page = await answer.text()
      expect(page).toContain(said)
      expect(page).toContain(`value="${typed}"`)
    }
    expect(await stored()).toEqual([])
  })

  test('reads comma and point, absence and violation; a second sitting is open only after a fail', async () => {
    expect((await save({ [binh.enrolment]: '4,25' })).status).toBe(303)
    expect(await stored()).toEqual([{ state: 'scored', value: '4.25', version: 1 }])
    const second = { sitting: '2', on_date: '20/10/2026', results_on: '21/10/2026' }
    expect(await (await save({ [an.enrolment]: '9' }, second)).text()).toContain('chưa mở cho người này')
    // thirty days after the results, not after the exam
    expect(
      await (await save({ [binh.enrolment]: '5.5' }, { ...second, on_date: '19/10/2026' })).text(),
    ).toContain('ít nhất 30 ngày: từ 20/10/2026')
    expect(
      await (await save({ [binh.enrolment]: '5.5' }, { ...second, results_on: '19/10/2026' })).text(),
    ).toContain('không ở trước ngày thi')
    expect((await save({ [binh.enrolment]: 'v' }, second)).status).toBe(303)
    expect((await stored())[1]).toMatchObject({ state: 'absent', value: null })
    const erased = await save({}, { ...second, [`seen.${binh.enrolment}`]: '1' })
    expect(erased.status).toBe(422)
    expect(await erased.text()).toContain('Không xóa điểm đã lưu')
  })

  test('a mark that is no step of a typed one stands in its cell and does not refuse the others', async () => {
    const set = (value: string) =>
      here.rows(
        `update students.graduation_mark set value = $2 where enrolment_id = $1 and kind = 'practice'`,
        [an.enrolment, value],
      )
    await set('7.3')
    const late = await save(
      { [an.enrolment]: '7,3', [binh.enrolment]: '4' },
      { [`seen.${an.enrolment}`]: '1', [`seen.${binh.enrolment}`]: '1' },
    )
    expect(late.status).toBe(303)
    expect((await stored())[0]).toMatchObject({ value: '4' })
    await set('8')
  })

  test('somebody else was first: both are shown', async () => {
    const late = await save({ [binh.enrolment]: '4.5' }, { [`seen.${binh.enrolment}`]: '7' })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('Người khác vừa sửa điểm này')
  })

  test('another day with no cell touched is one for all the sheet showed; with a mark it is of that mark alone', async () => {
    const days = async () =>
      (
        await here.rows(
          `select to_char(results_on, 'DD/MM') as day, version from students.graduation_mark
           where kind = 'practice' and sitting = 1 and enrolment_id = any($1) order by enrolment_id = $2`,
          [[an.enrolment, binh.enrolment], binh.enrolment],
        )
      ).map((row) => row)
    const [ofAn, ofBinh] = await days()
    const seen = {
      [`seen.${an.enrolment}`]: String(ofAn!.version),
      [`seen.${binh.enrolment}`]: String(ofBinh!.version),
    }
    const cells = { [an.enrolment]: '8', [binh.enrolment]: '4' }
    // the mark of the first was entered before such days were kept
    expect(await days()).toMatchObject([{ day: null }, { day: '20/09' }])
    expect(
      (await save({ ...cells, [an.enrolment]: '8,5' }, { ...seen, results_on: '21/09/2026' })).status,
    ).toBe(303)
    expect(await days()).toMatchObject([{ day: '21/09' }, { day: '20/09' }])
    const [first] = await here.rows(
      `select enrolment_id, to_char(results_on, 'DD/MM') as day, version from students.graduation_mark
       where kind = 'practice' and sitting = 1 order by enrolment_id limit 1`,
    )
    const again = {
      [`seen.${an.enrolment}`]: String(Number(ofAn!.version) + 1),
      [`seen.${binh.enrolment}`]: String(ofBinh!.version),
    }
    const redated = await save({ ...cells, [an.enrolment]: '8,5' }, { ...again, results_on: '25/09/2026' })
    expect(redated.status).toBe(303)
    expect((await days()).map((row) => row.day).toSorted()).toEqual(
      ['25/09', first!.day === '21/09' ? '20/09' : '21/09'].toSorted(),
    )
    expect((await stored())[0]).toMatchObject({ value: '4' })
  })

  test('waits for a list that is being frozen or decided on', async () => {
    const hold = `select 1 from students.enrolment where cohort_id = $1 for update`
    const { hasWaited, answer } = await here.meanwhile(hold, [here.cohort], () =>
      save({ [binh.enrolment]: '4,5' }, { [`seen.${binh.enrolment}`]: '2' }),
    )
    expect([hasWaited, answer.status]).toEqual([true, 303])
  })

  test('says of everybody whether the examination is open to them', async () => {
    const page = await here.text(sheet())
    expect(page).toContain('Chưa đủ điều kiện')
    expect(page).toContain('Đủ điều kiện')
  })

  test('is closed to other schools', async () => {
    expect((await here.site.as(here.at('academic-office', here.away)).get(sheet())).status).toBe(404)
  })
})

test.each([
  ['thesis', '4.75', true],
  ['thesis', '4.95', false],
  ['theory', '4.75', false],
  ['theory', '4.5', true],
] as const)('a %s of %s may be sat again: %s', (kind, value, isOpen) =>
  expect(sittingFault(tt04, { sitting: 2 }, [{ ...mark, kind, value }]) === undefined).toBe(isOpen),
)

describe('sitting again', () => {
  const sat = (...marks: (string | null)[]): ExamMark[] =>
    marks.map((value, at) => ({
      ...mark,
      kind: 'theory',
      sitting: at + 1,
      value,
      state: value === null ? 'excused' : 'scored',
    }))
  const fault = (on_date: string, ...marks: (string | null)[]) =>
    sittingFault(tt04, { sitting: marks.length + 1, on_date }, sat(...marks))

  test.each([
    ['2026-10-19', ['4'], { code: 'too_soon', from: '2026-10-20', days: 30 }],
    ['2026-10-20', ['4'], undefined],
    // a sitting that does not count is none: the next one is no retake and does not wait
    ['2026-09-11', [null], undefined],
    ['2026-10-19', ['4', null], { code: 'too_soon', from: '2026-10-20', days: 30 }],
    ['2026-10-19', [null, '4'], { code: 'too_soon', from: '2026-10-20', days: 30 }],
    // later retakes wait for the sitting before alone
    ['2026-09-11', ['4', '4'], undefined],
    ['2026-09-10', ['4', '4'], { code: 'too_soon', from: '2026-09-11', days: null }],
    // three retakes, whatever the number of the sitting
    ['2026-11-23', ['4', null, '4', '4'], undefined],
    ['2026-11-23', ['4', '4', '4', '4'], { code: 'sittings', most: 4 }],
    ['2026-11-23', ['5'], { code: 'not_open' }],
    ['2026-11-23', ['5', null], { code: 'not_open' }],
  ] as const)('on %s after %j: %j', (day, marks, expected) => expect(fault(day, ...marks)).toEqual(expected))
})
