import type { vi } from './vi.ts'

export const en: { readonly [K in keyof typeof vi]: string } = {
  'students.candidates.title': 'Admission to the graduation examination of cohort {cohort}',
  'students.candidates.link': 'Admission',
  'students.candidates.lead':
    'A learner may sit it when every unit is passed, nobody is suspended or away, and time and sittings are left. Only those and the exceptions stand on the list of candidates and are handed to markers.',
  'students.candidates.list': 'Admission to the examination',
  'students.candidates.verdict': 'Admission',
  'students.candidates.kind.fit': 'Admitted',
  'students.candidates.kind.exception': 'By exception',
  'students.candidates.kind.unfit': 'Not admitted',
  'students.candidates.because': 'Let in by {name}: {reason}',
  'students.candidates.admit': 'Let one in by exception',
  'students.candidates.admit_lead':
    'Where the school has grounds though a condition is not met. The reason is printed on the list and logged. Graduation still asks for every condition.',
  'students.candidates.who': 'Learner',
  'students.candidates.reason': 'Reason, grounds',
  'students.candidates.admit_act': 'Let in',
  'students.candidates.admitted_now': 'Let in.',
  'students.candidates.take_back': 'Take back',
  'students.candidates.take_back_of': 'Take back the exception of {name}',
  'students.candidates.taken_back_now': 'The exception was taken back.',
  'students.candidates.doc': 'List of admission',
  'students.candidates.error.who': 'Choose a learner.',
  'students.candidates.error.fit': 'This learner is admitted already.',
  'students.candidates.error.already': 'This learner was let in already.',
}
