import type { thresholdVi } from './threshold-vi.ts'

export const thresholdEn: Record<keyof typeof thresholdVi, string> = {
  'students.threshold.title': 'Thresholds and deadlines',
  'students.threshold.lead':
    'The numbers that indicators and deadlines of learner records rest on. Each has its first day and source; an earlier one stays for the days that are past.',
  'students.threshold.crumbs': 'Breadcrumb',
  'students.threshold.value': 'Value',
  'students.threshold.period': 'In force',
  'students.threshold.source': 'Source',
  'students.threshold.source_hint': 'Number and article of the text; or say whose proposal it is.',
  'students.threshold.certainty': 'Compared',
  'students.threshold.verified': 'Compared with the text',
  'students.threshold.unverified': 'Not compared with the text',
  'students.threshold.is_verified': 'Compared with the original text',
  'students.threshold.act': 'Act',
  'students.threshold.none': 'No value yet.',
  'students.threshold.from': 'From {from}',
  'students.threshold.from_to': '{from} – {to}',
  'students.threshold.state.now': 'In force',
  'students.threshold.state.next': 'To come',
  'students.threshold.state.past': 'Past',
  'students.threshold.withdraw': 'Take back',
  'students.threshold.withdraw_of': 'Take back the value from {day}',
  'students.threshold.withdrawn': 'Taken back; the value before it goes on.',
  'students.threshold.add': 'Add a new value',
  'students.threshold.saved': 'The new value is added.',
  'students.threshold.unit.percent': '{value} %',
  'students.threshold.unit.days': '{value} days',
  'students.threshold.unit_name.percent': '%',
  'students.threshold.unit_name.days': 'days',
  'students.threshold.new_of': 'New value: {name}',
  'students.threshold.new_lead':
    'Give the value, its first day and the source. The next step tells which institutions begin to count and which no longer do; nothing is stored before that.',
  'students.threshold.check_lead': 'Look it over. A value that was in force cannot be changed or removed.',
  'students.threshold.from_date': 'In force from',
  'students.threshold.after': 'Day/month/year, after {day}',
  'students.threshold.continue': 'See what changes',
  'students.threshold.change': 'Change',
  'students.threshold.confirm': 'Add this value',
  'students.threshold.back': 'Back to the form',
  'students.threshold.past': 'The first day is not in the future',
  'students.threshold.past_text': 'Figures of the days from {day} on will follow the new value.',
  'students.threshold.effect': 'The new value changes the result',
  'students.threshold.effect_none': 'The new value changes nothing',
  'students.threshold.effect_institutions':
    'By the records up to {day}: {before} of {asked} institutions reach the value in force, {after} of {asked} the new one.',
  'students.threshold.effect_requests':
    'Today, {day}: a remark may still be asked for {before} exam results; under the new value for {after}.',
  'students.threshold.gained': 'Begin to count: {names}.',
  'students.threshold.lost': 'No longer count: {names}.',
  'students.threshold.error.value': 'Write a number, such as 95 or 97.5',
  'students.threshold.error.whole': 'Days are a whole number',
  'students.threshold.error.bounds_percent':
    'A share is between 0 and 100 (change of size: between -100 and 100)',
  'students.threshold.error.bounds_days':
    'Days out of bounds: not negative, at most 365 (remarks, at least 1), 180 (waiting for results), 120 (start of a term)',
  'students.threshold.error.source': 'Name the source of this value, at least 5 letters',
  'students.threshold.error.start': 'The first day must be after that of the value before it',
  'students.threshold.error.changed':
    'Somebody else has just added or taken back a value. Open the page of thresholds again, then add yours.',
  'students.threshold.error.begun': 'This value has been in force and cannot be taken back; add a new one.',
  'students.threshold.name.t08.process': 'T08: digital learning process',
  'students.threshold.name.t08.results': 'T08: digital results',
  'students.threshold.name.t08.term_days': 'T08: first days of a term not looked at',
  'students.threshold.name.t08.result_days': 'T08: days to wait for results',
  'students.threshold.name.cs01': 'CS01: admissions against places',
  'students.threshold.name.cs02': 'CS02: change of the size of training',
  'students.threshold.name.cs07': 'CS07: graduation in time',
  'students.threshold.name.remark_days': 'Time to ask for a remark',
  'students.threshold.about.t08.process':
    'Share of learners in training with sections and attendance from which a school counts as having a digital learning process.',
  'students.threshold.about.t08.results':
    'Share of learners with all results of ended terms from which a school counts as having digital results.',
  'students.threshold.about.t08.term_days':
    'A term is looked at from so many days after its beginning; until then the term before it.',
  'students.threshold.about.t08.result_days': 'Results of a term are looked at so many days after its end.',
  'students.threshold.about.cs01': 'Admissions of the year over the places announced, at least this.',
  'students.threshold.about.cs02':
    'The size against two years before must not fall by more than this (a negative number is a fall).',
  'students.threshold.about.cs07':
    'Of cohorts due in the last 12 months, the share that graduated in time, at least this.',
  'students.threshold.about.remark_days':
    'After the day of posting a learner may ask for a remark for so many days.',
}
