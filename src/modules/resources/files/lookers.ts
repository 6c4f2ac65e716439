import { packageLooker } from '../packages/looker.ts'
import type { Looker } from './looker.ts'
import { contentsLooker } from './lookers/contents.ts'
import { officePreviewLooker } from './lookers/office-preview.ts'

/** Who looks at a file that was added to a draft, in this order; a later finding does not take an earlier one's place. */
export const lookers: readonly Looker[] = [contentsLooker, officePreviewLooker, packageLooker]
