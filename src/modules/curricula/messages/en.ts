import { checksEn } from './checks-en.ts'
import { kindsEn } from './kinds-en.ts'
import { versionEn } from './version-en.ts'
import type { vi } from './vi.ts'

export const en: Record<keyof typeof vi, string> = {
  ...versionEn,
  ...checksEn,
  ...kindsEn,
  'curricula.nav': 'Training programmes',
  'curricula.breadcrumb': 'Breadcrumb',
  'curricula.optional': 'optional',
  'curricula.save': 'Save',
  'curricula.saved': 'Saved',
  'curricula.back': 'Back',
  'curricula.current': 'Somebody else just saved: {value}',
  'curricula.example': 'Example data, not a real programme of the school.',
  'curricula.true': 'Yes',
  'curricula.false': 'No',
  'curricula.months': '{count} months',
  'curricula.volume': '{units} subjects and modules; {credits} credits; {hours} hours',
  'curricula.decision': '{number} of {day}',
  'curricula.active':
    'From {from}{to, select, empty {} other { to {to}}}{cohort, select, empty {} other {, cohort {cohort}}}',

  'curricula.list.lead': 'Programmes issued by the vocational education institutions of the province.',
  'curricula.list.search': 'Find a programme by name, programme code or occupation code',
  'curricula.list.search_button': 'Search',
  'curricula.list.showing': 'Showing:',
  'curricula.list.clear': 'Show all',
  'curricula.list.remove': 'Remove filter {what}',
  'curricula.list.filter': 'More filters',
  'curricula.list.apply': 'Filter',
  'curricula.list.import': 'Import from Word, Excel',
  'curricula.list.empty': 'No programme matches',
  'curricula.list.empty_hint':
    'Try fewer words or remove a filter. Programmes are written and published by the schools.',
  'curricula.list.pages': 'Pages of the list',
  'curricula.list.first_page': 'First page',
  'curricula.list.next_page': 'Next page',

  'curricula.field.programme': 'Programme',
  'curricula.field.name': 'Name of the occupation taught',
  'curricula.field.code': 'Programme code',
  'curricula.field.code_hint': 'Given by the school, used once in the school.',
  'curricula.field.level': 'Level',
  'curricula.field.institution': 'Institution',
  'curricula.field.occupation': 'Occupation code',
  'curricula.field.occupation_hint':
    'Level IV code of 7 digits. Empty for elementary and continuing training.',
  'curricula.field.occupation_name': 'Occupation',
  'curricula.field.is_digital': 'Is a digital-technology programme',
  'curricula.field.is_digital_hint': 'Tick only when the occupation code does not say so.',
  'curricula.field.digital_from': 'Counts as digital technology from',
  'curricula.field.digital_from_hint':
    'Figures of the days before do not change. Left empty it counts from today; without the tick it stops counting today.',
  'curricula.field.digital_reason': 'Why it is digital technology',
  'curricula.field.credits': 'Credits',
  'curricula.field.hours': 'Hours',
  'curricula.field.state': 'State',
  'curricula.field.version': 'Version',
  'curricula.field.decision': 'Decision',
  'curricula.field.active': 'In use',
  'curricula.field.notes': 'Notes',
  'curricula.field.schools': 'Licensed institutions',
  'curricula.field.programmes': 'Programmes',
  'curricula.field.quota': 'Places a year',
  'curricula.field.day_hint': 'Day/month/year, such as 5/9/2026',
  'curricula.field.reviewed_on': 'Day of the review',
  'curricula.field.minutes_no': 'Number of the minutes',
  'curricula.field.note': 'Note',

  'curricula.new.open': 'Add a programme',
  'curricula.new.lead': 'Name and code first. Subjects and outcomes come next.',
  'curricula.new.save': 'Create the draft',
  'curricula.new.saved': 'The programme and its first draft are there',
  'curricula.new.or_import': 'Or import a file',
  'curricula.programme.edit': 'Edit name and code',
  'curricula.programme.fixed': 'Name, code, level and occupation are fixed',
  'curricula.programme.fixed_why':
    'A version of this programme was issued. Another name or level is another programme.',
  'curricula.programme.no_version': 'No version yet',

  'curricula.review.title': 'Review of the programme',
  'curricula.review.lead':
    'Review again after {months} months at most ({citation}). Open a new version when something must change; otherwise record the minutes here.',
  'curricula.review.kept': 'Kept as it is, minutes {minutes}',
  'curricula.review.record': 'Record a review with nothing to change',
  'curricula.review.save': 'Record the review',
  'curricula.review.saved': 'The review is recorded',

  'curricula.occupations.nav': 'Occupations',
  'curricula.occupations.lead': 'The level IV list of occupations and where each is taught in the province.',
  'curricula.occupations.search': 'Find an occupation by name or code, with or without marks',
  'curricula.occupations.source':
    'List {list}. Holds the codes compared with pages of schools, not the whole list.',
  'curricula.occupations.ict': 'Information technology',
  'curricula.occupations.empty': 'No occupation matches',
  'curricula.occupations.empty_hint':
    'Try fewer words. Elementary occupations are named by the schools and have no code in the list.',
  'curricula.occupations.list': 'List',
  'curricula.occupations.in_force': 'In force',
  'curricula.occupations.from': 'From {from}{to, select, empty {} other { to {to}}}',
  'curricula.occupations.no_date': 'Day not known',
  'curricula.occupations.schools': 'Institutions licensed to teach it',
  'curricula.occupations.programmes': 'Programmes',
  'curricula.occupations.no_school': 'No institution of the province is licensed for it',
  'curricula.occupations.no_programme': 'No programme was issued yet',

  'curricula.duty.review': 'Review the programme {name}',
  'curricula.duty.review_about': 'Last issued or reviewed {day}. Due after {months} months by {citation}',
  'curricula.duty.review_act': 'Review',
  'curricula.duty.appraise': 'Appraise the programme {name}',
  'curricula.duty.appraise_about': 'Submitted by {school} on {day}',
  'curricula.duty.appraise_act': 'Look',
  'curricula.duty.approve': 'Issue the programme {name}',
  'curricula.duty.approve_about': 'Appraised {day}, waits for the decision of the principal',
  'curricula.duty.approve_act': 'Look',
  'curricula.duty.returned': 'Mend the programme {name} that came back',
  'curricula.duty.returned_about': 'Returned {day}: {note}',
  'curricula.duty.returned_act': 'Mend',

  'curricula.import.title': 'Table of subjects and modules of a programme',
  'curricula.import.no_heading':
    'Lines “Tên ngành, nghề: …” and “Trình độ đào tạo: …” above the table must say which programme it is',
  'curricula.import.heading_too_long':
    'The name or code of the programme in the file is too long (name 200, code 40 characters).',
  'curricula.import.no_level':
    'There is no such programme; to make it, lines “Tên ngành, nghề: …” and “Trình độ đào tạo: …” must stand above the table',
  'curricula.import.same_occupation':
    'The school has a programme of another name for this occupation; a line “Mã chương trình: …” above the table must say which one is meant',
  'curricula.import.waiting': 'The programme is being appraised and cannot be changed',
  'curricula.import.hours_sum': 'Total of {total} hours, but the parts make {sum}',
  'curricula.import.total_wrong': 'Says {total}, but the rows make {sum}',
  'curricula.import.electives_chosen':
    'Read as: learners choose {chosen} of {offered} elective credits; keep what is stored if that is not so.',
  'curricula.import.touched':
    'Somebody went on with the draft after this import, so it cannot be taken back.',

  'curricula.programme.admission': 'Admission',
  'curricula.document.programme': 'Programme document',
  'curricula.document.outcomes': 'Published outcomes',

  'curricula.measure.t03.counts':
    '{outcomes} outcomes with digital competence, {domains} domains; {confirmed, select, yes {the department confirmed that the content fits digital teaching} other {{units} subjects can be taught digitally}}',
  'curricula.measure.t03.no_mapping': 'No outcome has a digital competence at the level needed',
  'curricula.measure.t03.not_taught': 'Outcomes have digital competence but no subject teaches them',
  'curricula.measure.t03.too_few': 'Only {outcomes} outcomes and {domains} domains of digital competence',
  'curricula.measure.t03.no_digital':
    'Outcomes have digital competence but nothing can be taught digitally yet',
  'curricula.measure.t03.no_rule': 'No rule was in force on this day',
  'curricula.measure.outcome_mapped': 'Mapped to {components} components of digital competence',
  'curricula.measure.outcome_unmapped': 'Not mapped to digital competence',
  'curricula.measure.t04.updated': 'Decision {decision} of {day} names the new technology',
  'curricula.measure.t04.too_old': 'Last decision of {day}, more than {months} months ago',
  'curricula.measure.t04.no_note': 'Decision {decision} of {day} names no new technology',
  'curricula.measure.mapped_outcomes': 'Learning outcomes mapped to digital competence',
  'curricula.measure.outcomes_noun': 'outcomes',
  'curricula.measure.continuing': 'Continuing training with digital competence',
  'curricula.measure.programmes_noun': 'programmes',
  'curricula.nav_hint': 'What each school teaches, and what one can do afterwards.',
  'curricula.occupations.nav_hint': 'The list of occupations, and which schools are licensed for them.',
}
