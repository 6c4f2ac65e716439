import { z } from 'zod'
import { mostColumns } from '../../marks/mark.ts'
import { compare, decimalText, exact, over, plus } from '../exact.ts'
import { GradingPolicy, leaves } from '../policy.ts'
import reference from '../reference/tt42-2015.json' with { type: 'json' }

/** What has been read of the elementary level (Circular 42/2015/TT-BLĐTBXH); its weights and final formula have not. */
export const elementaryLaw = reference

/** What a number typed for the elementary level is: a weight, a mark of ten points, a share in percent, a count. */
export type FieldKind = 'weight' | 'mark' | 'percent' | 'count'

/**
 * Numbers a school enters for the elementary level, by path of the policy. None has a value of ours: the articles that give
 * them have not been seen.
 */
export const elementaryFields = [
  { path: 'tests.regular_weight', kind: 'weight' },
  { path: 'tests.periodic_weight', kind: 'weight' },
  { path: 'tests.min_regular', kind: 'count' },
  { path: 'tests.min_periodic', kind: 'count' },
  { path: 'module.test_weight', kind: 'percent' },
  { path: 'module.exam_weight', kind: 'percent' },
  { path: 'module.pass.year', kind: 'mark' },
  { path: 'eligibility.min_attendance', kind: 'percent' },
  { path: 'eligibility.min_test_average', kind: 'mark' },
  { path: 'graduation.year.by_exams.average', kind: 'weight' },
  { path: 'graduation.year.by_exams.practice', kind: 'weight' },
  { path: 'graduation.year.by_exams.theory', kind: 'weight' },
  { path: 'graduation.year.pass', kind: 'mark' },
  { path: 'classification.year.xuat_sac', kind: 'mark' },
  { path: 'classification.year.gioi', kind: 'mark' },
  { path: 'classification.year.kha', kind: 'mark' },
  { path: 'classification.year.trung_binh', kind: 'mark' },
] as const satisfies readonly { path: string; kind: FieldKind }[]
export type ElementaryPath = (typeof elementaryFields)[number]['path']

/** How a path stands as the name of a form field. */
export const fieldOf = (path: string): string => path.replaceAll('.', '_')

/** A number as typed, with comma or point; decimal text. */
const typedNumber = z
  .string('students.elementary.error.number')
  .trim()
  .regex(/^\d{1,3}([.,]\d{1,2})?$/, 'students.elementary.error.number')
  .transform((text) => text.replace(',', '.'))

export const ElementaryNumbers = z.object(
  Object.fromEntries(elementaryFields.map(({ path }) => [fieldOf(path), typedNumber])),
)
export type ElementaryNumbers = Record<ElementaryPath, string>

/** The numbers of a sent form by path. */
export const numbersOf = (sent: Record<string, unknown>): ElementaryNumbers =>
  Object.fromEntries(
    elementaryFields.map(({ path }) => [path, sent[fieldOf(path)] as string]),
  ) as ElementaryNumbers

const isOver = (value: string, most: string) => compare(exact(value), exact(most)) > 0
const sumOf = (values: readonly string[]) => values.map((one) => exact(one)).reduce(plus)

/** What is wrong with the numbers, as message keys by form field. */
export function findElementaryFaults(numbers: ElementaryNumbers): Record<string, string> {
  const faults: Record<string, string> = {}
  const mark = (path: ElementaryPath, key: string) => {
    faults[fieldOf(path)] ??= `students.elementary.error.${key}`
  }
  for (const { path, kind } of elementaryFields) {
    if (kind === 'mark' && isOver(numbers[path], '10')) mark(path, 'mark')
    if (kind === 'percent' && isOver(numbers[path], '100')) mark(path, 'percent')
    if (kind === 'count' && numbers[path].includes('.')) mark(path, 'count')
  }
  if (compare(sumOf([numbers['module.test_weight'], numbers['module.exam_weight']]), exact('100')) !== 0)
    mark('module.exam_weight', 'hundred')
  for (const [first, second] of [
    ['tests.regular_weight', 'tests.periodic_weight'],
    ['tests.min_regular', 'tests.min_periodic'],
  ] as const)
    if (compare(sumOf([numbers[first], numbers[second]]), exact('0')) === 0) mark(second, 'both_nothing')
  // A sheet opens with as many columns, and one for the exam.
  const tests = sumOf([numbers['tests.min_regular'], numbers['tests.min_periodic'], '1'])
  if (compare(tests, exact(String(mostColumns))) > 0) mark('tests.min_periodic', 'many_tests')
  const weights = ['average', 'practice', 'theory'] as const
  const all = sumOf(weights.map((one) => numbers[`graduation.year.by_exams.${one}`]))
  if (compare(all, exact('0')) === 0) mark('graduation.year.by_exams.average', 'no_weight')
  const bands = ['xuat_sac', 'gioi', 'kha', 'trung_binh'] as const
  for (const [at, band] of bands.entries()) {
    const above = bands[at - 1]
    if (above && !isOver(numbers[`classification.year.${above}`], numbers[`classification.year.${band}`]))
      mark(`classification.year.${band}`, 'falling')
  }
  return faults
}

type Source = { code: string; name: string; document: string; from_date: string }

/**
 * The school's elementary policy: its own numbers; the rest taken over from `base` so that a class can be graded. Every
 * number is marked as not compared with the text, but for what has been read of Circular 42/2015.
 * @throws ZodError when the copy is no valid policy
 */
export function makeElementaryPolicy(
  base: GradingPolicy,
  numbers: ElementaryNumbers,
  source: Source,
): GradingPolicy {
  const n = (path: ElementaryPath) => numbers[path]
  const share = (path: ElementaryPath) => decimalText(over(exact(n(path)), exact('100')))
  const [least] = elementaryLaw.council_sizes as [number, number]
  const made = {
    ...structuredClone(base),
    code: source.code,
    title_vi: source.name,
    title_en: source.name,
    document: source.document,
    issued: source.from_date,
    from_date: source.from_date,
    to_date: null,
    levels: ['so_cap' as const],
    note_vi: elementaryNotes.vi,
    note_en: elementaryNotes.en,
    tests: {
      ...base.tests,
      regular_weight: n('tests.regular_weight'),
      periodic_weight: n('tests.periodic_weight'),
      min_regular: Number(n('tests.min_regular')),
      min_periodic: Number(n('tests.min_periodic')),
    },
    eligibility: {
      ...base.eligibility,
      min_attendance: share('eligibility.min_attendance'),
      min_test_average: n('eligibility.min_test_average'),
    },
    module: {
      ...base.module,
      test_weight: share('module.test_weight'),
      exam_weight: share('module.exam_weight'),
      pass: { ...base.module.pass, year: n('module.pass.year') },
    },
    classification: {
      ...base.classification,
      year: base.classification.year.map((band) => ({
        ...band,
        from: band.class === 'yeu' ? band.from : n(`classification.year.${band.class}`),
      })),
    },
    // Read of the circular: only discipline and the longest time dismiss.
    progress: {
      ...base.progress,
      year: { ...base.progress.year, adjust_below: '0', dismiss_below: '0' },
    },
    graduation: {
      ...base.graduation,
      year: {
        ...base.graduation.year,
        pass: n('graduation.year.pass'),
        by_exams: {
          average: n('graduation.year.by_exams.average'),
          practice: n('graduation.year.by_exams.practice'),
          theory: n('graduation.year.by_exams.theory'),
        },
      },
    },
    organisation: { ...base.organisation, graduation_council_min: least },
  }
  return GradingPolicy.parse({ ...made, basis: basisFor(made) })
}

const seen = ['organisation.graduation_council_min', 'progress.year.dismiss_below']

const basisFor = (policy: object) =>
  leaves(policy).map((field) => ({
    field,
    article: null,
    certainty: seen.includes(field) ? ('S' as const) : ('U' as const),
  }))

const elementaryNotes = {
  vi: 'Trình độ sơ cấp: trọng số và công thức do trường nhập theo văn bản của trường. Các số khác lấy theo Thông tư 04/2022/TT-BLĐTBXH để tính được điểm; chưa đối chiếu với Thông tư 42/2015/TT-BLĐTBXH.',
  en: 'Elementary level: weights and formula were entered by the school from its own regulation. Other numbers are those of Circular 04/2022/TT-BLĐTBXH so that grades can be computed; not compared with Circular 42/2015/TT-BLĐTBXH.',
}
