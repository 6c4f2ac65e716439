import type { Part } from '#platform/parts.ts'
import { decideReview } from './actions/decide-review.ts'
import { discardReview } from './actions/discard-review.ts'
import { freezeReview } from './actions/freeze-review.ts'
import { holdBack } from './actions/hold-back.ts'
import { makeClassTranscripts } from './actions/make-transcripts.ts'
import { reviewCohort } from './actions/review-cohort.ts'
import { saveExamMarks } from './actions/save-exam-marks.ts'
import { loadGraduationDemo } from './demo/load.ts'
import { graduationDuties } from './duties.ts'
import {
  certificateFile,
  classTranscriptFile,
  decisionFile,
  eligibilityFile,
  candidatesFile,
  examListFile,
  examMarksFile,
  examMinutesFile,
  markingSheetFile,
  minutesFile,
  transcriptFile,
} from './endpoints.ts'
import { reviewExport } from './export.ts'
import { classTranscriptsJob, forgetTranscriptsJob } from './jobs.ts'
import { casePage } from './pages/case.tsx'
import { classTranscripts } from './pages/class-transcripts.tsx'
import { examPage } from './pages/exam.tsx'
import { graduationList } from './pages/list.tsx'
import { reviewPage } from './pages/review.tsx'
import { standingPage } from './pages/standing.tsx'
import { graduationRead } from './reads.ts'
import { heldCases, heldExceptions, heldMarks } from './store/held.ts'
import { graduationWords } from './words.ts'

/** Graduation: examinations of the year mode, reviews of cohorts, decisions, transcripts. */
export const graduationPart: Part = {
  words: graduationWords,
  // Pages of one record stand last: their addresses would take in the others.
  pages: [graduationList, examPage, classTranscripts, standingPage, reviewPage, casePage],
  actions: [
    saveExamMarks,
    reviewCohort,
    holdBack,
    freezeReview,
    decideReview,
    discardReview,
    makeClassTranscripts,
  ],
  endpoints: [
    transcriptFile,
    certificateFile,
    classTranscriptFile,
    candidatesFile,
    examListFile,
    examMarksFile,
    examMinutesFile,
    markingSheetFile,
    eligibilityFile,
    minutesFile,
    decisionFile,
    reviewExport.csv,
    reviewExport.xlsx,
  ],
  api: { reads: [graduationRead] },
  jobs: [classTranscriptsJob, forgetTranscriptsJob],
  nav: [
    { href: '/tot-nghiep', label: 'students.graduation.nav', permission: 'students.read', group: 'teaching' },
  ],
  personalData: [
    { subject: 'students.graduation_mark', about: (personId) => ({ person: personId }), collect: heldMarks },
    { subject: 'students.graduation_case', about: (personId) => ({ person: personId }), collect: heldCases },
    {
      subject: 'students.exam_exception',
      about: (personId) => ({ person: personId }),
      collect: heldExceptions,
    },
  ],
  duties: graduationDuties,
  demo: loadGraduationDemo,
}
