import type { Part } from '#platform/parts.ts'
import { acceptApplications } from './actions/accept.ts'
import { answerOneApplication } from './actions/answer.ts'
import { apply, mendApplication, openApplication, withdrawApplication } from './actions/apply.ts'
import { addIntake, editIntake, removeIntake } from './actions/save-intake.ts'
import { loadAdmissionExample, loadDemo } from './demo.ts'
import { admissionDuties } from './duties.ts'
import { applicationsCsv, applicationsXlsx } from './export.ts'
import { intakesRead } from './reads.ts'
import { admittedFile, applicationFile } from './endpoints.ts'
import { applicationsImport } from './imports.ts'
import { tellApplicantJob } from './jobs.ts'
import { applicationDetail } from './pages/application.tsx'
import { applicationList } from './pages/applications.tsx'
import { applyPage } from './pages/apply.tsx'
import { followPage, ownApplicationPage } from './pages/follow.tsx'
import { intakeEdit, intakeNew } from './pages/intake-edit.tsx'
import { intakePlan } from './pages/intake-plan.tsx'
import { openIntakes } from './pages/open.tsx'
import { admissionWords } from './words.ts'

/** Admission: the plan of intakes, applications without an account, review, and taking in. */
export const admissionPart: Part = {
  words: admissionWords,
  // The page of one intake stands last: its address would take in the others.
  pages: [
    openIntakes,
    followPage,
    ownApplicationPage,
    intakePlan,
    intakeNew,
    intakeEdit,
    applicationList,
    applicationDetail,
    applyPage,
  ],
  actions: [
    addIntake,
    editIntake,
    removeIntake,
    apply,
    openApplication,
    mendApplication,
    withdrawApplication,
    answerOneApplication,
    acceptApplications,
    loadAdmissionExample,
  ],
  api: { reads: [intakesRead] },
  endpoints: [applicationFile, applicationsCsv, applicationsXlsx, admittedFile],
  imports: [applicationsImport],
  jobs: [tellApplicantJob],
  duties: admissionDuties,
  nav: [
    {
      href: '/tuyen-sinh',
      label: 'students.admission.nav.open',
      hint: 'students.admission.nav.open_hint',
      permission: 'public',
      group: 'network',
    },
    {
      href: '/tuyen-sinh/ho-so',
      label: 'students.admission.nav.queue',
      permission: 'students.edit',
      group: 'teaching',
    },
    {
      href: '/tuyen-sinh/ke-hoach',
      label: 'students.admission.nav.plan',
      permission: 'students.read',
      group: 'planning',
    },
  ],
  demo: loadDemo,
}
