import type { Part } from '#platform/parts.ts'
import { cancelRegistration, enrolPeople, enrolSelf } from './actions/enrol.ts'
import { enterResults, issueCertificates } from './actions/enter-results.ts'
import { decideCertificate, sendCertificate } from './actions/outside.ts'
import { saveCourse } from './actions/save-course.ts'
import { saveRun } from './actions/save-run.ts'
import { loadDemo } from './demo/load.ts'
import { courseSearch, trainingDuties } from './duties.ts'
import { certificateFile, proofFile } from './endpoints.ts'
import { trainingResultsImport } from './imports.ts'
import { trainingMeasures } from './measure.ts'
import { addTrainedRule, withdrawTrainedRule } from './actions/trained-rule.ts'
import { trainingCourse } from './pages/course.tsx'
import { courseEdit, courseNew } from './pages/course-edit.tsx'
import { trainingList } from './pages/list.tsx'
import { trainingMine } from './pages/mine.tsx'
import { personTraining } from './pages/person.tsx'
import { proofNew } from './pages/proof-new.tsx'
import { trainingRunEdit } from './pages/run-edit.tsx'
import { trainingRunNew } from './pages/run-new.tsx'
import { trainingRun } from './pages/run.tsx'
import { ruleNew } from './pages/rule-new.tsx'
import { ruleList } from './pages/rules.tsx'
import { verifyQueue } from './pages/verify.tsx'
import { listEvidence } from './store/records.ts'
import { trainingWords } from './words.ts'

/** Courses, classes, results, certificates, and who counts as trained. */
export const trainingPart: Part = {
  words: trainingWords,
  permissions: [
    { name: 'staff.give-courses', roles: ['department-officer', 'school-manager', 'academic-office'] },
    { name: 'staff.enrol-people', roles: ['department-officer', 'school-manager', 'academic-office'] },
    { name: 'staff.verify-certificates', roles: ['department-officer'] },
    { name: 'staff.set-trained-rule', roles: ['department-officer'] },
  ],
  // The page of one course stands last: its address would take in the others.
  pages: [
    trainingList,
    courseNew,
    courseEdit,
    trainingRunNew,
    trainingRunEdit,
    trainingRun,
    trainingMine,
    proofNew,
    verifyQueue,
    ruleList,
    ruleNew,
    personTraining,
    trainingCourse,
  ],
  actions: [
    saveCourse,
    saveRun,
    enrolSelf,
    enrolPeople,
    cancelRegistration,
    enterResults,
    issueCertificates,
    sendCertificate,
    decideCertificate,
    addTrainedRule,
    withdrawTrainedRule,
  ],
  endpoints: [proofFile, certificateFile],
  measures: trainingMeasures,
  imports: [trainingResultsImport],
  duties: trainingDuties,
  personalData: [{ subject: 'staff.training', about: (person) => ({ person }), collect: listEvidence }],
  demo: loadDemo,
  search: [courseSearch],
  nav: [{ href: '/boi-duong', label: 'staff.training.nav', permission: 'signed-in', group: 'people' }],
}
