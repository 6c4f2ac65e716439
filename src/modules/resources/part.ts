import type { Part } from '#platform/parts.ts'
import { words } from './words.ts'

const schools = ['school-manager', 'academic-office'] as const

/** What the parts of the module share: rights and words. What is published needs no right: its access decides. */
export const resourcesPart: Part = {
  words,
  permissions: [
    // also opens the review queue, where each sees what is theirs to review or decide
    {
      name: 'resources.contribute',
      roles: ['teacher', ...schools, 'department-officer', 'department-leader'],
    },
    { name: 'resources.review', roles: [...schools, 'department-officer'] },
    { name: 'resources.decide', roles: ['school-manager', 'department-officer', 'department-leader'] },
    { name: 'resources.keep', roles: ['department-officer'] },
  ],
}
