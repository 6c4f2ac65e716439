/** Words of the grading policy pages: each number of a policy in a plain sentence. */
export const policyEn = {
  'students.policy.title': 'Grading policies',
  'students.policy.lead': 'Policies are dated. A cohort keeps the one in force on its first day.',
  'students.policy.none': 'No policies yet.',
  'students.policy.name': 'Name of the policy',
  'students.policy.whose': 'Applies to',
  'students.policy.national': 'The whole country',
  'students.policy.from': 'In force from',
  'students.policy.from_hint':
    'Cohorts that begin from this day on follow the new policy. Others keep theirs.',
  'students.policy.to': 'To',
  'students.policy.open': 'now',
  'students.policy.cohorts': 'Cohorts',
  'students.policy.checked': 'Compared with the text',
  'students.policy.verified': 'Compared',
  'students.policy.unverified': 'Not compared',
  'students.policy.verify': 'Confirm the comparison with the text',
  'students.policy.verified_now': 'The comparison is noted.',
  'students.policy.document': 'Document',
  'students.policy.levels': 'Levels',
  'students.policy.marks':
    'Seen: the number is from the text. Not seen: known, but not seen in the text. Not sure: to be checked, or a choice of this system. What reads “not checked by itself” the school keeps to by hand.',
  'students.policy.rule': 'Rule',
  'students.policy.article': 'Basis',
  'students.policy.article_no': 'Article {article}',
  'students.policy.no_article': 'Article not known',
  'students.policy.by_hand': 'not checked by itself',
  'students.policy.certainty': 'How sure',
  'students.policy.certainty.S': 'Seen',
  'students.policy.certainty.K': 'Not seen',
  'students.policy.certainty.U': 'Not sure',
  'students.policy.used_by': '{count} cohorts follow this policy',
  'students.policy.unused': 'No cohort yet.',
  'students.policy.own': 'Make the school’s own policy',
  'students.policy.own_lead': 'A copy of "{name}" with the numbers the principal decides.',
  'students.policy.own_document': 'Decision that issues it',
  'students.policy.own_document_hint':
    'Number of the principal’s decision, such as: QĐ 45/QĐ-CĐN of 01/08/2026',
  'students.policy.own_save': 'Make the policy',
  'students.policy.own_saved': 'The school’s own policy is made.',
  'students.policy.numbers': 'Numbers the principal decides',
  'students.policy.numbers_hint': 'All other rules stay as in the policy copied.',
  'students.policy.own.tests.min_regular': 'Least number of regular test marks',
  'students.policy.own.tests.min_periodic': 'Least number of periodic test marks',
  'students.policy.own.sittings.max_retakes': 'Most retakes',
  'students.policy.own.sittings.improvement_sittings': 'Sittings to improve a grade',
  'students.policy.own.progress.credit.max_warnings': 'Warnings before dismissal',
  'students.policy.own.progress.registration.withdraw_until_week.main':
    'Withdraw until the end of week (main term)',
  'students.policy.own.graduation.year.exam_marking.third_from':
    'Difference between two markers of a graduation paper from which a third one marks',
  'students.policy.error.mark': 'Enter a mark, such as 1.0.',
  'students.policy.own.progress.registration.withdraw_until_week.supplementary':
    'Withdraw until the end of week (supplementary term)',
  'students.policy.error.count': 'Write a whole number.',
  'students.policy.error.least_0': 'Write a number of 0 or more.',
  'students.policy.error.least_1': 'Write a number of 1 or more.',
  'students.policy.error.least_2': 'Write a number of 2 or more.',
  'students.policy.end': 'End this regulation',
  'students.policy.end_lead':
    'Cohorts that begin after this day follow the national regulation. Those bound to this one keep it.',
  'students.policy.last_day': 'Last day for new cohorts',
  'students.policy.ended_now': 'The last day is noted.',
  'students.policy.error.not_own': 'This regulation is not the school’s own.',
  'students.policy.error.ended': 'This regulation has ended.',
  'students.policy.error.past': 'A policy is made for days from today on.',
  'students.policy.error.same_day': 'A policy of the school begins on this day already.',
  'students.policy.error.other_school': 'The policy copied is another school’s.',
  'students.policy.nothing': 'none',
  'students.policy.row.letter': '{letter} ({label}) from {from}, {point} of 4 points',
  'students.policy.row.class': '{class} from {from}',
  'students.policy.row.factor':
    'programmes from {from_months} to under {below_months} months: {factor} times',
  'students.policy.code.xuat_sac': 'Excellent',
  'students.policy.code.gioi': 'Very good',
  'students.policy.code.kha': 'Good',
  'students.policy.code.trung_binh': 'Average',
  'students.policy.code.yeu': 'Weak',
  'students.policy.code.khien_trach': 'reprimand',
  'students.policy.code.canh_cao': 'warning',
  'students.policy.code.dinh_chi': 'suspension',
  'students.policy.code.buoc_thoi_hoc': 'dismissal',
  'students.policy.code.dinh_chi_1_nam': 'suspension for a year',
  'students.policy.code.cao_dang': 'college',
  'students.policy.code.trung_cap': 'intermediate',
  'students.policy.part.tests': 'Tests',
  'students.policy.part.eligibility': 'Leave to sit the final exam',
  'students.policy.part.module': 'Grade of a subject or module',
  'students.policy.part.sittings': 'Sittings',
  'students.policy.part.marking': 'Marking',
  'students.policy.part.letters': 'Letters and the 4-point scale',
  'students.policy.part.averages': 'Averages',
  'students.policy.part.classification': 'Classification',
  'students.policy.part.downgrade': 'Lower class',
  'students.policy.part.progress': 'Progress, warning, dismissal',
  'students.policy.part.graduation': 'Graduation',
  'students.policy.part.organisation': 'Running courses and exams',
  'students.policy.part.titles': 'Titles',
  'students.policy.rule.tests.highest_mark': 'The highest mark is {value}.',
  'students.policy.rule.tests.mark_unit': 'Test marks go in steps of {value}.',
  'students.policy.rule.tests.regular_weight': 'A regular test weighs {value}.',
  'students.policy.rule.tests.periodic_weight': 'A periodic test weighs {value}.',
  'students.policy.rule.tests.min_regular': '{value} regular test marks at least.',
  'students.policy.rule.tests.min_periodic': '{value} periodic test marks at least.',
  'students.policy.rule.tests.average_unit': 'The test average is rounded to {value}.',
  'students.policy.rule.tests.round_average_first':
    '{value, select, true {The grade is made from the rounded test average.} other {The grade is made from the exact test average.}}',
  'students.policy.rule.eligibility.min_attendance': 'Attendance of {percent} of the hours at least.',
  'students.policy.rule.eligibility.min_test_average': 'Test average of {value} at least.',
  'students.policy.rule.eligibility.compare_rounded_average':
    '{value, select, true {The rounded average is compared.} other {The exact average is compared.}}',
  'students.policy.rule.eligibility.attendance_may_be_waived_for_disability':
    '{value, select, true {Attendance may be waived for a disability.} other {Attendance is asked of everybody alike.}}',
  'students.policy.rule.module.test_weight': 'The test average weighs {value}.',
  'students.policy.rule.module.exam_weight': 'The final exam weighs {value}.',
  'students.policy.rule.module.grade_unit': 'The grade is rounded to {value}.',
  'students.policy.rule.module.pass.year': 'Year mode: passed from {value}.',
  'students.policy.rule.module.pass.credit': 'Credit mode: passed from {value}.',
  'students.policy.rule.sittings.max_retakes':
    '{value, select, none {The principal decides how many retakes there are.} other {{value} retakes at most.}}',
  'students.policy.rule.sittings.unexcused_absence_mark': 'Absent from an exam without a reason: {value}.',
  'students.policy.rule.sittings.unexcused_absence_counts':
    '{value, select, true {An unexcused absence counts as a sitting.} other {An unexcused absence is no sitting.}}',
  'students.policy.rule.sittings.excused_absence_counts':
    '{value, select, true {An excused absence counts as a sitting.} other {An excused absence is no sitting.}}',
  'students.policy.rule.sittings.improvement_sittings': '{value} sittings to improve a grade.',
  'students.policy.rule.sittings.improvement_replaces_grade':
    '{value, select, true {The improved grade replaces the old one.} other {The higher grade counts.}}',
  'students.policy.rule.sittings.improvement_counts_for_scholarship':
    '{value, select, true {Improved grades count for scholarships.} other {Improved grades do not count for scholarships.}}',
  'students.policy.rule.sittings.cheating_mark': 'Exam violation: {value}.',
  'students.policy.rule.sittings.proxy_sitting': 'Sitting for another, by occurrence: {value}.',
  'students.policy.rule.marking.min_markers': 'Each paper has {value} markers at least.',
  'students.policy.rule.marking.remark_difference': 'From a difference of {value} on, it is marked again.',
  'students.policy.rule.marking.mark_unit': 'Marks go in steps of {value}.',
  'students.policy.rule.letters.bands': 'Letters: {value}.',
  'students.policy.rule.letters.point_unit': 'Points of the 4-point scale go in steps of {value}.',
  'students.policy.rule.letters.missing_component': 'A missing component is written {value}.',
  'students.policy.rule.letters.awaiting_result': 'An awaited result is written {value}.',
  'students.policy.rule.letters.recognised': 'Exemption and recognition are written {value}.',
  'students.policy.rule.letters.violation': 'A violation or an abandoned module is written {value}.',
  'students.policy.rule.averages.unit.year': 'Year mode: averages are rounded to {value}.',
  'students.policy.rule.averages.unit.credit': 'Credit mode: averages are rounded to {value}.',
  'students.policy.rule.averages.not_eligible_as':
    '{value, select, none {Modules without leave to sit are left out.} other {Modules without leave to sit count as {value}.}}',
  'students.policy.rule.averages.leave_out_condition_subjects':
    '{value, select, true {Condition subjects are left out.} other {Condition subjects count.}}',
  'students.policy.rule.averages.leave_out_postponed':
    '{value, select, true {Postponed modules are left out.} other {Postponed modules count.}}',
  'students.policy.rule.averages.scholarship_uses':
    '{value, select, first {Scholarships and awards use the first sitting.} other {Scholarships and awards use the grade of record.}}',
  'students.policy.rule.averages.progress_uses':
    '{value, select, highest {Progress uses the highest grade.} other {Progress uses the grade of record.}}',
  'students.policy.rule.classification.year': 'Year mode: {value}.',
  'students.policy.rule.classification.credit': 'Credit mode: {value}.',
  'students.policy.rule.downgrade.retaken_modules': 'Retaken modules that lower the class by one: {value}.',
  'students.policy.rule.downgrade.discipline_from': 'A discipline from {value} on lowers the class by one.',
  'students.policy.rule.downgrade.relearned_share_over.year':
    '{value, select, none {Year mode: relearning does not lower the class.} other {Year mode: relearning more than {percent} lowers the class.}}',
  'students.policy.rule.downgrade.relearned_share_over.credit':
    '{value, select, none {Credit mode: relearning does not lower the class.} other {Credit mode: relearning more than {percent} of the programme lowers the class.}}',
  'students.policy.rule.downgrade.relearned_counts_condition_subjects':
    '{value, select, true {Condition subjects count as relearned volume.} other {Condition subjects do not count as relearned volume.}}',
  'students.policy.rule.progress.year.min_programme_months':
    'Year mode: progress is judged in programmes from {value} months on.',
  'students.policy.rule.progress.year.adjust_below':
    'Year mode: below a year average of {value} progress is adjusted.',
  'students.policy.rule.progress.year.dismiss_below':
    'Year mode: below a year average of {value} the learner is dismissed.',
  'students.policy.rule.progress.year.adjust_instead_for_disability':
    '{value, select, true {With a disability, progress is adjusted instead of dismissal.} other {With a disability, the rule is the same.}}',
  'students.policy.rule.progress.year.disability_spares_short_programmes':
    '{value, select, true {In shorter programmes, where progress is not adjusted, a learner with a disability goes on.} other {In shorter programmes, where progress is not adjusted, a disability does not spare dismissal.}}',
  'students.policy.rule.progress.credit.warn_failed_share_over':
    'Credit mode: warned when more than {percent} of the load registered is failed.',
  'students.policy.rule.progress.credit.warn_average_below_first_term':
    'Credit mode: warned below a first term average of {value}.',
  'students.policy.rule.progress.credit.warn_average_below_later':
    'Credit mode: warned below a later term average of {value}.',
  'students.policy.rule.progress.credit.max_warnings':
    '{value, select, none {The school decides how many warnings lead to dismissal.} other {More than {value} warnings lead to dismissal.}}',
  'students.policy.rule.progress.max_time': 'Longest time of study: {value}.',
  'students.policy.rule.progress.max_reserved_months': '{value} months of reserve at most.',
  'students.policy.rule.progress.reserved_time_counts':
    '{value, select, true {Reserved time counts for the longest time of study.} other {Reserved time does not count for the longest time of study.}}',
  'students.policy.rule.progress.registration.min_load':
    'At least {low}/{high} of the average load is registered.',
  'students.policy.rule.progress.registration.max_load':
    'At most {low}/{high} of the average load is registered.',
  'students.policy.rule.progress.registration.withdraw_until_week.main':
    'Main term: modules are dropped until the end of week {value}.',
  'students.policy.rule.progress.registration.withdraw_until_week.supplementary':
    'Supplementary term: modules are dropped until the end of week {value}.',
  'students.policy.rule.graduation.year.pass': 'Each graduation exam is passed from {value}.',
  'students.policy.rule.graduation.year.max_retakes': '{value} retakes of each graduation exam at most.',
  'students.policy.rule.graduation.year.first_retake_after_days':
    'The first retake comes {value} days later at least.',
  'students.policy.rule.graduation.year.mark_step': 'Graduation marks go in steps of {value}.',
  'students.policy.rule.graduation.year.total_unit': 'The total of a paper is rounded to {value}.',
  'students.policy.rule.graduation.year.by_exams.average': 'Score by exams: the average weighs {value}.',
  'students.policy.rule.graduation.year.by_exams.practice': 'Score by exams: practice weighs {value}.',
  'students.policy.rule.graduation.year.by_exams.theory': 'Score by exams: theory weighs {value}.',
  'students.policy.rule.graduation.year.by_thesis.average': 'Score by thesis: the average weighs {value}.',
  'students.policy.rule.graduation.year.by_thesis.thesis': 'Score by thesis: the thesis weighs {value}.',
  'students.policy.rule.graduation.year.thesis_levels': 'A thesis may be written at: {value}.',
  'students.policy.rule.graduation.year.thesis_unit': 'Thesis marks are rounded to {value}.',
  'students.policy.rule.graduation.year.max_thesis_credits': 'A thesis has {value} credits at most.',
  'students.policy.rule.graduation.year.exam_marking.min_markers':
    'A graduation paper has at least {value} independent markers.',
  'students.policy.rule.graduation.year.exam_marking.third_from':
    'Where two markers of a graduation paper differ by {value} or more, a third one marks, whose mark stands.',
  'students.policy.rule.graduation.year.round_average_first':
    '{value, select, true {The score is made from the rounded average.} other {The score is made from the exact average.}}',
  'students.policy.rule.graduation.year.score_unit': 'The score is rounded to {value}.',
  'students.policy.rule.graduation.year.downgrade_applies':
    '{value, select, true {Year mode: the class may be lowered at graduation.} other {Year mode: the class is not lowered at graduation.}}',
  'students.policy.rule.graduation.year.exam_retakes_lower':
    '{value, select, true {Year mode: a part of the graduation examination sat again counts as a retaken module when the class is lowered.} other {Year mode: retakes of the graduation examination do not lower the class.}}',
  'students.policy.rule.graduation.credit.min_average':
    'Credit mode: an average of {value} at least to graduate.',
  'students.policy.rule.graduation.credit.downgrade_applies':
    '{value, select, true {Credit mode: the class may be lowered at graduation.} other {Credit mode: the class is not lowered at graduation.}}',
  'students.policy.rule.organisation.main_terms_a_year': '{value} main terms a year.',
  'students.policy.rule.organisation.main_term_min_weeks': 'A main term has {value} weeks at least.',
  'students.policy.rule.organisation.supplementary_term_min_weeks.year':
    'Year mode: a supplementary term has {value} weeks at least.',
  'students.policy.rule.organisation.supplementary_term_min_weeks.credit':
    'Credit mode: a supplementary term has {value} weeks at least.',
  'students.policy.rule.organisation.teaching_hours.from': 'Lessons begin at {value} at the earliest.',
  'students.policy.rule.organisation.teaching_hours.to': 'Lessons end at {value} at the latest.',
  'students.policy.rule.organisation.max_practice_class': 'A practice group has {value} people at most.',
  'students.policy.rule.organisation.max_hazardous_practice_class':
    'A practice group of heavy, harmful or dangerous work has {value} people at most.',
  'students.policy.rule.organisation.written_regular_test_max_minutes':
    'A written regular test lasts {value} minutes at most.',
  'students.policy.rule.organisation.written_periodic_test_minutes':
    'A written periodic test lasts {low} to {high} minutes.',
  'students.policy.rule.organisation.written_exam_minutes':
    'A written final exam lasts {low} to {high} minutes.',
  'students.policy.rule.organisation.exam_room_max': 'An exam room holds {value} people at most.',
  'students.policy.rule.organisation.exam_room_min_invigilators':
    'An exam room has {value} invigilators at least.',
  'students.policy.rule.organisation.exam_timetable_weeks_before':
    'The exam timetable is published {value} weeks before.',
  'students.policy.rule.organisation.exam_list_working_days_before':
    'The list of examinees is published {value} working days before.',
  'students.policy.rule.organisation.results_working_days':
    'Marks are published within {value} working days.',
  'students.policy.rule.organisation.graduation_plan_weeks_before':
    'The plan of the graduation exam is published {value} weeks before.',
  'students.policy.rule.organisation.graduation_written_max_minutes':
    'A written graduation exam lasts {value} minutes at most.',
  'students.policy.rule.organisation.graduation_oral_minutes':
    'Oral exam: {low} minutes to prepare, {high} to answer.',
  'students.policy.rule.organisation.graduation_council_min':
    'The graduation council has {value} members at least.',
  'students.policy.rule.organisation.thesis_panel': 'A thesis panel has {low} to {high} members.',
  'students.policy.rule.organisation.graduation_review_working_days':
    'Graduation is reviewed within {value} working days.',
  'students.policy.rule.organisation.graduation_list_working_days':
    'The list is handed in within {value} working days.',
  'students.policy.rule.organisation.graduation_decision_working_days':
    'The decision comes within {value} working days.',
  'students.policy.rule.organisation.diploma_working_days': 'Diplomas are given within {value} working days.',
  'students.policy.rule.titles.levels': 'There is a title at: {value}.',
  'students.policy.rule.titles.practical_engineer_fields':
    'Practical engineer in the fields of code {value}; elsewhere practical bachelor.',
} as const
