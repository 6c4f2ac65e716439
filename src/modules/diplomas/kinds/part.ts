import type { Part } from '#platform/parts.ts'
import { loadKinds } from './actions/load-kinds.ts'
import { loadReference } from './reference.ts'
import { kindsWords } from './words.ts'

/** Kinds of diplomas and certificates: what the law asks of each, by date. */
export const kindsPart: Part = { words: kindsWords, actions: [loadKinds], reference: loadReference }
