import type { Part } from '#platform/parts.ts'
import { studentMeasures } from '../measures.ts'
import { addThreshold, withdrawThreshold } from './actions/threshold.ts'
import { digitalCsv, digitalXlsx } from './export.ts'
import { digitalPage } from './pages/digital.tsx'
import { thresholdList } from './pages/thresholds.tsx'
import { thresholdNew } from './pages/threshold-new.tsx'
import { measuresWords } from './words.ts'

/** What is counted of learners, the thresholds it is held against, and how far each school's records are digital. */
export const measuresPart: Part = {
  words: measuresWords,
  pages: [digitalPage, thresholdList, thresholdNew],
  endpoints: [digitalCsv, digitalXlsx],
  actions: [addThreshold, withdrawThreshold],
  measures: studentMeasures,
  nav: [{ href: '/so-hoa', label: 'students.digital.nav', permission: 'students.read', group: 'teaching' }],
}
