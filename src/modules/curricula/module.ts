import type { Module } from '#platform/module.ts'
import { addIntegrationRule, addStructureRule, addUpdateRule } from './actions/add-rule.ts'
import { confirmDigital, declareReady, recordReview } from './actions/declare.ts'
import { editSyllabus, editTexts } from './actions/edit-texts.ts'
import { loadExamples } from './actions/load-examples.ts'
import { loadFramework } from './actions/load-framework.ts'
import { createProgramme, discardDraft, editProgramme, startVersion } from './actions/programme.ts'
import { saveLevels, saveLinks, saveOutcomes } from './actions/save-outcomes.ts'
import { removeUnit, saveUnit, saveUnits } from './actions/save-units.ts'
import {
  activateVersion,
  appraiseVersion,
  approveVersion,
  retireVersion,
  returnVersion,
  submitVersion,
} from './actions/step-version.ts'
import { loadDemo } from './demo.ts'
import { curriculaDuties } from './duties.ts'
import { outcomesDocument, programmeDocument } from './endpoints.ts'
import { programmeImport } from './imports.ts'
import { digitalContinuing, digitalOutcomes, mappedOutcomes, updatedTechnology } from './measures.ts'
import { competencePage } from './pages/competence.tsx'
import { coveragePage } from './pages/coverage.tsx'
import { differencePage } from './pages/difference.tsx'
import { programmeList } from './pages/list.tsx'
import { programmeNew } from './pages/new.tsx'
import { occupationPage } from './pages/occupation.tsx'
import { occupationList } from './pages/occupations.tsx'
import { outcomesPage } from './pages/outcomes.tsx'
import { programmeEdit } from './pages/programme-edit.tsx'
import { programmePage } from './pages/programme.tsx'
import { structureRulePage } from './pages/rule-structure.tsx'
import { rulesPage } from './pages/rules.tsx'
import { syllabusPage } from './pages/syllabus.tsx'
import { textsPage } from './pages/texts.tsx'
import { unitsPage } from './pages/units.tsx'
import { versionPage } from './pages/version.tsx'
import { outcomesRead, programmeRead, programmesRead, versionRead } from './reads.ts'
import { loadReference } from './reference.ts'
import { occupationSearch, programmeSearch } from './search.ts'
import { words } from './words.ts'

const schools = ['school-manager', 'academic-office'] as const
const department = ['department-officer', 'department-leader', 'inspector'] as const

/** Programmes of training: versions, subjects, learning outcomes and their digital competence, by dated rules. */
export const curricula: Module = {
  name: 'curricula',
  needs: ['identity', 'places', 'institutions', 'people', 'staff'],
  words,
  migrations: import.meta.glob('./migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
  permissions: [
    // drafts; what was issued is public
    { name: 'curricula.read', roles: [...department, ...schools, 'teacher'] },
    { name: 'curricula.edit', roles: schools },
    { name: 'curricula.appraise', roles: ['department-officer', 'school-manager'] },
    { name: 'curricula.approve', roles: ['school-manager'] },
    { name: 'curricula.confirm', roles: ['department-officer'] },
    { name: 'curricula.edit-rules', roles: ['department-officer'] },
    { name: 'curricula.load-framework', roles: ['system-administrator'] },
    { name: 'curricula.load-examples', roles: ['system-administrator'] },
  ],
  // `/chuong-trinh/moi` stands before `/chuong-trinh/:id`, which would take it for an id
  pages: [
    programmeList,
    programmeNew,
    programmePage,
    programmeEdit,
    versionPage,
    textsPage,
    unitsPage,
    syllabusPage,
    outcomesPage,
    coveragePage,
    competencePage,
    differencePage,
    rulesPage,
    structureRulePage,
    occupationList,
    occupationPage,
  ],
  actions: [
    createProgramme,
    editProgramme,
    startVersion,
    discardDraft,
    editTexts,
    editSyllabus,
    saveUnits,
    saveUnit,
    removeUnit,
    saveOutcomes,
    saveLinks,
    saveLevels,
    submitVersion,
    returnVersion,
    appraiseVersion,
    approveVersion,
    activateVersion,
    retireVersion,
    declareReady,
    confirmDigital,
    recordReview,
    addIntegrationRule,
    addUpdateRule,
    addStructureRule,
    loadFramework,
    loadExamples,
  ],
  api: { reads: [programmesRead, programmeRead, versionRead, outcomesRead] },
  endpoints: [programmeDocument, outcomesDocument],
  measures: [digitalOutcomes, mappedOutcomes, digitalContinuing, updatedTechnology],
  imports: [programmeImport],
  nav: [
    {
      href: '/chuong-trinh',
      label: 'curricula.nav',
      hint: 'curricula.nav_hint',
      permission: 'public',
      group: 'network',
    },
    {
      href: '/nganh-nghe',
      label: 'curricula.occupations.nav',
      hint: 'curricula.occupations.nav_hint',
      permission: 'public',
      group: 'network',
    },
  ],
  duties: curriculaDuties,
  search: [programmeSearch, occupationSearch],
  reference: loadReference,
  demo: loadDemo,
}
