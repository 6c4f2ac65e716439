import type { kindsVi } from './kinds-vi.ts'

export const kindsEn: Record<keyof typeof kindsVi, string> = {
  'curricula.permission.read': 'Read programmes',
  'curricula.permission.edit': 'Draft programmes',
  'curricula.permission.appraise': 'Appraise programmes',
  'curricula.permission.approve': 'Issue programmes',
  'curricula.permission.confirm': 'Confirm programmes of institutions',
  'curricula.permission.edit-rules': 'Set the rules of programmes',
  'curricula.permission.load-framework': 'Load the digital competence framework',
  'curricula.permission.load-examples': 'Load example programmes',
  'curricula.subject.course-unit': 'Subject or module',
  'curricula.subject.examples': 'Example programmes',
  'curricula.subject.framework': 'Digital competence framework',
  'curricula.subject.outcome-components': 'Outcomes and digital competence',
  'curricula.subject.outcome-units': 'Outcomes and subjects or modules',
  'curricula.subject.outcomes': 'Learning outcomes',
  'curricula.subject.programme': 'Programme',
  'curricula.subject.programme-review': 'Review of a programme',
  'curricula.subject.readiness': 'Declaration of readiness for online teaching',
  'curricula.subject.version': 'Programme version',
}
