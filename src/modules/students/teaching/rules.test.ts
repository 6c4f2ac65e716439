import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#platform/clock.ts'
import { readEntry as readByRule, type Entry } from './absence.ts'
import type { TeachingRule } from './teaching-rule.ts'
import {
  clashOf,
  daysOf,
  hoursOf,
  isOutsideTeachingHours,
  isOverloaded,
  loadOf,
  tenthsOf,
  type Taken,
} from './block.ts'
import { buildCatalog } from '#platform/i18n/index.ts'
import { clashSentence, clashWords } from './clash-words.ts'
import { gridOf } from './grid.ts'
import { judgeAttendance } from './rule.ts'
import { teachingWords } from './words.ts'
import { mondayOf, readSpan, readTime, readWeekdays, weekdayOf, type Period } from './time.ts'

/** Thông tư 03/2017/TT-BLĐTBXH. */
const rule: TeachingRule = {
  minutes_theory: 45,
  minutes_practice: 60,
  theory_day: 6,
  theory_week: 30,
  practice_day: 8,
  practice_week: 40,
}
const readEntry = (entry: Entry, session: Parameters<typeof readByRule>[1]) =>
  readByRule(entry, session, rule)

const periods: Period[] = [
  { number: 1, from_time: '07:00', to_time: '07:45' },
  { number: 2, from_time: '07:50', to_time: '08:35' },
  { number: 3, from_time: '08:45', to_time: '09:30' },
]

describe('times as people write them', () => {
  test.each([
    ['7:00', 420],
    ['07h05', 425],
    ['7h', 420],
    ['7.30', 450],
    ['24:00', undefined],
    ['sáng', undefined],
  ])('%s', (text, minutes) => expect(readTime(text)).toBe(minutes))

  test.each([
    ['7:00-9:15', { from_time: '07:00', to_time: '09:15' }],
    ['7h00 – 9h15', { from_time: '07:00', to_time: '09:15' }],
    ['1-3', { from_time: '07:00', to_time: '09:30' }],
    ['Tiết 1 đến 2', { from_time: '07:00', to_time: '08:35' }],
    ['1,2,3', { from_time: '07:00', to_time: '09:30' }],
    ['123', { from_time: '07:00', to_time: '09:30' }],
    ['2', { from_time: '07:50', to_time: '08:35' }],
    ['1-2, 3', { from_time: '07:00', to_time: '09:30' }],
    ['1,3', { error: 'period_gap' }],
    ['13', { error: 'period_gap' }],
    ['1-9', { error: 'no_such_period' }],
    ['1-999999999', { error: 'no_such_period' }],
    ['9:15-7:00', { error: 'ends_before' }],
    ['sáng', { error: 'time' }],
  ])('%s', (text, span) => expect(readSpan(text, periods)).toEqual(span))

  test('periods of a school that has not said them are asked for', () => {
    expect(readSpan('1-3', [])).toEqual({ error: 'no_periods' })
  })

  test.each([
    ['2', [1]],
    ['Thứ 2, thứ 4', [1, 3]],
    ['T3;T5', [2, 4]],
    ['CN', [7]],
    ['Chủ nhật', [7]],
    ['thứ bảy', [6]],
    ['Thứ Hai và Thứ Sáu', [1, 5]],
    ['thứ chín', undefined],
    ['', undefined],
  ])('weekday %s', (text, days) => expect(readWeekdays(text)).toEqual(days))

  test('a week begins on Monday', () => {
    expect(weekdayOf('2026-11-23')).toBe(1)
    expect(weekdayOf('2026-11-29')).toBe(7)
    expect(mondayOf('2026-11-29')).toBe('2026-11-23')
  })
})

describe('hours of learning (Thông tư 03/2017/TT-BLĐTBXH)', () => {
  test.each([
    ['theory', 45, '1'],
    ['theory', 135, '3'],
    ['theory', 120, '2.7'],
    ['practice', 60, '1'],
    ['practice', 90, '1.5'],
    ['practice', 1, '0.1'],
  ] as const)('%s of %d minutes counts %s', (kind, minutes, hours) => {
    expect(hoursOf(kind, minutes, rule)).toBe(hours)
  })

  test('teaching is from 6:00 to 22:00 (Thông tư 04/2022/TT-BLĐTBXH)', () => {
    const allowed = { from: '6:00', to: '22:00' }
    expect(isOutsideTeachingHours({ from_time: '06:00', to_time: '22:00' }, allowed)).toBe(false)
    expect(isOutsideTeachingHours({ from_time: '05:59', to_time: '07:00' }, allowed)).toBe(true)
    expect(isOutsideTeachingHours({ from_time: '21:00', to_time: '22:01' }, allowed)).toBe(true)
  })

  test('6 hours of theory or 8 of practice fill a day, mixed ones by their share', () => {
    const day = (theory: string, practice: string) =>
      loadOf([
        { kind: 'theory', hours: theory },
        { kind: 'practice', hours: practice },
      ])
    expect(isOverloaded(day('6', '0'), 'day', rule)).toBe(false)
    expect(isOverloaded(day('6.1', '0'), 'day', rule)).toBe(true)
    expect(isOverloaded(day('0', '8'), 'day', rule)).toBe(false)
    expect(isOverloaded(day('3', '4'), 'day', rule)).toBe(false)
    expect(isOverloaded(day('3', '4.1'), 'day', rule)).toBe(true)
  })
})

describe('the rule of 80 % (Thông tư 04/2022/TT-BLĐTBXH)', () => {
  const line = (planned: string, held: string, missed: string) => ({
    hours_planned: planned,
    hours_held: held,
    hours_missed: missed,
  })
  test.each([
    ['60', '40', '0', 'fine', '12', '0', 1000],
    ['60', '40', '6', 'near', '6', '0', 850],
    ['60', '60', '12', 'near', '0', '0', 800],
    ['60', '60', '12.1', 'over', '0', '0.1', 798],
    ['45', '0', '0', 'fine', '9', '0', null],
    ['0', '0', '0', 'unplanned', '0', '0', null],
  ])('%s planned, %s held, %s missed: %s', (planned, held, missed, standing, left, beyond, share) => {
    expect(judgeAttendance(line(planned, held, missed), '0.80')).toMatchObject({
      standing,
      left,
      beyond,
      share,
    })
  })

  test('a disabled learner whom the principal relaxed is not refused', () => {
    expect(judgeAttendance(line('60', '60', '20'), '0.80', true).standing).toBe('waived')
    expect(judgeAttendance(line('60', '60', '6'), '0.80', true).standing).toBe('near')
  })

  test('what may be missed and 80 % of the hours never exceed the hours', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 0, max: 3000 }), (planned, missed) => {
        const { allowed, standing } = judgeAttendance(
          line((planned / 10).toFixed(1), '0', (missed / 10).toFixed(1)),
          '0.80',
        )
        expect(tenthsOf(allowed) * 10 + planned * 8).toBeLessThanOrEqual(planned * 10)
        expect(standing === 'over').toBe((planned - missed) * 10 < planned * 8)
      }),
    )
  })
})

describe('a line of the register', () => {
  const session = { kind: 'theory', hours: '3' } as const
  test('present leaves no row', () =>
    expect(readEntry({ kind: 'present', note: 'x' }, session)).toBeUndefined())
  test('absent misses the whole session, or the hours given, never more', () => {
    expect(readEntry({ kind: 'absent' }, session)?.hours).toBe('3')
    expect(readEntry({ kind: 'excused', hours: '1.5' }, session)?.hours).toBe('1.5')
    expect(readEntry({ kind: 'absent', hours: '9' }, session)?.hours).toBe('3')
  })
  test('late misses the minutes, in hours of the session', () => {
    expect(readEntry({ kind: 'late', minutes: 45 }, session)).toMatchObject({ hours: '1', late_minutes: 45 })
    expect(readEntry({ kind: 'late' }, session)).toMatchObject({ hours: '0', late_minutes: null })
    expect(readEntry({ kind: 'late', minutes: 600 }, session)?.hours).toBe('3')
  })
})

const block = fc.record({
  on_date: fc.constantFrom('2026-11-23', '2026-11-24'),
  start: fc.integer({ min: 360, max: 600 }),
  length: fc.integer({ min: 5, max: 200 }),
  room_id: fc.constantFrom('r1', 'r2', null),
  teacher_person_id: fc.constantFrom('t1', 't2', null),
  class_group_id: fc.constantFrom('c1', 'c2', null),
})
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const toTaken = ({
  start,
  length,
  ...rest
}: typeof block extends fc.Arbitrary<infer B> ? B : never): Taken => ({
  ...rest,
  from_time: clock(start),
  to_time: clock(start + length),
})

describe('words of a clash', () => {
  const clash = {
    section_name: 'Toán',
    section_code: 'MH01',
    class_code: 'D26A',
    teacher_name: 'Lê Thị Dạy',
    room_code: 'A1',
    on_date: '2026-11-24',
    from_time: '07:00',
    to_time: '08:00',
  }
  const t = buildCatalog([teachingWords])('vi')
  const bare = { class_code: null, teacher_name: null, room_code: null }
  test.each([
    [
      'teacher',
      {},
      'Lê Thị Dạy đã có giờ dạy Toán (MH01), lớp D26A, phòng A1, Thứ Ba 24/11/2026 07:00–08:00.',
    ],
    [
      'teacher',
      { class_code: null, room_code: null },
      'Lê Thị Dạy đã có giờ dạy Toán (MH01), lớp ghép, Thứ Ba 24/11/2026 07:00–08:00.',
    ],
    [
      'class',
      { ...bare, class_code: 'D26A' },
      'Lớp D26A đã có giờ học Toán (MH01), Thứ Ba 24/11/2026 07:00–08:00.',
    ],
    [
      'room',
      { ...bare, room_code: 'A1' },
      'Phòng A1 đã có Toán (MH01), lớp ghép, Thứ Ba 24/11/2026 07:00–08:00.',
    ],
  ] as const)('%s: only what is there', (resource, more, words) =>
    expect(clashSentence(t, { ...clash, ...more, resource } as never)).toBe(words),
  )

  test('the others in the way are counted', () => {
    const { code, params } = clashWords({ ...clash, resource: 'room' } as never, 3)
    expect(t.dynamic(code, params)).toContain('07:00–08:00. Và 3 buổi khác.')
  })
})

describe('clashes', () => {
  test('are the same from both sides, and only where something is shared at one time', () => {
    fc.assert(
      fc.property(block.map(toTaken), block.map(toTaken), (a, b) => {
        expect(clashOf(a, b)).toEqual(clashOf(b, a))
        const overlaps = a.on_date === b.on_date && a.from_time < b.to_time && b.from_time < a.to_time
        const shares = (['room_id', 'teacher_person_id', 'class_group_id'] as const).some(
          (key) => a[key] !== null && a[key] === b[key],
        )
        expect(clashOf(a, b).length > 0).toBe(overlaps && shares)
      }),
    )
  })

  test('one block may begin when another ends', () => {
    const at = (from_time: string, to_time: string): Taken => ({
      on_date: '2026-11-23',
      from_time,
      to_time,
      room_id: 'r',
      teacher_person_id: null,
      class_group_id: null,
    })
    expect(clashOf(at('07:00', '09:00'), at('09:00', '10:00'))).toEqual([])
    expect(clashOf(at('07:00', '09:01'), at('09:00', '10:00'))).toEqual(['room'])
  })
})

test('a series has every day of its weekdays and no other', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 0, max: 300 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      (from, length, weekdays) => {
        const [from_date, to_date] = [addDays('2026-01-01', from), addDays('2026-01-01', from + length)]
        const days = daysOf({ from_date, to_date, weekdays })
        const all = Array.from({ length: length + 1 }, (_, at) => addDays(from_date, at))
        expect(days).toEqual(all.filter((day) => weekdays.includes(weekdayOf(day))))
      },
    ),
  )
})

test('the week as a table shows every block once and no cell twice', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), (some) => {
      const blocks = some.map((one, at) => ({ id: String(at), ...toTaken(one) }))
      const days = ['2026-11-23', '2026-11-24']
      const grid = gridOf(blocks, days, periods)
      const shown = days.flatMap((day) => grid.cells.get(day)!.flatMap((cell) => cell?.blocks ?? []))
      expect(shown.map((one) => one.id).toSorted()).toEqual(blocks.map((one) => one.id).toSorted())
      for (const day of days) {
        const spans = grid.cells.get(day)!.reduce((sum, cell) => sum + (cell?.span ?? 0), 0)
        expect(spans).toBe(grid.rows.length)
      }
    }),
  )
})
