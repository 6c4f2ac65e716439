import fc from 'fast-check'
import { expect, test } from 'vitest'
import { averageOf } from './averages.ts'
import { classify } from './classification.ts'
import { compare, exact, roundedText, roundHalfUp } from './exact.ts'
import { graduate } from './graduation.ts'
import { gradeModule } from './module-grade.ts'
import { classes, disciplines, modes } from './policy.ts'
import type { ModuleResult } from './results.ts'
import { testAverage } from './test-average.ts'
import { moduleOf, tt04 } from './testing.ts'

/** A mark of one decimal, counted in tenths; its text. */
const tenths = fc.integer({ min: 0, max: 100 })
const text = (count: number) => roundedText(exact(`${count}e-1`), '0.1')
const list = fc.array(tenths, { minLength: 1, maxLength: 8 })
const decimal = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.integer({ min: 0, max: 9 }))
const valueOf = ([digits, scale]: [bigint, number]) => exact(`${digits}e-${scale}`)

const result: fc.Arbitrary<ModuleResult> = fc
  .record({
    grade: tenths.map(text),
    credits: fc.integer({ min: 1, max: 12 }).map(String),
    condition_subject: fc.boolean(),
    sittings: fc.integer({ min: 1, max: 3 }),
    relearned: fc.boolean(),
  })
  .map(moduleOf)
const results = fc.array(result, { minLength: 1, maxLength: 12 })
const mode = fc.constantFrom(...modes)
const inOrder = (a: string, b: string) => compare(exact(a), exact(b)) <= 0

/** Half up by whole numbers alone: what the exact arithmetic must agree with. */
const halfUp = (n: bigint, d: bigint) => (2n * n + d) / (2n * d)

test('rounding is monotone, near, and settles at once', () => {
  fc.assert(
    fc.property(decimal, decimal, fc.constantFrom('0.1', '0.01', '0.5', '1'), (one, other, unit) => {
      const [a, b] = [valueOf(one), valueOf(other)].toSorted(compare) as [
        ReturnType<typeof exact>,
        ReturnType<typeof exact>,
      ]
      expect(compare(roundHalfUp(a, unit), roundHalfUp(b, unit))).toBeLessThanOrEqual(0)
      const rounded = roundHalfUp(a, unit)
      expect(compare(roundHalfUp(rounded, unit), rounded)).toBe(0)
    }),
  )
})

test('the test average agrees with whole numbers to the last tenth', () => {
  fc.assert(
    fc.property(list, list, (regular, periodic) => {
      const total = BigInt(
        regular.reduce((all, one) => all + one, 0) + 2 * periodic.reduce((all, one) => all + one, 0),
      )
      const weights = BigInt(regular.length + 2 * periodic.length)
      const made = testAverage(tt04, { regular: regular.map(text), periodic: periodic.map(text) })
      expect(made.average).toBe(text(Number(halfUp(total, weights))))
    }),
  )
})

test('the module grade agrees with whole numbers, and a better mark never makes a worse grade', () => {
  const grade = (tests: number, exam: number) =>
    gradeModule(tt04, {
      mode: 'credit',
      regular: [text(tests)],
      periodic: [text(tests)],
      exam: text(exam),
      hours_planned: '1',
      hours_attended: '1',
    })
  fc.assert(
    fc.property(fc.integer({ min: 50, max: 100 }), tenths, tenths, (tests, exam, other) => {
      const made = grade(tests, exam)
      expect(made.grade).toBe(text(Number(halfUp(BigInt(4 * tests + 6 * exam), 10n))))
      const [low, high] = exam < other ? [made, grade(tests, other)] : [grade(tests, other), made]
      expect(inOrder(low.grade!, high.grade!)).toBe(true)
      expect(inOrder(low.point4!, high.point4!)).toBe(true)
    }),
  )
})

test('the test average stays within its marks, in any order', () => {
  fc.assert(
    fc.property(list, list, (regular, periodic) => {
      const average = (r: number[], p: number[]) =>
        testAverage(tt04, { regular: r.map(text), periodic: p.map(text) }).average!
      const all = [...regular, ...periodic]
      const made = average(regular, periodic)
      expect(inOrder(text(Math.min(...all)), made)).toBe(true)
      expect(inOrder(made, text(Math.max(...all)))).toBe(true)
      expect(average(regular.toReversed(), periodic.toReversed())).toBe(made)
    }),
  )
})

test('an average of modules stays within its grades, in any order, and forgets condition subjects', () => {
  fc.assert(
    fc.property(results, mode, (modules, mode) => {
      const { average } = averageOf(tt04, mode, modules)
      expect(averageOf(tt04, mode, modules.toReversed()).average).toBe(average)
      expect(
        averageOf(
          tt04,
          mode,
          modules.filter((one) => !one.condition_subject),
        ).average,
      ).toBe(average)
      const counted = modules.filter((one) => !one.condition_subject)
      if (average === null) {
        expect(counted).toEqual([])
        return
      }
      const alone = counted.map((one) => exact(averageOf(tt04, mode, [one]).average!)).toSorted(compare)
      expect(compare(alone[0]!, exact(average))).toBeLessThanOrEqual(0)
      expect(compare(exact(average), alone.at(-1)!)).toBeLessThanOrEqual(0)
    }),
  )
})

test('an average in year mode agrees with whole numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(tenths, fc.integer({ min: 1, max: 12 })), { minLength: 1 }), (pairs) => {
      const modules = pairs.map(([grade, credits]) =>
        moduleOf({ grade: text(grade), credits: String(credits) }),
      )
      const total = pairs.reduce((all, [grade, credits]) => all + BigInt(grade * credits), 0n)
      const weights = pairs.reduce((all, [, credits]) => all + BigInt(credits), 0n)
      expect(averageOf(tt04, 'year', modules).average).toBe(text(Number(halfUp(total, weights))))
    }),
  )
})

test('neither a retake, nor relearning, nor discipline ever raises the class', () => {
  const rank = (
    modules: readonly ModuleResult[],
    average: string,
    discipline: (typeof disciplines)[number] | null,
    mode: 'year' | 'credit',
  ) =>
    classes.indexOf(
      classify(tt04, mode, average, { modules, discipline, graduation: { programme_credits: null } })
        .classification,
    )
  fc.assert(
    fc.property(
      results,
      mode,
      fc.integer({ min: 0, max: 1000 }),
      fc.nat(),
      fc.constantFrom(...disciplines),
      (modules, mode, points, at, discipline) => {
        const average =
          mode === 'year'
            ? roundedText(exact(`${points}e-2`), '0.1')
            : roundedText(exact(`${points % 401}e-2`), '0.01')
        const before = rank(modules, average, null, mode)
        const one = modules[at % modules.length]!
        const retaken = modules.with(at % modules.length, { ...one, sittings: one.sittings + 1 })
        const relearned = modules.with(at % modules.length, { ...one, relearned: true })
        expect(rank(retaken, average, null, mode)).toBeGreaterThanOrEqual(before)
        expect(rank(relearned, average, null, mode)).toBeGreaterThanOrEqual(before)
        expect(rank(modules, average, discipline, mode)).toBeGreaterThanOrEqual(before)
      },
    ),
  )
})

test('who graduates has no reason against it, who does not has at least one', () => {
  const mark = fc.option(
    fc.integer({ min: 0, max: 40 }).map((quarters) => roundedText(exact(`${quarters * 25}e-2`), '0.01')),
  )
  fc.assert(
    fc.property(results, mode, mark, mark, mark, (modules, mode, theory_exam, practice_exam, thesis) => {
      const made = graduate(tt04, { mode, modules, theory_exam, practice_exam, thesis, discipline: null })
      expect(made.eligible).toBe(made.score !== null)
      expect(made.eligible).toBe(made.classification !== null)
      if (made.average !== null) expect(made.eligible).toBe(made.reasons.length === 0)
    }),
  )
})
