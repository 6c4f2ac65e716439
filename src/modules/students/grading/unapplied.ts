/**
 * Numbers of a policy that nothing applies by itself: the page of the policy says so, and people keep to them by hand. A path
 * stands for all below it.
 */
export const unapplied: readonly string[] = [
  'sittings.proxy_sitting',
  'marking.min_markers',
  'marking.remark_difference',
  'progress.registration',
  'graduation.year.max_thesis_credits',
  ...[
    'main_terms_a_year',
    'main_term_min_weeks',
    'supplementary_term_min_weeks',
    'written_regular_test_max_minutes',
    'written_periodic_test_minutes',
    'written_exam_minutes',
    'exam_room_max',
    'exam_room_min_invigilators',
    'exam_timetable_weeks_before',
    'exam_list_working_days_before',
    'results_working_days',
    'graduation_plan_weeks_before',
    'graduation_written_max_minutes',
    'graduation_oral_minutes',
    'graduation_review_working_days',
    'graduation_list_working_days',
    'graduation_decision_working_days',
    'diploma_working_days',
  ].map((name) => `organisation.${name}`),
]

/** Is a number of the policy applied where grades, progress, graduation and courses are made? */
export const isApplied = (path: string): boolean =>
  !unapplied.some((one) => path === one || path.startsWith(`${one}.`))
