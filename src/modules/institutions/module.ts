import type { Module } from '#platform/module.ts'
import { digitalInfrastructure, mapPublished } from './measures.ts'
import { loadReference } from './reference.ts'
import { words } from './words.ts'

/** Institutions of vocational education: names, standing, campuses, licences, recognitions, infrastructure, with dates and sources. */
export const institutions: Module = {
  name: 'institutions',
  needs: ['places'],
  words,
  migrations: import.meta.glob('./migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
  permissions: [
    { name: 'institutions.propose', roles: ['school-manager', 'academic-office', 'department-officer'] },
    { name: 'institutions.edit', roles: ['department-officer', 'system-administrator'] },
    { name: 'institutions.confirm', roles: ['department-officer'] },
  ],
  measures: [digitalInfrastructure, mapPublished],
  reference: loadReference,
}
