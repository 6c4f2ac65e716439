import type { actsVi } from './acts-vi.ts'

export const actsEn: { readonly [K in keyof typeof actsVi]: string } = {
  'students.action.waive-attendance': 'Waive attendance condition',
  'students.action.save-periods': 'Save class periods',
  'students.action.move-session': 'Move session',
  'students.action.cancel-session': 'Cancel session',
  'students.action.take-attendance': 'Take attendance',
  'students.action.change-teacher': 'Change teacher',
  'students.action.save-room': 'Save room',
  'students.action.add-teaching-rule': 'Add teaching rule',
  'students.action.cancel-section': 'Cancel section',
  'students.action.add-section': 'Open section',
  'students.action.add-sessions': 'Add sessions',
  'students.action.open-term': "Open the term's sections",
  'students.action.add-to-section': 'Add learners to section',
  'students.action.remove-from-section': 'Remove learner from section',
  'students.action.load-teaching-demo': 'Load teaching example',
}
