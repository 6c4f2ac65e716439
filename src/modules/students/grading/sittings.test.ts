import { describe, expect, test } from 'vitest'
import { exact } from './exact.ts'
import { recognise } from './results.ts'
import { judgeSittings, type Sitting } from './sittings.ts'
import { tt04 } from './testing.ts'

const six = { average: '6.0', exact: exact('6') }
const sat = (mark: string, is_improvement = false): Sitting => ({ presence: 'scored', mark, is_improvement })
const judge = (sittings: Sitting[], policy = tt04) => judgeSittings(policy, 'credit', six, sittings)
const limited = { ...tt04, sittings: { ...tt04.sittings, max_retakes: 1 } }

// 0.4 × 6.0 = 2.4; exam 2.0 → 3.6, 5.0 → 5.4, 8.0 → 7.2
describe('sittings of one study, Art. 12–16', () => {
  test('none yet', () => expect(judge([])).toMatchObject({ grade: null, first: null, counted: 0, may: [] }))

  test('a pass may be improved once', () => {
    expect(judge([sat('5')])).toMatchObject({ grade: '5.4', passed: true, counted: 1, may: ['improve'] })
    expect(judge([sat('5'), sat('8', true)]).may).toEqual([])
  })

  test('a fail may be retaken; the retake is of record, the first for scholarships', () =>
    expect(judge([sat('2'), sat('8')])).toMatchObject({
      grade: '7.2',
      first: '3.6',
      highest: '7.2',
      counted: 2,
      retaken: true,
    }))

  test('the principal’s limit of retakes, then relearning', () => {
    expect(judge([sat('2')], limited)).toMatchObject({ may: ['retake'] })
    expect(judge([sat('2'), sat('2')], limited)).toMatchObject({ may: [], passed: false })
    expect(judge([sat('2'), sat('2'), sat('2')])).toMatchObject({ may: ['retake'] })
  })

  test('an improvement replaces the grade, also a better one, and is no retake', () =>
    expect(judge([sat('8'), sat('5', true)])).toMatchObject({
      grade: '5.4',
      highest: '5.4',
      first: '7.2',
      counted: 2,
      retaken: false,
    }))

  test('a policy may keep the better grade', () => {
    const keeping = { ...tt04, sittings: { ...tt04.sittings, improvement_replaces_grade: false } }
    expect(judge([sat('8'), sat('5', true)], keeping)).toMatchObject({ grade: '7.2', highest: '7.2' })
  })

  test('absent without a reason is 0 and counts; with one it does not', () => {
    expect(judge([{ presence: 'absent', mark: null }])).toMatchObject({
      grade: '2.4',
      counted: 1,
      passed: false,
    })
    expect(judge([{ presence: 'excused', mark: null }])).toMatchObject({ grade: null, counted: 0 })
    expect(judge([{ presence: 'excused', mark: null }, sat('5')])).toMatchObject({
      counted: 1,
      retaken: false,
    })
  })

  test('an exam violation is 0 and F, even where the tests alone would pass', () => {
    const ten = { average: '10.0', exact: exact('10') }
    const made = judgeSittings(tt04, 'credit', ten, [{ presence: 'violated', mark: '9' }])
    expect(made).toMatchObject({ grade: '4.0', passed: false, letter: 'F', may: ['retake'] })
  })

  test('the highest grade is not one of a violation', () => {
    const ten = { average: '10.0', exact: exact('10') }
    const again = judgeSittings(tt04, 'credit', ten, [{ presence: 'violated', mark: null }, sat('0')])
    expect(again).toMatchObject({ grade: '4.0', highest: '4.0', letter: null, passed: true, first: '4.0' })
  })
})

describe('recognition, Art. 10', () => {
  test('full exemption is passed with R, partial leaves the exam', () => {
    expect(recognise(tt04, { scope: 'full', grade: '8.0' })).toEqual({
      standing: 'exempted',
      passed: true,
      letter: 'R',
      grade: '8.0',
    })
    expect(recognise(tt04, { scope: 'partial', grade: '8.0' })).toMatchObject({ passed: false, grade: null })
  })
})
