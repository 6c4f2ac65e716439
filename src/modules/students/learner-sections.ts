import type { App } from '#platform/app.ts'
import { ownGraduation } from './graduation/own-section.tsx'
import { progressSection } from './progression/pages/own.tsx'
import { resultsSection } from './marks/pages/own.tsx'
import { requestsSection } from './requests/pages/own.tsx'
import type { LearnerSection } from './records/section-of-learner.ts'
import { attendanceSection, weekSection } from './teaching/own-section.tsx'
import { decisionsSection } from './records/pages/decisions-section.tsx'

/** What a learner and a guardian read, in this order. Each part of the module adds its own (timetable, attendance, marks …). */
const learnerSections: readonly LearnerSection[] = [
  weekSection,
  resultsSection,
  progressSection,
  attendanceSection,
  decisionsSection,
  requestsSection,
  ownGraduation,
]

/** All that a learner is shown of themself: ours, and what other modules hold of the person. */
export const sectionsOf = (app: Pick<App, 'modules'>): readonly LearnerSection[] => [
  ...learnerSections,
  ...app.modules.flatMap((module) => module.personSections ?? []),
]
