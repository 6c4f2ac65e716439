import type { Module } from '#platform/module.ts'
import { bindMeasures } from './actions/bind-measures.ts'
import { changeIndicator } from './actions/change-indicator.ts'
import { editPlan } from './actions/edit-plan.ts'
import { enterValue } from './actions/enter-value.ts'
import { freezeValue } from './actions/freeze-value.ts'
import { loadPlan } from './actions/load-plan.ts'
import { evidenceFile, memberExport } from './exports.ts'
import { boardPage } from './pages/board.tsx'
import { definitionPage } from './pages/definition.tsx'
import { detailPage } from './pages/detail.tsx'
import { enterPage } from './pages/enter.tsx'
import { freezePage } from './pages/freeze.tsx'
import { frozenPage } from './pages/frozen.tsx'
import { membersPage } from './pages/members.tsx'
import { planPage } from './pages/plan-edit.tsx'
import { readIndicators, readMembers } from './reads.ts'
import { loadReference } from './reference.ts'
import { searchIndicators } from './store/definitions.ts'
import { listEditionsOfMember } from './store/editions.ts'
import { listDuties, listTodayFigures } from './today.ts'
import { words } from './words.ts'

const everyRole = [
  'system-administrator',
  'department-officer',
  'department-leader',
  'inspector',
  'school-manager',
  'academic-office',
  'teacher',
  'learner',
] as const

/** The digital-transformation plan: indicators with dated targets, the board, frozen values and values entered by hand. */
export const plan: Module = {
  name: 'plan',
  needs: ['places', 'institutions'],
  words,
  migrations: import.meta.glob('./migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
  permissions: [
    { name: 'plan.read', roles: everyRole },
    { name: 'plan.freeze', roles: ['department-officer'] },
    { name: 'plan.enter', roles: ['department-officer'] },
    { name: 'plan.edit', roles: ['department-officer', 'system-administrator'] },
  ],
  actions: [loadPlan, bindMeasures, editPlan, changeIndicator, freezeValue, enterValue],
  // The plan's own page stands before `/chi-tieu/:code`, which would take its address for a code.
  pages: [boardPage, planPage, detailPage, definitionPage, membersPage, freezePage, enterPage, frozenPage],
  endpoints: [memberExport, evidenceFile],
  api: { reads: [readIndicators, readMembers] },
  nav: [{ href: '/chi-tieu', label: 'plan.nav', permission: 'plan.read', group: 'steering' }],
  duties: listDuties,
  figures: listTodayFigures,
  search: [
    {
      permission: 'plan.read',
      label: 'plan.nav',
      async find(db, { text, limit, t }) {
        const found = await searchIndicators(db, text, limit)
        return found.map(({ code, words: spoken }) => ({
          title: `${code} · ${spoken[t.lang].name}`,
          detail: spoken[t.lang].statement,
          href: `/chi-tieu/${code}`,
          kind: t('plan.kind'),
        }))
      },
    },
  ],
  personalData: [
    {
      subject: 'plan.frozen_member',
      about: (personId) => ({ person: personId }),
      collect: listEditionsOfMember,
    },
  ],
  reference: loadReference,
}
