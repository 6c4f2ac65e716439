import type { vi } from './vi.ts'

export const en: { readonly [K in keyof typeof vi]: string } = {
  'students.measure.process.recorded': 'Has sections and attendance in the latest term',
  'students.measure.process.no_term': 'The school has opened no term',
  'students.measure.process.no_section': 'On no section of the latest term',
  'students.measure.process.no_attendance': "No attendance taken in the learner's sections",
  'students.measure.results.recorded': 'All {have} of {due} results of ended terms',
  'students.measure.results.missing': '{missing} of {due} results missing',
  'students.measure.results.no_section': 'Studied in an ended term but was on no section',
  'students.measure.t08.meets': 'Process {process} %, results {results} %',
  'students.measure.t08.below':
    'Process {process} % (needs {least_process} %), results {results} % (needs {least_results} %)',
  'students.measure.t08.no_learners': 'No learner records',
  'students.measure.t08.no_ended_term': 'Process {process} %; no ended term to look at results',
  'students.measure.t08.no_rule': 'No threshold applies on this day',
  'students.measure.enrolled': 'In training',
  'students.measure.admitted': 'Admitted {day}',
  'students.measure.graduated': 'Graduated {day}, decision {number}',
  'students.measure.expected': 'Expected to graduate {day}',
  'students.measure.stayed': 'Did not leave in the year',
  'students.measure.withdrawn': 'Withdrew {day}',
  'students.measure.dismissed': 'Dismissed {day}',
  'students.measure.cs01.meets':
    '{a} admitted of {b} places = {value} %, needs {least} % (not compared with the text)',
  'students.measure.cs01.below':
    '{a} admitted of {b} places = {value} %, below {least} % (not compared with the text)',
  'students.measure.cs01.no_data': 'No places announced for the year',
  'students.measure.cs01.no_rule': 'No threshold applies on this day',
  'students.measure.cs02.meets':
    'Size {a} against {b} two years before: {value} %, needs {least} % or more (not compared with the text)',
  'students.measure.cs02.below':
    'Size {a} against {b} two years before: {value} %, below {least} % (not compared with the text)',
  'students.measure.cs02.no_data': 'No learner records of two years before to compare with',
  'students.measure.cs02.no_rule': 'No threshold applies on this day',
  'students.measure.cs07.meets':
    'On time {a} of {b} = {value} %, needs {least} % (not compared with the text)',
  'students.measure.cs07.below':
    'On time {a} of {b} = {value} %, below {least} % (not compared with the text)',
  'students.measure.cs07.no_data': 'No cohort due to end in the past twelve months',
  'students.measure.cs07.no_rule': 'No threshold applies on this day',
  'students.digital.nav': 'Digital records',
  'students.digital.title': 'Digital learner records',
  'students.digital.lead':
    'Computed from records up to {day}: how many learners have process and results on the system.',
  'students.digital.process': 'Learning process',
  'students.digital.results': 'Results',
  'students.digital.diplomas': 'Diplomas and data connection',
  'students.digital.diplomas_missing': 'Not measured: no diploma register and connection log yet.',
  'students.digital.noun': 'learners',
  'students.digital.share': '{have} of {all} learners',
  'students.digital.empty': 'No learners to compute from',
  'students.digital.least': 'Threshold {least} % (not compared with the text)',
  'students.digital.no_rule': 'No threshold',
  'students.digital.missing': 'Missing: {part}',
  'students.digital.none_missing': 'Nobody is missing.',
  'students.digital.why': 'What is missing',
}
