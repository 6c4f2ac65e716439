import { describe, expect, test } from 'vitest'
import { buildCatalog, languages } from '#platform/i18n/index.ts'
import { explain, say } from './explain.ts'
import { graduate } from './graduation.ts'
import { gradeModule } from './module-grade.ts'
import { basisOf } from './policy.ts'
import { creditProgress, yearProgress } from './progress.ts'
import { no } from './step.ts'
import { moduleOf, tt04 } from './testing.ts'
import { gradingWords } from './words.ts'

const catalog = buildCatalog([gradingWords])
const made = gradeModule(tt04, {
  mode: 'credit',
  regular: ['7.0'],
  periodic: ['6.5'],
  exam: '8.0',
  hours_planned: '60',
  hours_attended: '55',
})

test('vì sao 7,5?', () =>
  expect(explain(catalog('vi'), tt04, made.steps)).toEqual([
    'Trung bình kiểm tra = (7,0×1 + 6,5×2) : 3 = 6,666… → làm tròn 6,7.',
    'Thời gian học: 55/60 giờ = 91,666… %, yêu cầu ít nhất 80 %.',
    'Đủ điều kiện dự thi kết thúc.',
    'Điểm môn học, mô đun = 0,4 × 6,7 + 0,6 × 8,0 = 7,48 → làm tròn 7,5.',
    'Điểm 7,5 nằm trong khoảng 7,0–8,4: điểm chữ B, thang 4 là 3,0.',
    'Đạt: 7,5, yêu cầu ít nhất 4,0.',
    'Căn cứ: Thông tư 04/2022/TT-BLĐTBXH, Điều 12–16, 31.',
  ]))

test('in English with points', () =>
  expect(explain(catalog('en'), tt04, made.steps)[0]).toBe(
    'Test average = (7.0×1 + 6.5×2) ÷ 3 = 6.666… → rounded to 6.7.',
  ))

test('a number nobody has checked is said to be so', () => {
  const year = gradeModule(tt04, {
    mode: 'year',
    regular: ['7'],
    periodic: ['7'],
    exam: '7',
    hours_planned: '1',
    hours_attended: '1',
  })
  expect(explain(catalog('vi'), tt04, year.steps).at(-1)).toMatch(/chưa đối chiếu được/)
})

test('a choice of ours is said where it decides', () => {
  const year = { mode: 'credit', exam: '7.4', hours_planned: '1', hours_attended: '1' } as const
  const rounded = gradeModule(tt04, { ...year, regular: ['9'], periodic: ['8.3'] })
  expect(explain(catalog('vi'), tt04, rounded.steps)).toEqual(
    expect.arrayContaining([
      'Tính từ trung bình kiểm tra đã làm tròn; nếu không làm tròn trước thì được 7,9.',
      expect.stringMatching(/chưa đối chiếu được/),
    ]),
  )
  const letIn = gradeModule(tt04, { ...year, regular: ['4.9', '5.0'], periodic: ['4.9', '5.0'] })
  expect(explain(catalog('vi'), tt04, letIn.steps)).toContain(
    'So ngưỡng dự thi với trung bình đã làm tròn 5,0.',
  )
})

test('names are left as they are, figures get the mark of the language', () => {
  const one = no('module_failed', 'module.pass.year', {
    module: 'MĐ 2.1 Web 2.0',
    grade: '4.9',
    least: '5.0',
  })
  expect(say(catalog('vi'), one)).toBe('Môn học, mô đun MĐ 2.1 Web 2.0: điểm 4,9, chưa đến 5,0.')
  expect(say(catalog('en'), one)).toBe('Subject or module MĐ 2.1 Web 2.0: grade 4.9, under 5.0.')
})

describe('every step has words with nothing left open, and a basis', () => {
  const time = {
    programme_months: 24,
    from_date: '2022-09-05',
    on_date: '2025-10-05',
    reserved_days: 0,
  }
  const failed = { mode: 'year', modules: [moduleOf({ grade: '3.0' })], discipline: 'canh_cao' } as const
  const steps = [
    ...made.steps,
    ...graduate(tt04, { ...failed, theory_exam: '4.75', practice_exam: '4.25', thesis: null, time }).steps,
    ...graduate(tt04, {
      ...failed,
      modules: [moduleOf({ grade: '9.0', sittings: 2 })],
      theory_exam: null,
      practice_exam: null,
      thesis: '9.25',
    }).steps,
    ...yearProgress(tt04, { average: '3.9', programme_months: 24, has_disability: true, discipline: null })
      .steps,
    ...creditProgress(tt04, {
      average: '1.00',
      is_first_term: true,
      registered_credits: '20',
      failed_credits: '15',
      warnings: 0,
      discipline: null,
    }).steps,
  ]
  test.each(languages)('%s', (lang) => {
    for (const one of steps) {
      const said = say(catalog(lang), one)
      expect(said).not.toMatch(/[{}]|students\./)
      expect(
        basisOf(tt04, one.rule) ?? tt04.basis.find((basis) => basis.field.startsWith(one.rule)),
      ).toBeDefined()
    }
  })
})
