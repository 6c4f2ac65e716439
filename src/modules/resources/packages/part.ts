import type { Part } from '#platform/parts.ts'
import { keepPackage } from './actions/keep-package.ts'
import { playerPage, sharedPlayerPage } from './pages/player.tsx'
import { packageEndpoint, packageOptions } from './serve/endpoints.ts'
import { packagesWords } from './words.ts'

/** Packaged lessons (SCORM, cmi5, xAPI, H5P, HTML): what they are, and how they are played without reaching anything of ours. */
export const packagesPart: Part = {
  words: packagesWords,
  pages: [playerPage, sharedPlayerPage],
  actions: [keepPackage],
  endpoints: [packageEndpoint, packageOptions],
}
