import type { Part } from '#platform/parts.ts'
import { authorPage } from './pages/author.tsx'
import { institutionsSharing, teachersContributing } from './sharing.ts'
import { heldActivity, heldContributions, heldMemberships } from './store/contributions.ts'
import { measureWords } from './words.ts'

/** What the plan counts here, and what is held of a person. */
export const measuresPart: Part = {
  words: measureWords,
  pages: [authorPage],
  measures: [institutionsSharing, teachersContributing],
  personalData: [
    {
      subject: 'resources.version_author',
      about: (personId) => ({ person: personId }),
      collect: heldContributions,
    },
    {
      subject: 'resources.team_member',
      about: (personId) => ({ person: personId }),
      collect: heldMemberships,
    },
    {
      subject: 'resources.activity',
      about: (personId) => ({ person: personId }),
      collect: heldActivity,
    },
  ],
}
