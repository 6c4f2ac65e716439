import type { Looker } from './looker.ts'

/** Who looks at a file that was added to a draft, in this order; a later finding does not take an earlier one's place. */
export const lookers: readonly Looker[] = []
