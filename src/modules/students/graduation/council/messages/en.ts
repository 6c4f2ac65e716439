import type { vi } from './vi.ts'

export const en: { readonly [K in keyof typeof vi]: string } = {
  'students.council.title': 'Graduation councils of cohort {cohort}',
  'students.council.lead':
    'Councils as the principal’s decision names them. Minutes and the graduation decision take their members from here.',
  'students.council.link': 'Councils',
  'students.council.none': 'No decision naming a council yet.',
  'students.council.kind.graduation': 'Examination and graduation council',
  'students.council.kind.thesis': 'Thesis council',
  'students.council.which': 'Council',
  'students.council.by_decision': 'Named by decision {number} of {day}',
  'students.council.members': 'Members of the council',
  'students.council.person': 'Member {number}',
  'students.council.role': 'Role',
  'students.council.capacity': 'Post, organisation',
  'students.council.role.chair': 'Chair',
  'students.council.role.vice_chair': 'Vice chair',
  'students.council.role.secretary': 'Secretary',
  'students.council.role.member': 'Member',
  'students.council.role.enterprise': 'Member for an enterprise',
  'students.council.no_enterprise':
    'Nobody of an enterprise is on the council (Circular 04/2022/TT-BLĐTBXH, Art. 23–27).',
  'students.council.add': 'Enter the decision naming a council',
  'students.council.add_lead':
    'The examination and graduation council has at least {least} members, a thesis council {panel_least} to {panel_most}. Each has one chair and one secretary. Empty rows are left out.',
  'students.council.more_rows': 'More rows (before you type)',
  'students.council.add_act': 'Save the council',
  'students.council.named_now': 'The council was saved.',
  'students.council.withdraw': 'Take back a council entered by mistake',
  'students.council.withdrawn_now': 'The council was taken back.',
  'students.council.choose': 'Council that reviewed',
  'students.council.option': 'Decision {number} of {day}, {count} members',
  'students.council.missing':
    'No decision names a council for this cohort; the minutes will leave the members open.',
  'students.council.needed':
    'In year mode the council agrees to the list before it is frozen (Circular 04/2022/TT-BLĐTBXH, Art. 23–27). No decision names a council of this cohort yet.',
  'students.council.enter': 'Enter the council',
  'students.council.error.name': 'Give the name, or leave the whole row empty.',
  'students.council.error.role': 'Choose a role.',
  'students.council.error.twice': 'This person stands in a row above.',
  'students.council.error.few': 'The council has at least {least} members; {have} given.',
  'students.council.error.many': 'The council has at most {most} members; {have} given.',
  'students.council.error.chair': 'The council has exactly one chair.',
  'students.council.error.secretary': 'The council has exactly one secretary.',
  'students.council.error.used': 'A list was reviewed by this council; it stays.',
  'students.council.error.needed':
    'Choose the council that agreed. Where there is none, enter its decision on the page of the cohort’s councils.',
  'students.council.error.choose': 'Choose a council of this cohort.',
}
