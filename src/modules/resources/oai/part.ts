import type { Part } from '#platform/parts.ts'
import { beginRun, endRun, layDown } from './actions/run-life.ts'
import { addSource, endSource, saveSource, setDaily } from './actions/source.ts'
import { startDue, startRun, stopRun } from './actions/start-run.ts'
import { takePart } from './actions/take-part.ts'
import { harvestDue } from './harvester/due.ts'
import { harvestJob } from './harvester/jobs.ts'
import { sourcePage } from './pages/detail.tsx'
import { sourceEdit } from './pages/edit.tsx'
import { sourceList } from './pages/list.tsx'
import { sourceNew } from './pages/new.tsx'
import { oaiGet, oaiPost } from './provider/endpoint.ts'
import { oaiWords } from './words.ts'

/** Descriptions out to other repositories and in from them (OAI-PMH 2.0). */
export const oaiPart: Part = {
  words: oaiWords,
  pages: [sourceList, sourceNew, sourceEdit, sourcePage],
  actions: [
    addSource,
    saveSource,
    setDaily,
    endSource,
    startRun,
    stopRun,
    startDue,
    beginRun,
    layDown,
    takePart,
    endRun,
  ],
  endpoints: [oaiGet, oaiPost],
  jobs: [harvestJob, harvestDue],
  nav: [
    {
      href: '/hoc-lieu/nguon',
      label: 'resources.oai.nav',
      permission: 'resources.keep',
      group: 'admin',
    },
  ],
}
