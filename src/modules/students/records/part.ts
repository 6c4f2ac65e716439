import type { PersonalData } from '#platform/module.ts'
import type { Part } from '#platform/parts.ts'
import { loadPolicies, loadPolicyReference } from '../actions/load-policies.ts'
import { addLearner } from './actions/add-learner.ts'
import { changeStatus } from './actions/change-status.ts'
import { editCohort, moveCohort, openCohort } from './actions/cohort.ts'
import { liftDiscipline, recordConduct } from './actions/conduct.ts'
import { editLearner } from './actions/edit-learner.ts'
import { giveGuardianLink, takeGuardianLink } from './actions/guardian-link.ts'
import { loadRecordsExample } from './actions/load-example.ts'
import { addOwnPolicy, endPolicy, verifyPolicy } from './actions/own-policy.ts'
import { addPolicyFact, endPolicyFact, verifyPolicyFact } from './actions/policy-fact.ts'
import { editClass, openClass } from './actions/save-class.ts'
import { saveTerm } from './actions/save-term.ts'
import { loadDemo } from './demo.ts'
import { recordDuties, recordFigures } from './duties.ts'
import { factPaper } from './endpoints.ts'
import { exportCsv, exportXlsx } from './export.ts'
import { learnersImport } from './imports.ts'
import { classDetail } from './pages/class.tsx'
import { classChange } from './pages/class-change.tsx'
import { classEdit, classNew } from './pages/class-edit.tsx'
import { classList } from './pages/classes.tsx'
import { cohortDetail } from './pages/cohort.tsx'
import { cohortEdit } from './pages/cohort-edit.tsx'
import { cohortMove } from './pages/cohort-move.tsx'
import { cohortNew } from './pages/cohort-new.tsx'
import { cohortList } from './pages/cohorts.tsx'
import { learnerConduct } from './pages/conduct.tsx'
import { decisionDetail } from './pages/decision.tsx'
import { learnerFacts } from './pages/facts.tsx'
import { guardianPage } from './pages/guardian.tsx'
import { learnerGuardians } from './pages/guardians.tsx'
import { learnerRecord } from './pages/learner.tsx'
import { learnerChange } from './pages/learner-change.tsx'
import { learnerEdit } from './pages/learner-edit.tsx'
import { learnerNew } from './pages/learner-new.tsx'
import { learnerList } from './pages/learners.tsx'
import { ownSpace } from './pages/own.tsx'
import { policyList } from './pages/policies.tsx'
import { policyDetail } from './pages/policy.tsx'
import { policyOwn } from './pages/policy-own.tsx'
import { termEdit, termNew } from './pages/term-edit.tsx'
import { termList } from './pages/terms.tsx'
import { learnersRead } from './reads.ts'
import { learnerSearch } from './search.ts'
import {
  heldConduct,
  heldEnrolments,
  heldEvents,
  heldGuardianLinks,
  heldLearners,
  heldPolicyFacts,
} from './store/held.ts'
import { recordsWords } from './words.ts'

const office = ['school-manager', 'academic-office'] as const

const held = (subject: string, collect: PersonalData['collect']): PersonalData => ({
  subject,
  about: (personId) => ({ person: personId }),
  collect,
})

/** Learners, cohorts, classes, terms, and what decisions change. */
export const recordsPart: Part = {
  words: recordsWords,
  permissions: [
    { name: 'students.read', roles: ['department-officer', 'department-leader', 'inspector', ...office] },
    { name: 'students.read-sensitive', roles: ['department-officer', ...office] },
    { name: 'students.edit', roles: office },
    { name: 'students.import', roles: office },
    { name: 'students.teach', roles: ['teacher', ...office] },
    { name: 'students.approve', roles: ['school-manager'] },
    { name: 'students.learn', roles: ['learner'] },
    { name: 'students.keep-policies', roles: ['department-officer'] },
  ],
  pages: [
    learnerList,
    learnerNew,
    learnerRecord,
    learnerEdit,
    learnerChange,
    learnerConduct,
    learnerFacts,
    learnerGuardians,
    classList,
    classNew,
    classDetail,
    classEdit,
    classChange,
    cohortList,
    cohortNew,
    cohortDetail,
    cohortEdit,
    cohortMove,
    termList,
    termNew,
    termEdit,
    decisionDetail,
    policyList,
    policyDetail,
    policyOwn,
    guardianPage,
    ownSpace,
  ],
  actions: [
    loadPolicies,
    loadRecordsExample,
    saveTerm,
    openCohort,
    editCohort,
    moveCohort,
    openClass,
    editClass,
    addLearner,
    editLearner,
    changeStatus,
    recordConduct,
    liftDiscipline,
    addPolicyFact,
    endPolicyFact,
    verifyPolicyFact,
    giveGuardianLink,
    takeGuardianLink,
    addOwnPolicy,
    endPolicy,
    verifyPolicy,
  ],
  imports: [learnersImport],
  endpoints: [exportCsv, exportXlsx, factPaper],
  api: { reads: [learnersRead] },
  nav: [
    { href: '/hoc-tap', label: 'students.nav.own', permission: 'students.learn', group: 'start' },
    { href: '/hoc-sinh', label: 'students.nav.learners', permission: 'students.read', group: 'people' },
    { href: '/lop', label: 'students.nav.classes', permission: 'students.read', group: 'teaching' },
    { href: '/khoa', label: 'students.nav.cohorts', permission: 'students.read', group: 'planning' },
    { href: '/hoc-ky', label: 'students.nav.terms', permission: 'students.read', group: 'planning' },
    { href: '/quy-che-diem', label: 'students.nav.policies', permission: 'students.read', group: 'planning' },
  ],
  search: [learnerSearch],
  duties: recordDuties,
  figures: recordFigures,
  personalData: [
    held('students.learner', heldLearners),
    held('students.enrolment', heldEnrolments),
    held('students.status_event', heldEvents),
    held('students.conduct', heldConduct),
    held('students.policy_fact', heldPolicyFacts),
    held('students.guardian_link', heldGuardianLinks),
  ],
  reference: loadPolicyReference,
  demo: loadDemo,
}
