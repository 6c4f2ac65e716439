import type { Module } from '#platform/module.ts'
import { editPerson } from './actions/edit-person.ts'
import { keepApart } from './actions/keep-apart.ts'
import { mergePeople, undoMerge } from './actions/merge-people.ts'
import { revealCitizenNumber } from './actions/reveal-citizen-number.ts'
import { personDetail } from './pages/detail.tsx'
import { duplicateQueue } from './pages/duplicates.tsx'
import { personEdit } from './pages/edit.tsx'
import { listHeldFacts } from './store/held.ts'
import { listInstitutions } from './store/person.ts'
import { words } from './words.ts'

const schools = ['school-manager', 'academic-office'] as const

/** One record per natural person: personal data sealed and masked, duplicates found, two records joined into one. */
export const people: Module = {
  name: 'people',
  needs: ['institutions'],
  words,
  migrations: import.meta.glob('./migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
  permissions: [
    { name: 'people.read', roles: ['department-officer', 'department-leader', 'inspector', ...schools] },
    { name: 'people.edit', roles: ['department-officer', ...schools] },
    { name: 'people.read-sensitive', roles: ['department-officer', ...schools] },
    { name: 'people.reveal-citizen-number', roles: ['department-officer', 'school-manager'] },
    { name: 'people.merge', roles: ['department-officer'] },
  ],
  pages: [duplicateQueue, personDetail, personEdit],
  actions: [editPerson, revealCitizenNumber, mergePeople, undoMerge, keepApart],
  nav: [
    { href: '/nguoi/trung-lap', label: 'people.nav.duplicates', permission: 'people.merge', group: 'people' },
  ],
  personPlaces: async (db, personId) =>
    (await listInstitutions(db, personId)).map((institution) => ({ institution })),
  personalData: [
    { subject: 'people.person', about: (personId) => ({ person: personId }), collect: listHeldFacts },
  ],
}
