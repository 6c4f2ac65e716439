import type { Part } from '#platform/parts.ts'
import { loadFramework } from './actions/load-framework.ts'
import { finish, remove, saveStep, share } from './actions/self-assess.ts'
import { competenceMapPage } from './pages/map.tsx'
import { assessmentResult } from './pages/result.tsx'
import { sharedResult } from './pages/shared.tsx'
import { assessmentStart } from './pages/start.tsx'
import { assessmentStep } from './pages/step.tsx'
import { loadReference } from './reference.ts'
import { listAllAnswers } from './store/assessments.ts'
import { competenceWords } from './words.ts'

/** Looking at one's own digital competence: private, with next steps; managers see means of five or more. */
export const competencePart: Part = {
  words: competenceWords,
  permissions: [
    {
      name: 'staff.see-competence-map',
      roles: ['school-manager', 'department-officer', 'department-leader'],
    },
    { name: 'staff.load-framework', roles: ['system-administrator'] },
  ],
  pages: [assessmentStart, assessmentStep, assessmentResult, competenceMapPage, sharedResult],
  actions: [loadFramework, saveStep, finish, share, remove],
  nav: [
    { href: '/tu-danh-gia', label: 'staff.competence.nav', permission: 'signed-in', group: 'people' },
    {
      href: '/nang-luc-so',
      label: 'staff.competence.map.nav',
      permission: 'staff.see-competence-map',
      group: 'people',
    },
  ],
  // Readable by the person alone, so an officer who gathers the data of somebody gets nothing from here.
  personalData: [
    { subject: 'staff.self-assessment', about: (person) => ({ person }), collect: listAllAnswers },
  ],
  reference: loadReference,
}
