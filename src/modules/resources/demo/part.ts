import type { Part } from '#platform/parts.ts'
import { loadResourcesDemo } from './load.ts'

/** Example resources. */
export const demoPart: Part = { words: { vi: {}, en: {} }, demo: loadResourcesDemo }
