import type { Part } from '#platform/parts.ts'
import { decideSubmission, publish } from './actions/decide.ts'
import { handIn, shareWider } from './actions/hand-in.ts'
import { addRemark, settle } from './actions/remark.ts'
import { answerReviewAction, freePlace, giveBack, takeOnReview } from './actions/review.ts'
import { saveRubric } from './actions/save-rubric.ts'
import { takeBack } from './actions/take-back.ts'
import { addMember, removeMember } from './actions/team.ts'
import { reviewDuties } from './duties.ts'
import { minutesEndpoint } from './endpoints.ts'
import { handInPage } from './pages/hand-in.tsx'
import { reviewPage, reviewQueue } from './pages/queue.tsx'
import { rubricPage } from './pages/rubric.tsx'
import { reviewStatus } from './pages/status.tsx'
import { teamPage } from './pages/team.tsx'
import { reviewWords } from './words.ts'

/** The life of a version: handed in, looked at by two with criteria, decided, published. */
export const reviewPart: Part = {
  words: reviewWords,
  pages: [reviewQueue, teamPage, rubricPage, reviewPage, handInPage, reviewStatus],
  actions: [
    handIn,
    shareWider,
    takeBack,
    takeOnReview,
    giveBack,
    freePlace,
    answerReviewAction,
    addRemark,
    settle,
    decideSubmission,
    publish,
    addMember,
    removeMember,
    saveRubric,
  ],
  endpoints: [minutesEndpoint],
  duties: reviewDuties,
  nav: [
    {
      href: '/hoc-lieu/tham-dinh',
      label: 'resources.review.nav',
      permission: 'resources.review',
      group: 'teaching',
    },
  ],
}
