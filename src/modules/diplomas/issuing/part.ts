import type { Part } from '#platform/parts.ts'
import { addPeople, cancelRun, leaveOut, letIn, rebuildRun, saveRun } from './actions/draft.ts'
import { finishLines } from './actions/finish-lines.ts'
import { handOver, sendCode } from './actions/hand-over.ts'
import { numberRun } from './actions/number-run.ts'
import { signRun } from './actions/sign-run.ts'
import { startRun } from './actions/start-run.ts'
import { voidNumber } from './actions/void-number.ts'
import { loadIssuingDemo } from './demo/load.ts'
import { issuingDuties } from './duties.ts'
import { diplomaFile, previewFile, sheetFile } from './endpoints.ts'
import { diplomaExport } from './export.ts'
import { resumeSigning, signJob } from './jobs.ts'
import { diplomaPage } from './pages/detail.tsx'
import { handOverPage } from './pages/hand-over.tsx'
import { diplomaList } from './pages/list.tsx'
import { runNew } from './pages/new.tsx'
import { runPage } from './pages/run.tsx'
import { runList } from './pages/runs.tsx'
import { diplomaRead, diplomasRead } from './reads.ts'
import { diplomaSearch } from './search.ts'
import { heldDiplomas, heldEvents, heldLeftOut } from './store/held.ts'
import { issuingWords } from './words.ts'

const person = (personId: string) => ({ person: personId })

/** The one act: decision, register, blank, document, signature, issued, handed over. */
export const issuingPart: Part = {
  words: issuingWords,
  // Pages of one record stand last: their addresses would take in the others.
  pages: [diplomaList, diplomaPage, runList, runNew, handOverPage, runPage],
  actions: [
    startRun,
    saveRun,
    rebuildRun,
    addPeople,
    leaveOut,
    letIn,
    cancelRun,
    numberRun,
    voidNumber,
    signRun,
    finishLines,
    handOver,
    sendCode,
  ],
  endpoints: [diplomaFile, previewFile, sheetFile, diplomaExport.csv, diplomaExport.xlsx],
  api: { reads: [diplomasRead, diplomaRead] },
  jobs: [signJob, resumeSigning],
  nav: [
    { href: '/cap-bang', label: 'diplomas.issuing.nav_runs', permission: 'diplomas.read', group: 'services' },
    {
      href: '/van-bang-cap',
      label: 'diplomas.issuing.nav',
      permission: 'diplomas.read',
      group: 'services',
    },
  ],
  search: [diplomaSearch],
  personalData: [
    { subject: 'diplomas.diploma', about: person, collect: heldDiplomas },
    { subject: 'diplomas.event', about: person, collect: heldEvents },
    { subject: 'diplomas.left_out', about: person, collect: heldLeftOut },
  ],
  duties: issuingDuties,
  demo: loadIssuingDemo,
}
