import type { Part } from '#platform/parts.ts'
import { askDataChange, decideDataRequest, withdrawDataRequest } from './actions/data-request.ts'
import { revealAskedNumber } from './actions/reveal-number.ts'
import { askOwnRecognition } from './actions/own-recognition.ts'
import { requestDuties } from './duties.ts'
import {
  dataPaper,
  ownCertificate,
  ownDataPaper,
  ownRecognitionPaper,
  ownTakeOut,
  ownTranscript,
} from './endpoints.ts'
import { dataRequestDetail } from './pages/data-detail.tsx'
import { dataRequestList } from './pages/data-list.tsx'
import { dataRequestNew } from './pages/data-new.tsx'
import { dataRequestOwn } from './pages/data-own.tsx'
import { ownRequests } from './pages/own.tsx'
import { ownPapers } from './pages/papers.tsx'
import { ownRecognitionNew } from './pages/recognition-new.tsx'
import { heldDataRequests } from './store/data-request.ts'
import { requestsWords } from './words.ts'

/** What a learner asks for and takes home: recognition, mended facts, papers, everything kept of them. */
export const requestsPart: Part = {
  words: requestsWords,
  pages: [
    ownRequests,
    ownRecognitionNew,
    dataRequestNew,
    dataRequestOwn,
    ownPapers,
    dataRequestList,
    dataRequestDetail,
  ],
  actions: [askOwnRecognition, askDataChange, withdrawDataRequest, decideDataRequest, revealAskedNumber],
  endpoints: [ownTranscript, ownCertificate, ownTakeOut, ownRecognitionPaper, ownDataPaper, dataPaper],
  duties: requestDuties,
  nav: [
    { href: '/de-nghi-du-lieu', label: 'students.request.nav', permission: 'students.edit', group: 'people' },
  ],
  personalData: [
    { subject: 'students.data_request', about: (person) => ({ person }), collect: heldDataRequests },
  ],
}
