import type { Part } from '#platform/parts.ts'
import { addKindVersion } from './actions/add-kind-version.ts'
import { confirmKind } from './actions/confirm-kind.ts'
import { loadKinds } from './actions/load-kinds.ts'
import { kindDetail } from './pages/detail.tsx'
import { kindList } from './pages/list.tsx'
import { kindNew } from './pages/new.tsx'
import { loadReference } from './reference.ts'
import { kindsWords } from './words.ts'

/** Kinds of diplomas and certificates: what the law asks of each, by date. */
export const kindsPart: Part = {
  words: kindsWords,
  pages: [kindList, kindNew, kindDetail],
  actions: [loadKinds, addKindVersion, confirmKind],
  reference: loadReference,
}
