import type { vi } from './vi.ts'

export const en: { readonly [K in keyof typeof vi]: string } = {
  'students.elementary.link': 'Elementary level',
  'students.elementary.title': 'Grading at the elementary level',
  'students.elementary.lead':
    'Weights and formula stand in articles of {document} that have not been read, so no number is given. The school enters those of its own regulation, naming the source.',
  'students.elementary.uncovered':
    '{count} elementary programmes have no grading policy: no cohort can be opened, no grade computed',
  'students.elementary.uncovered_hint':
    'Enter the school’s regulation at the end of this page. Cohorts opened from its day on follow it.',
  'students.elementary.known': 'What has been read',
  'students.elementary.rule.module_mark':
    'The mark of a module is made of process marks (regular, periodic tests) and the test at its end.',
  'students.elementary.rule.council': 'The graduation council has {low} or {high} members.',
  'students.elementary.rule.dismissal': 'Dismissal for discipline or beyond the longest time of study.',
  'students.elementary.rule.notice':
    'Within {months} month after a dismissal or leaving, the commune or ward is informed.',
  'students.elementary.rule.hours': 'At least {hours} hours of actual study.',
  'students.elementary.unknown':
    'Not known: weights of tests, shares of process mark and final test, pass marks, the graduation formula, the bands of classes. These the school must enter.',
  'students.elementary.policies': 'Elementary policies of schools',
  'students.elementary.none': 'No school has entered one yet.',
  'students.elementary.add': 'Enter the school’s elementary policy',
  'students.elementary.add_lead':
    'It is marked as not compared until the department confirms it. Numbers not asked here are those of Circular 04/2022/TT-BLĐTBXH so that grades can be computed, and are marked likewise. A policy in use is not changed: another begins on another day.',
  'students.elementary.document': 'Source of the numbers',
  'students.elementary.document_hint': 'Number of the school’s document and the article',
  'students.elementary.from_hint': 'Cohorts that begin from this day on follow it.',
  'students.elementary.points': 'points',
  'students.elementary.save': 'Save the policy',
  'students.elementary.saved': 'The elementary policy was saved, not yet compared.',
  'students.elementary.field.tests.regular_weight': 'Weight of a regular test',
  'students.elementary.field.tests.periodic_weight': 'Weight of a periodic test',
  'students.elementary.field.tests.min_regular': 'Fewest regular test marks',
  'students.elementary.field.tests.min_periodic': 'Fewest periodic test marks',
  'students.elementary.field.module.test_weight': 'Share of the process mark',
  'students.elementary.field.module.exam_weight': 'Share of the final test',
  'students.elementary.field.module.pass.year': 'A module is passed from',
  'students.elementary.field.eligibility.min_attendance': 'Least attendance to sit the final test',
  'students.elementary.field.eligibility.min_test_average':
    'Least process mark to sit the final test (0: none)',
  'students.elementary.field.graduation.year.by_exams.average':
    'Graduation score: weight of the average of modules',
  'students.elementary.field.graduation.year.by_exams.practice':
    'Graduation score: weight of the practical exam (0: none)',
  'students.elementary.field.graduation.year.by_exams.theory':
    'Graduation score: weight of the theory exam (0: none)',
  'students.elementary.field.graduation.year.pass': 'Each final exam is passed from',
  'students.elementary.field.classification.year.xuat_sac': 'Excellent from',
  'students.elementary.field.classification.year.gioi': 'Very good from',
  'students.elementary.field.classification.year.kha': 'Good from',
  'students.elementary.field.classification.year.trung_binh': 'Average from',
  'students.elementary.error.number': 'Enter a number, such as 2 or 0.5.',
  'students.elementary.error.mark': 'A mark is 10 at most.',
  'students.elementary.error.percent': 'A share is 100 % at most.',
  'students.elementary.error.count': 'Enter a whole number.',
  'students.elementary.error.hundred': 'The two shares must make 100 %.',
  'students.elementary.error.both_nothing': 'The two are not both 0.',
  'students.elementary.error.many_tests':
    'A mark sheet has 30 columns at most, one of them for the exam: ask for fewer tests.',
  'students.elementary.error.no_weight': 'At least one weight is above 0.',
  'students.elementary.error.falling': 'This band must be under the one above it.',
  'students.elementary.error.document': 'Name the document the numbers come from.',
}
