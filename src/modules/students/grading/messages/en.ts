export const en = {
  'students.grading.mark_rounded': 'Mark {mark} rounded to {rounded}.',
  'students.grading.test_average.exact': 'Test average = ({terms}) ÷ {weights} = {rounded}.',
  'students.grading.test_average.rounded':
    'Test average = ({terms}) ÷ {weights} = {exact} → rounded to {rounded}.',
  'students.grading.attendance':
    'Attendance: {attended}/{planned} hours = {percent}%, at least {least}% required.',
  'students.grading.attendance_waived':
    'Attendance: {attended}/{planned} hours = {percent}%; the principal relaxed the required {least}% for a learner with a disability.',
  'students.grading.eligible': 'May sit the final exam.',
  'students.grading.exam_awaited': 'No mark of the final exam yet.',
  'students.grading.module_grade.exact':
    'Module grade = {test_weight} × {average} + {exam_weight} × {exam} = {rounded}.',
  'students.grading.module_grade.rounded':
    'Module grade = {test_weight} × {average} + {exam_weight} × {exam} = {exact} → rounded to {rounded}.',
  'students.grading.choice.rounded_average':
    'Made from the rounded test average; without rounding it first the grade would be {other}.',
  'students.grading.choice.exact_average':
    'Made from the exact test average; with rounding it first the grade would be {other}.',
  'students.grading.choice.compared_rounded': 'The threshold is compared with the rounded average {average}.',
  'students.grading.letter':
    'Grade {grade} is in {from}–{to}: letter {letter}, {point} on the 4-point scale.',
  'students.grading.passed': 'Passed: {grade}, at least {least} required.',
  'students.grading.failed': 'Not passed: {grade}, at least {least} required.',
  'students.grading.absent':
    'Absent from the exam without a valid reason: mark {mark}, counted as a sitting.',
  'students.grading.violation': 'Exam rules violated: mark {mark}.',
  'students.grading.average.nothing': 'No subject or module to average yet.',
  'students.grading.average.left_out':
    '{count, plural, one {# condition subject is} other {# condition subjects are}} left out.',
  'students.grading.average.postponed': '{count} postponed and ungraded left out.',
  'students.grading.average.year.exact': 'Average = ({terms}) ÷ {credits} credits = {rounded}.',
  'students.grading.average.year.rounded':
    'Average = ({terms}) ÷ {credits} credits = {exact} → rounded to {rounded}.',
  'students.grading.average.credit.exact': 'Average (4-point) = ({terms}) ÷ {credits} credits = {rounded}.',
  'students.grading.average.credit.rounded':
    'Average (4-point) = ({terms}) ÷ {credits} credits = {exact} → rounded to {rounded}.',
  'students.grading.class.xuat_sac': '{average}: classified Excellent.',
  'students.grading.class.gioi': '{average}: classified Very good.',
  'students.grading.class.kha': '{average}: classified Good.',
  'students.grading.class.trung_binh': '{average}: classified Average.',
  'students.grading.class.yeu': '{average}: classified Weak.',
  'students.grading.cause.retaken':
    'Subjects and modules retaken: {count}; from {from} on, the class falls by one.',
  'students.grading.cause.relearned': 'Relearned {percent}% of the programme, more than {limit}%.',
  'students.grading.cause.khien_trach': 'Disciplined: reprimand.',
  'students.grading.cause.canh_cao': 'Disciplined: warning.',
  'students.grading.cause.dinh_chi': 'Disciplined: suspension for a time.',
  'students.grading.cause.buoc_thoi_hoc': 'Disciplined: dismissal.',
  'students.grading.lowered.xuat_sac': 'Stays Excellent.',
  'students.grading.lowered.gioi': 'One class lower: Very good.',
  'students.grading.lowered.kha': 'One class lower: Good.',
  'students.grading.lowered.trung_binh': 'One class lower: Average.',
  'students.grading.lowered.yeu': 'One class lower: Weak.',
  'students.grading.goes_on': 'Goes on with the studies.',
  'students.grading.theory_exam_rounded': 'Theory exam {mark} rounded to {rounded}.',
  'students.grading.practice_exam_rounded': 'Practice exam {mark} rounded to {rounded}.',
  'students.grading.thesis_rounded': 'Thesis {mark} rounded to {rounded}.',
  'students.grading.score.exams.exact':
    'Graduation score = ({terms}) ÷ {weights} = {rounded} (average, practice exam, theory exam).',
  'students.grading.score.exams.rounded':
    'Graduation score = ({terms}) ÷ {weights} = {exact} → rounded to {rounded} (average, practice exam, theory exam).',
  'students.grading.score.thesis.exact':
    'Graduation score = ({terms}) ÷ {weights} = {rounded} (average, thesis).',
  'students.grading.score.thesis.rounded':
    'Graduation score = ({terms}) ÷ {weights} = {exact} → rounded to {rounded} (average, thesis).',
  'students.grading.score.credit': 'The graduation score is the cumulative average: {score}.',
  'students.grading.graduation.yes': 'May graduate.',
  'students.grading.graduation.no': 'May not graduate yet.',

  'students.grading.no.regular_missing': 'Regular test marks missing: {have} given, at least {least} needed.',
  'students.grading.no.periodic_missing':
    'Periodic test marks missing: {have} given, at least {least} needed.',
  'students.grading.no.attendance': 'May not sit the exam: attended {percent}% of the hours, under {least}%.',
  'students.grading.no.test_average': 'May not sit the exam: test average {average}, under {least}.',
  'students.grading.no.module_requirement':
    'May not sit the exam: a requirement of the module is not met ({requirement}).',
  'students.grading.no.markers_missing': 'At least {least} independent markers are needed, {have} so far.',
  'students.grading.no.markers_differ':
    'The markers differ by {difference}, which is {limit} or more: a third marker is needed.',
  'students.grading.markers_mean.exact': 'Mark of the paper = ({terms}) : {count} markers = {rounded}.',
  'students.grading.markers_mean.rounded':
    'Mark of the paper = ({terms}) : {count} markers = {exact} → rounded {rounded}.',
  'students.grading.third_marker':
    'The markers differ by {difference}, {limit} or more: the third marker’s mark stands, {mark}.',
  'students.grading.no.year_average': 'Year average {average}, under {least}: dismissal.',
  'students.grading.no.adjust': 'Year average {average}, under {least}: progress is adjusted.',
  'students.grading.no.adjust_disability':
    'Year average {average}, under {least}: a learner with a disability has the progress adjusted.',
  'students.grading.no.failed_share':
    'Failed {percent}% of the registered volume, more than {limit}%: academic warning.',
  'students.grading.no.term_average': 'Term average {average}, under {least}: academic warning.',
  'students.grading.no.warnings': 'Academic warnings: {warnings}, the school allows {most}.',
  'students.grading.no.time_exhausted':
    'Longest time of study exceeded: {used} months, {most} months allowed.',
  'students.grading.no.reserved_too_long': 'Study reserved for {used} months, {most} months allowed.',
  'students.grading.no.graduation_sittings': 'All {most} retakes of the graduation exam are used.',
  'students.grading.no.dismissed': 'Dismissed by discipline.',
  'students.grading.no.suspended': 'Suspended from study.',
  'students.grading.no.prosecuted': 'Under criminal prosecution.',
  'students.grading.no.electives': 'Electives: {passed} credits passed, the programme asks for {least}.',
  'students.grading.no.no_average':
    'No average can be made: no subject or module has both a grade and a number of credits.',
  'students.grading.no.no_modules': 'The programme has no subject or module yet.',
  'students.grading.no.module_failed': 'Subject or module {module}: grade {grade}, under {least}.',
  'students.grading.no.module_ungraded': 'Subject or module {module}: no grade yet.',
  'students.grading.no.module_postponed': 'Subject or module {module}: postponed, no grade yet.',
  'students.grading.no.condition_subject':
    'Condition subject {module}: grade {grade}, under {least}; it must be passed though no average counts it.',
  'students.grading.no.requirement': 'Another mandatory requirement is not met: {requirement}.',
  'students.grading.no.theory_exam_missing': 'No mark of the theory exam yet.',
  'students.grading.no.theory_exam_failed': 'Theory exam {mark}, under {least}.',
  'students.grading.no.theory_exam_sittings': 'Theory exam sat {sittings} times, {most} allowed.',
  'students.grading.no.practice_exam_missing': 'No mark of the practice exam yet.',
  'students.grading.no.practice_exam_failed': 'Practice exam {mark}, under {least}.',
  'students.grading.no.practice_exam_sittings': 'Practice exam sat {sittings} times, {most} allowed.',
  'students.grading.no.thesis_failed': 'Thesis {mark}, under {least}.',
  'students.grading.no.thesis_sittings': 'Thesis defended {sittings} times, {most} allowed.',
  'students.grading.no.thesis_level': 'A thesis is for the college level only.',
  'students.grading.no.cumulative_average': 'Cumulative average {average}, under {least}.',

  'students.grading.basis.articles': 'Basis: {document}, Art. {articles}.',
  'students.grading.basis.document': 'Basis: {document}.',
  'students.grading.basis.unsure':
    'A rule used here is not checked against the text, or is a choice of the school.',

  'students.grading.case.line': 'Line {line}: {problems}',
  'students.grading.case.field': 'field "{field}" {problem}',
  'students.grading.case.not_json': 'is not JSON',
  'students.grading.case.not_object': 'must be a JSON object',
  'students.grading.case.missing': 'is missing',
  'students.grading.case.not_number': 'is not a number',
  'students.grading.case.mark_range': 'must be from 0 to 10',
  'students.grading.case.negative': 'must not be negative',
  'students.grading.case.not_positive': 'must be more than 0',
  'students.grading.case.more_than_planned': 'is more than "hours_planned"',
  'students.grading.case.wrong': 'is not valid',
  'students.grading.case.options': 'must be one of: {options}',
  'students.grading.case.not_list': 'must be a list',
  'students.grading.case.not_boolean': 'must be true or false',
  'students.grading.case.not_count': 'must be a whole number from 0',
  'students.action.add-elementary-policy': 'Add elementary policy',
} as const
