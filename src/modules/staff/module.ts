import type { Module } from '#platform/module.ts'
import { addPost } from './actions/add-post.ts'
import { addStaff } from './actions/add-staff.ts'
import { editPost } from './actions/edit-post.ts'
import { addQualification, removeQualification } from './actions/qualifications.ts'
import { loadDemo } from './demo.ts'
import { competencePart } from './competence/part.ts'
import { exportCsv, exportXlsx } from './export.ts'
import { staffImport } from './imports.ts'
import { summaryImport } from './imports/summary.ts'
import { staffList } from './pages/list.tsx'
import { staffNew } from './pages/new.tsx'
import { postEdit } from './pages/post-edit.tsx'
import { postNew } from './pages/post-new.tsx'
import { staffRecord } from './pages/record.tsx'
import { joinParts, type Part } from '#platform/parts.ts'
import { listHeldPosts } from './store/held.ts'
import { staffSummary } from './pages/summary.tsx'
import { staffSearch } from './search.ts'
import { trainingPart } from './training/part.ts'
import { words } from './words.ts'

const schools = ['school-manager', 'academic-office'] as const

/** People, their posts and qualifications. */
const records: Part = {
  words,
  permissions: [
    { name: 'staff.read', roles: ['department-officer', 'department-leader', 'inspector', ...schools] },
    { name: 'staff.edit', roles: ['department-officer', ...schools] },
    { name: 'staff.import', roles: ['department-officer', ...schools] },
    { name: 'staff.export', roles: ['department-officer', 'department-leader', ...schools] },
  ],
  pages: [staffList, staffNew, staffSummary, staffRecord, postNew, postEdit],
  actions: [addStaff, addPost, editPost, addQualification, removeQualification],
  endpoints: [exportCsv, exportXlsx],
  imports: [staffImport, summaryImport],
  nav: [{ href: '/nhan-su', label: 'staff.nav', permission: 'staff.read', group: 'people' }],
  search: [staffSearch],
  personalData: [
    { subject: 'staff.post', about: (personId) => ({ person: personId }), collect: listHeldPosts },
  ],
  demo: loadDemo,
}

/** Teachers and managers: posts, qualifications, training, digital competence. */
export const staff: Module = {
  name: 'staff',
  needs: ['identity', 'places', 'institutions', 'people'],
  migrations: import.meta.glob('./**/migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
  ...joinParts([records, trainingPart, competencePart]),
}
