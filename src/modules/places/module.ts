import type { Module } from '#platform/module.ts'
import { discardReorganisation } from './actions/discard-reorganisation.ts'
import { importBoundaries } from './actions/import-boundaries.ts'
import { loadUnits } from './actions/load-units.ts'
import { reorganise } from './actions/reorganise.ts'
import { stageReorganisation } from './actions/stage-reorganisation.ts'
import { undoReorganisation } from './actions/undo-reorganisation.ts'
import { placeRead, placesRead } from './api.ts'
import { boundariesFile, reorganisationTemplate, unitsCsv } from './open-data.ts'
import { boundariesPage } from './pages/boundaries.tsx'
import { unitDetail } from './pages/detail.tsx'
import { unitList } from './pages/list.tsx'
import { reorganisationDetail } from './pages/reorganisation.tsx'
import { reorganisationList } from './pages/reorganisations.tsx'
import { loadReference } from './reference.ts'
import { unitSearch } from './search.ts'
import { words } from './words.ts'

const keepers = ['department-officer', 'system-administrator']

/** Administrative units with from/to dates and succession (merge, split, rename), boundaries, addresses. */
export const places: Module = {
  name: 'places',
  needs: [],
  words,
  migrations: import.meta.glob('./migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
  permissions: [
    { name: 'places.reorganise', roles: keepers },
    { name: 'places.import-boundaries', roles: keepers },
  ],
  // `/dia-ban/:code` comes last: the named addresses below `/dia-ban` are not codes.
  pages: [unitList, reorganisationList, reorganisationDetail, boundariesPage, unitDetail],
  actions: [
    loadUnits,
    stageReorganisation,
    discardReorganisation,
    reorganise,
    undoReorganisation,
    importBoundaries,
  ],
  endpoints: [unitsCsv, boundariesFile, reorganisationTemplate],
  api: { reads: [placesRead, placeRead] },
  search: [unitSearch],
  nav: [
    {
      href: '/dia-ban',
      label: 'places.nav',
      hint: 'places.nav_hint',
      permission: 'public',
      group: 'network',
    },
    {
      href: '/dia-ban/sap-xep',
      label: 'places.nav.reorganise',
      permission: 'places.reorganise',
      group: 'admin',
    },
  ],
  reference: loadReference,
}
