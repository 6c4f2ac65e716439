import type { PersonalData } from '#platform/module.ts'
import type { Part } from '#platform/parts.ts'
import { addColumn, editColumn, openSheet } from './actions/columns.ts'
import { openSitting, postSheet, returnSheet, submitSheet } from './actions/posting.ts'
import { askRecognition, decideRecognition } from './actions/recognition.ts'
import {
  answerRemark,
  askCorrection,
  askRemark,
  assignMarker,
  decideRequest,
  withdrawRequest,
} from './actions/requests.ts'
import { saveMarks } from './actions/save-marks.ts'
import { loadMarksDemo } from './demo/load.ts'
import { marksDuties } from './duties.ts'
import { eligibilityFile, handInFile, recognitionFile, sheetFile, sheetTemplate } from './endpoints.ts'
import { marksImport } from './imports/import.ts'
import { correctionNew } from './pages/correction.tsx'
import { learnerResults } from './pages/learner-results.tsx'
import { ownResults } from './pages/own.tsx'
import { recognitionList } from './pages/recognition-list.tsx'
import { recognitionNew } from './pages/recognition-new.tsx'
import { recognitionPage } from './pages/recognition.tsx'
import { requestList } from './pages/request-list.tsx'
import { requestPage } from './pages/request.tsx'
import { resultPage } from './pages/result.tsx'
import { sheetList } from './pages/sheet-list.tsx'
import { markSheet } from './pages/sheet.tsx'
import { marksRead, resultsRead } from './reads.ts'
import { heldMarks, heldRecognitions, heldRequests, heldResults } from './store/held.ts'
import { marksWords } from './words.ts'

const held = (subject: string, collect: PersonalData['collect']): PersonalData => ({
  subject,
  about: (person) => ({ person }),
  collect,
})

/** Mark sheets, posted results and their corrections, remarks, recognition. */
export const marksPart: Part = {
  words: marksWords,
  pages: [
    sheetList,
    markSheet,
    correctionNew,
    resultPage,
    requestList,
    requestPage,
    recognitionList,
    recognitionNew,
    recognitionPage,
    ownResults,
    learnerResults,
  ],
  actions: [
    openSheet,
    addColumn,
    editColumn,
    saveMarks,
    submitSheet,
    returnSheet,
    postSheet,
    openSitting,
    askCorrection,
    askRemark,
    assignMarker,
    answerRemark,
    decideRequest,
    withdrawRequest,
    askRecognition,
    decideRecognition,
  ],
  endpoints: [sheetFile, eligibilityFile, handInFile, sheetTemplate, recognitionFile],
  imports: [marksImport],
  api: { reads: [marksRead, resultsRead] },
  duties: marksDuties,
  demo: loadMarksDemo,
  personalData: [
    held('students.result', heldResults),
    held('students.mark', heldMarks),
    held('students.result_request', heldRequests),
    held('students.recognition', heldRecognitions),
  ],
  nav: [
    {
      href: '/bang-diem',
      label: 'students.marks.nav.sheets',
      permission: 'students.teach',
      group: 'teaching',
    },
    {
      href: '/cong-nhan',
      label: 'students.marks.nav.recognition',
      permission: 'students.read',
      group: 'teaching',
    },
    {
      href: '/de-nghi-diem',
      label: 'students.marks.nav.requests',
      permission: 'students.read',
      group: 'teaching',
    },
  ],
}
