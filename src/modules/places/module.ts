import type { Module } from '#platform/module.ts'
import { unitList } from './pages/list.tsx'
import { loadReference } from './reference.ts'
import { words } from './words.ts'

/** Administrative units with from/to dates and succession (merge, split, rename), addresses. */
export const places: Module = {
  name: 'places',
  needs: [],
  words,
  migrations: import.meta.glob('./migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
  permissions: [{ name: 'places.reorganise', roles: ['department-officer', 'system-administrator'] }],
  pages: [unitList],
  nav: [{ href: '/dia-ban', label: 'places.nav', permission: 'public', group: 'public' }],
  reference: loadReference,
}
