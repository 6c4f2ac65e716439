import type { Part } from '#platform/parts.ts'
import { forgetSearch, saveSearch, seeSearch } from './actions/saved.ts'
import { addSynonym, endSynonym, reopenSynonym } from './actions/synonym.ts'
import { searchDuties } from './duties.ts'
import { resourceCsv, resourceXlsx } from './export.ts'
import { rebuildSearchJob } from './jobs.ts'
import { gapPage } from './pages/gaps.tsx'
import { resourceList } from './pages/list.tsx'
import { savedPage } from './pages/saved.tsx'
import { synonymPage } from './pages/synonyms.tsx'
import { resourceRead, resourcesRead } from './reads.ts'
import { resourceSearch } from './source.ts'
import { searchWords } from './words.ts'

/** Finding what is published: words, filters with counts, what else it is called, searches that are kept. */
export const searchPart: Part = {
  words: searchWords,
  pages: [resourceList, savedPage, synonymPage, gapPage],
  actions: [saveSearch, seeSearch, forgetSearch, addSynonym, endSynonym, reopenSynonym],
  endpoints: [resourceCsv, resourceXlsx],
  api: { reads: [resourcesRead, resourceRead] },
  jobs: [rebuildSearchJob],
  search: [resourceSearch],
  duties: searchDuties,
}
