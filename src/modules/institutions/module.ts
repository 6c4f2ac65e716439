import type { Module } from '#platform/module.ts'
import { addRecognition } from './actions/add-recognition.ts'
import { changePart } from './actions/change-part.ts'
import { changeRecognition } from './actions/change-recognition.ts'
import { createInstitution } from './actions/create-institution.ts'
import { decideInfrastructure } from './actions/decide-infrastructure.ts'
import { decideProposal } from './actions/decide-proposal.ts'
import { declareInfrastructure } from './actions/declare-infrastructure.ts'
import { loadExamples } from './actions/load-examples.ts'
import { loadRegister } from './actions/load-register.ts'
import { proposeChange } from './actions/propose-change.ts'
import { recordSuccession } from './actions/record-succession.ts'
import { addChecklist, withdrawChecklist } from './actions/set-checklist.ts'
import { setStanding } from './actions/set-standing.ts'
import { loadDemo } from './demo.ts'
import { findForSearch, institutionDuties } from './duties.ts'
import { csv, geoJson } from './endpoints.ts'
import { institutionsImport } from './imports.ts'
import { digitalInfrastructure, mapPublished } from './measures.ts'
import { checklistNew } from './pages/checklist-new.tsx'
import { checklistPage } from './pages/checklists.tsx'
import { institutionPage } from './pages/detail.tsx'
import { editPage } from './pages/edit.tsx'
import { infrastructurePage } from './pages/infrastructure.tsx'
import { licencePage } from './pages/licences.tsx'
import { institutionList } from './pages/list.tsx'
import { institutionMap } from './pages/map.tsx'
import { newPage } from './pages/new.tsx'
import { queuePage } from './pages/queue.tsx'
import { recognitionPage } from './pages/recognition.tsx'
import { standingPage } from './pages/standing.tsx'
import { successionPage } from './pages/succession.tsx'
import { institutionRead, institutionsRead } from './reads.ts'
import { loadReference } from './reference.ts'
import { words } from './words.ts'

/** Institutions of vocational education: names, standing, campuses, licences, recognitions, infrastructure, with dates and sources. */
export const institutions: Module = {
  name: 'institutions',
  needs: ['places'],
  words,
  migrations: import.meta.glob('./migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
  permissions: [
    {
      name: 'institutions.propose',
      roles: ['school-manager', 'academic-office', 'department-officer', 'system-administrator'],
    },
    { name: 'institutions.edit', roles: ['department-officer', 'system-administrator'] },
    { name: 'institutions.confirm', roles: ['department-officer'] },
    { name: 'institutions.set-infrastructure-rule', roles: ['department-officer'] },
  ],
  // `/co-so/moi` stands before `/co-so/:code`, which would take it for a code
  pages: [
    institutionList,
    institutionMap,
    newPage,
    institutionPage,
    editPage,
    licencePage,
    infrastructurePage,
    standingPage,
    recognitionPage,
    successionPage,
    queuePage,
    checklistPage,
    checklistNew,
  ],
  actions: [
    proposeChange,
    changePart,
    decideProposal,
    declareInfrastructure,
    decideInfrastructure,
    addChecklist,
    withdrawChecklist,
    createInstitution,
    setStanding,
    recordSuccession,
    addRecognition,
    changeRecognition,
    loadRegister,
    loadExamples,
  ],
  api: { reads: [institutionsRead, institutionRead] },
  endpoints: [geoJson, csv],
  measures: [digitalInfrastructure, mapPublished],
  imports: [institutionsImport],
  nav: [
    {
      href: '/co-so',
      label: 'institutions.nav',
      hint: 'institutions.nav_hint',
      permission: 'public',
      group: 'network',
    },
    {
      href: '/ban-do',
      label: 'institutions.map.nav',
      hint: 'institutions.map.nav_hint',
      permission: 'public',
      group: 'network',
    },
    {
      href: '/de-xuat',
      label: 'institutions.nav.queue',
      permission: 'institutions.confirm',
      group: 'network',
    },
  ],
  duties: institutionDuties,
  search: [{ permission: 'public', label: 'institutions.search', find: findForSearch }],
  reference: loadReference,
  demo: loadDemo,
}
