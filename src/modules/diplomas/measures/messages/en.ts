import type { vi } from './vi.ts'

export const en: Record<keyof typeof vi, string> = {
  'diplomas.measure.digitised': 'Diplomas',
  'diplomas.measure.noun': 'diplomas',
  'diplomas.measure.rule': 'Kinds of diplomas and certificates',
  'diplomas.measure.digitised.issued': 'Diploma issued on {day}, in the digital register.',
  'diplomas.measure.digitised.not_issued':
    'Graduated by decision {number} of {day}, no diploma in the digital register yet.',
  'diplomas.measure.digitised.digitised': 'Line of a paper register (number {number}), compared on {day}.',
  'diplomas.measure.digitised.not_compared': 'Line of a paper register (number {number}), not compared yet.',
  'diplomas.measure.in_time.yes': 'Issued {days} days after decision {number}, by the due day {due}.',
  'diplomas.measure.in_time.late': 'Issued {days} days after decision {number}, past the due day {due}.',
  'diplomas.measure.in_time.overdue':
    '{days} days since decision {number}, past the due day {due}, not issued.',
}
