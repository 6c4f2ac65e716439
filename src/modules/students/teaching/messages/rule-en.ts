import type { ruleVi } from './rule-vi.ts'

/** Hours of learning by law: the dated rule and its page. */
export const ruleEn: { readonly [K in keyof typeof ruleVi]: string } = {
  'students.teaching.rule.title': 'Rules on hours of learning',
  'students.teaching.rule.lead':
    'The timetable counts hours and warns of too many by the rule in force on the day of the session. Sizes of practice groups and the hours in which teaching is allowed stand in the grading policy.',
  'students.teaching.rule.reading': 'What it says',
  'students.teaching.rule.days': 'In force',
  'students.teaching.rule.since': 'from {day}',
  'students.teaching.rule.source': 'Source',
  'students.teaching.rule.unverified': 'Not compared with the text',
  'students.teaching.rule.sentence':
    'An hour of theory is {minutes_theory} minutes, of practice {minutes_practice} minutes. A day has at most {theory_day} hours of theory or {practice_day} of practice; a week at most {theory_week} hours of theory or {practice_week} of practice.',
  'students.teaching.rule.add': 'Add a rule from a day on',
  'students.teaching.rule.saved': 'The rule is added; the one before ends the day before.',
  'students.teaching.rule.none': 'There is no rule on hours of learning for this day.',
  'students.teaching.rule.minutes_theory': 'One hour of theory',
  'students.teaching.rule.minutes_practice': 'One hour of practice',
  'students.teaching.rule.theory_day': 'Most theory in a day',
  'students.teaching.rule.theory_week': 'Most theory in a week',
  'students.teaching.rule.practice_day': 'Most practice in a day',
  'students.teaching.rule.practice_week': 'Most practice in a week',
  'students.teaching.rule.unit_minutes': 'minutes',
  'students.teaching.rule.unit_hours': 'hours',
  'students.teaching.rule.citation': 'Document',
  'students.teaching.rule.citation_hint': 'Number and article as the document has them',
  'students.teaching.rule.is_verified': 'Compared with the text',
  'students.teaching.rule.error.minutes': 'Whole minutes from 1 to 240',
  'students.teaching.rule.error.day_hours': 'Whole hours from 1 to 24',
  'students.teaching.rule.error.week_hours': 'Whole hours from 1 to 168',
  'students.teaching.rule.error.too_early': 'It must begin after the rule now in force began.',
  'students.teaching.rule.error.week': 'A week cannot have fewer hours than a day.',
}
