import type { Part } from '#platform/parts.ts'
import { addKeyFile, nameOutsideKey } from './actions/add-key.ts'
import { endSigningKey } from './actions/end-key.ts'
import { addLayout, saveLayout, setLayoutPicture } from './actions/layout.ts'
import { loadKeysDemo } from './demo/keys.ts'
import { keyDuties } from './duties.ts'
import { batchPrint, layoutPicture, layoutTry } from './endpoints.ts'
import { keysOverview } from './pages/keys.tsx'
import { layoutDetail } from './pages/layout.tsx'
import { layoutList, layoutNew } from './pages/layouts.tsx'
import { printPage } from './pages/print.tsx'
import { schoolKeys } from './pages/school-keys.tsx'
import { documentWords } from './words.ts'

/** Diplomas as documents: their forms, the keys they are signed with, printing on blanks. */
export const documentsPart: Part = {
  words: documentWords,
  permissions: [
    { name: 'diplomas.keys', roles: ['school-manager', 'department-officer'] },
    { name: 'diplomas.outside-keys', roles: ['department-officer'] },
  ],
  pages: [keysOverview, schoolKeys, layoutList, layoutNew, layoutDetail, printPage],
  actions: [addKeyFile, nameOutsideKey, endSigningKey, addLayout, saveLayout, setLayoutPicture],
  endpoints: [layoutPicture, layoutTry, batchPrint],
  duties: keyDuties,
  nav: [
    { href: '/khoa-ky', label: 'diplomas.keys.nav', permission: 'diplomas.keys', group: 'services' },
    { href: '/mau-in', label: 'diplomas.layout.nav', permission: 'diplomas.keys', group: 'services' },
  ],
  demo: loadKeysDemo,
}
