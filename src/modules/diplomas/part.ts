import type { Part } from '#platform/parts.ts'
import { diplomasCommand } from './command.ts'
import { words } from './words.ts'

const office = ['school-manager', 'academic-office'] as const

/** What the parts of the module share: rights and words. */
export const diplomasPart: Part = {
  words,
  commands: { diplomas: diplomasCommand },
  permissions: [
    { name: 'diplomas.read', roles: ['department-officer', 'department-leader', 'inspector', ...office] },
    { name: 'diplomas.register', roles: office },
    { name: 'diplomas.sign', roles: ['school-manager'] },
    { name: 'diplomas.change', roles: ['school-manager'] },
    { name: 'diplomas.keep-kinds', roles: ['department-officer'] },
    { name: 'diplomas.own', roles: ['learner'] },
  ],
}
