export const standards = ['scorm_1.2', 'scorm_2004', 'cmi5', 'xapi', 'h5p', 'ims', 'html'] as const
export type Standard = (typeof standards)[number]

/** What can be begun in a package, and the headings above it, in order. */
export type PackageItem = {
  id: string
  title: string
  /** How deep under headings, from 0. */
  depth: number
  /** Begins with a file of the package, or at an address elsewhere; null: a heading. */
  launch: { path: string; suffix: string } | { address: string } | null
  /** It reports to a platform (a SCO, an AU), and is not just shown. */
  reports: boolean
  /** What the run-time is given at the beginning. */
  data: {
    masteryScore?: number | undefined
    launchData?: string | undefined
    maxTime?: string | undefined
    timeLimitAction?: string | undefined
    completionThreshold?: number | undefined
    moveOn?: string | undefined
    /** Absolute name of the activity (cmi5, xAPI). */
    activity?: string | undefined
  }
}

/** What a package says of itself. */
export type PackageFacts = {
  standard: Standard
  /** Edition as the package states it: `2004 4th Edition`, `H5P.MultiChoice 1.16`. */
  edition: string | null
  title: string
  language: string | null
  summary: string
  seconds: number | null
  items: PackageItem[]
}
