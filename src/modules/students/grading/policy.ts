import { z } from 'zod'
import { isDecimal } from './exact.ts'

/** Training modes: niên chế (averages on ten points) and accumulation of modules or credits (letters, four points). */
export const modes = ['year', 'credit'] as const
export type Mode = (typeof modes)[number]

/** Levels of training a policy is for. */
export const levels = ['so_cap', 'trung_cap', 'cao_dang'] as const
export type Level = (typeof levels)[number]

/** Classes of results, best first. */
export const classes = ['xuat_sac', 'gioi', 'kha', 'trung_binh', 'yeu'] as const
export type ResultClass = (typeof classes)[number]

/** The discipline ladder, lightest first (domain 4.7). */
export const disciplines = ['khien_trach', 'canh_cao', 'dinh_chi', 'buoc_thoi_hoc'] as const
export type Discipline = (typeof disciplines)[number]

const decimal = z.string().refine(isDecimal, 'not a decimal')
/** A unit to round to, half up: `0.1` is one decimal. */
const unit = decimal
const count = z.int().min(0)
const byMode = <T extends z.ZodType>(value: T) => z.strictObject({ year: value, credit: value })
const bands = z.array(z.strictObject({ class: z.enum(classes), from: decimal }))

/** Component tests and leave to sit the final exam. */
const tests = z.strictObject({
  highest_mark: decimal,
  mark_unit: unit,
  regular_weight: decimal,
  periodic_weight: decimal,
  min_regular: count,
  min_periodic: count,
  average_unit: unit,
  /** The module grade is made from the rounded test average, not from the exact one. */
  round_average_first: z.boolean(),
})
const eligibility = z.strictObject({
  min_attendance: decimal,
  min_test_average: decimal,
  /** The threshold is compared with the rounded average: 4.95 counts as 5.0. */
  compare_rounded_average: z.boolean(),
  attendance_may_be_waived_for_disability: z.boolean(),
})
const module = z.strictObject({
  test_weight: decimal,
  exam_weight: decimal,
  grade_unit: unit,
  pass: byMode(decimal),
})
const sittings = z.strictObject({
  /** Retakes after a first failing sitting; null: the principal decides. */
  max_retakes: count.nullable(),
  unexcused_absence_mark: decimal,
  unexcused_absence_counts: z.boolean(),
  excused_absence_counts: z.boolean(),
  improvement_sittings: count,
  improvement_replaces_grade: z.boolean(),
  improvement_counts_for_scholarship: z.boolean(),
  cheating_mark: decimal,
  /** Consequence of the first, second … proxy sitting. */
  proxy_sitting: z.array(z.enum(['dinh_chi_1_nam', 'buoc_thoi_hoc'])),
})
const marking = z.strictObject({ min_markers: count, remark_difference: decimal, mark_unit: unit })
const letters = z.strictObject({
  bands: z.array(
    z.strictObject({
      letter: z.string(),
      from: decimal,
      point: decimal,
      is_pass: z.boolean(),
      label: z.string(),
    }),
  ),
  point_unit: unit,
  missing_component: z.string(),
  awaiting_result: z.string(),
  recognised: z.string(),
  /** Exam violation or abandoned module. */
  violation: z.string(),
})
const averages = z.strictObject({
  unit: byMode(unit),
  /** What a module not eligible for its exam counts as; null: it is left out. */
  not_eligible_as: decimal.nullable(),
  leave_out_condition_subjects: z.boolean(),
  leave_out_postponed: z.boolean(),
  scholarship_uses: z.enum(['first', 'record']),
  progress_uses: z.enum(['highest', 'record']),
})
const downgrade = z.strictObject({
  /** From so many retaken modules on, a result of this class falls by one. */
  retaken_modules: z.array(z.strictObject({ class: z.enum(classes), from: count })),
  discipline_from: z.enum(disciplines),
  /** At graduation: share of the programme's credits relearned, above which the class falls; null: no such rule. */
  relearned_share_over: byMode(decimal.nullable()),
  relearned_counts_condition_subjects: z.boolean(),
})
const progress = z.strictObject({
  year: z.strictObject({
    min_programme_months: count,
    adjust_below: decimal,
    dismiss_below: decimal,
    adjust_instead_for_disability: z.boolean(),
    /** Such a learner goes on where the programme is too short for progress to be adjusted. */
    disability_spares_short_programmes: z.boolean(),
  }),
  credit: z.strictObject({
    warn_failed_share_over: decimal,
    warn_average_below_first_term: decimal,
    warn_average_below_later: decimal,
    /** Warnings after which a learner is dismissed; null: the school decides. */
    max_warnings: count.nullable(),
  }),
  /** Longest study as a multiple of the programme's length; first fitting row. */
  max_time: z.array(z.strictObject({ from_months: count, below_months: count, factor: decimal })),
  max_reserved_months: count,
  reserved_time_counts: z.boolean(),
  registration: z.strictObject({
    min_load: z.tuple([count, count]),
    max_load: z.tuple([count, count]),
    withdraw_until_week: z.strictObject({ main: count, supplementary: count }),
  }),
})
const graduation = z.strictObject({
  year: z.strictObject({
    pass: decimal,
    max_retakes: count,
    first_retake_after_days: count,
    /** Exam marks go in such steps; a total is rounded half up to `total_unit` (.25 → .5, .75 → 1.0). */
    mark_step: decimal,
    total_unit: unit,
    by_exams: z.strictObject({ average: decimal, practice: decimal, theory: decimal }),
    by_thesis: z.strictObject({ average: decimal, thesis: decimal }),
    thesis_levels: z.array(z.enum(levels)),
    thesis_unit: unit,
    max_thesis_credits: count,
    /** Papers of the graduation examination: independent markers, and the difference from which a third one marks. */
    exam_marking: z.strictObject({ min_markers: count, third_from: decimal }),
    round_average_first: z.boolean(),
    score_unit: unit,
    /** Retakes and discipline lower the class of the diploma as they lower a term's. */
    downgrade_applies: z.boolean(),
    /** A part of the graduation examination sat again counts among the retaken modules that lower the class. */
    exam_retakes_lower: z.boolean(),
  }),
  credit: z.strictObject({ min_average: decimal, downgrade_applies: z.boolean() }),
})
/** Numbers about running courses and exams: shown on the policy page, a few also asked by pages and documents. */
const organisation = z.strictObject({
  main_terms_a_year: count,
  main_term_min_weeks: count,
  supplementary_term_min_weeks: byMode(count),
  teaching_hours: z.strictObject({ from: z.string(), to: z.string() }),
  max_practice_class: count,
  max_hazardous_practice_class: count,
  written_regular_test_max_minutes: count,
  written_periodic_test_minutes: z.tuple([count, count]),
  written_exam_minutes: z.tuple([count, count]),
  exam_room_max: count,
  exam_room_min_invigilators: count,
  exam_timetable_weeks_before: count,
  exam_list_working_days_before: count,
  results_working_days: count,
  graduation_plan_weeks_before: count,
  graduation_written_max_minutes: count,
  graduation_oral_minutes: z.tuple([count, count]),
  graduation_council_min: count,
  thesis_panel: z.tuple([count, count]),
  graduation_review_working_days: count,
  graduation_list_working_days: count,
  graduation_decision_working_days: count,
  diploma_working_days: count,
})
const titles = z.strictObject({
  levels: z.array(z.enum(levels)),
  /** Digits 2 and 3 of the occupation code. */
  practical_engineer_fields: z.array(z.string().length(2)),
})

const rules = {
  tests,
  eligibility,
  module,
  sittings,
  marking,
  letters,
  averages,
  classification: byMode(bands),
  downgrade,
  progress,
  graduation,
  organisation,
  titles,
}

/**
 * Where a number comes from: the article as far as known, and how sure we are: S seen in the text, K known but not seen,
 * U uncertain or our own choice. `field` is a path; the longest fitting path speaks for a number.
 */
const basis = z.strictObject({
  field: z.string(),
  article: z.string().nullable(),
  certainty: z.enum(['S', 'K', 'U']),
})

/** A grading policy as stored in the dated table: bound to cohort, mode and institution, never a constant. */
export const GradingPolicy = z
  .strictObject({
    code: z.string(),
    title_vi: z.string(),
    title_en: z.string(),
    /** How sentences name the document. */
    document: z.string(),
    issued: z.iso.date(),
    from_date: z.iso.date(),
    to_date: z.iso.date().nullable(),
    levels: z.array(z.enum(levels)),
    note_vi: z.string(),
    note_en: z.string(),
    ...rules,
    basis: z.array(basis),
  })
  .superRefine((policy, context) => {
    for (const field of leaves(policy))
      if (!basisOf(policy, field)) context.addIssue({ code: 'custom', message: `no basis for ${field}` })
  })
export type GradingPolicy = z.infer<typeof GradingPolicy>
export type Basis = z.infer<typeof basis>

/** The basis of one number of the policy: the longest path that contains it. */
export function basisOf(policy: { basis: readonly Basis[] }, field: string): Basis | undefined {
  return policy.basis
    .filter((one) => field === one.field || field.startsWith(`${one.field}.`))
    .reduce<Basis | undefined>(
      (best, one) => (best && best.field.length > one.field.length ? best : one),
      undefined,
    )
}

/** Paths of all numbers and choices of the policy, lists taken as one. */
export function leaves(policy: object): string[] {
  return Object.keys(rules).flatMap((part) => paths((policy as Record<string, unknown>)[part], part))
}

function paths(value: unknown, at: string): string[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [at]
  return Object.entries(value).flatMap(([name, inner]) => paths(inner, `${at}.${name}`))
}
