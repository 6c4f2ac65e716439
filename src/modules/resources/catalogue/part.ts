import type { Part } from '#platform/parts.ts'
import { addSubject } from './actions/add-subject.ts'
import { chooseLicence } from './actions/choose-licence.ts'
import { createResource } from './actions/create-resource.ts'
import { saveDraft } from './actions/save-draft.ts'
import { joinDraft } from './actions/join-draft.ts'
import { discardDraft, startVersion } from './actions/versions.ts'
import { fileEndpoint, lrmiEndpoint, xmlEndpoint } from './endpoints.ts'
import { draftPage } from './pages/draft.tsx'
import { licencePage } from './pages/licence.tsx'
import { ownResources } from './pages/mine.tsx'
import { resourceNew } from './pages/new.tsx'
import { resourcePage, versionPage } from './pages/resource.tsx'
import { subjectPage } from './pages/subject.tsx'
import { differencePage, versionList } from './pages/versions.tsx'
import { catalogueWords } from './words.ts'

/** What there is in the repository: description, files, versions, and the page each lasts at. */
export const cataloguePart: Part = {
  words: catalogueWords,
  // Pages of one resource stand last: their addresses would take in the others.
  pages: [
    ownResources,
    resourceNew,
    draftPage,
    subjectPage,
    licencePage,
    versionList,
    differencePage,
    versionPage,
    resourcePage,
  ],
  actions: [createResource, saveDraft, addSubject, chooseLicence, startVersion, joinDraft, discardDraft],
  endpoints: [fileEndpoint, lrmiEndpoint, xmlEndpoint],
  nav: [
    {
      href: '/hoc-lieu',
      label: 'resources.catalogue.nav',
      hint: 'resources.catalogue.nav_hint',
      permission: 'public',
      group: 'teaching',
    },
  ],
}
