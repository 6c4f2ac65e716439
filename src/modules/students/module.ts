import type { Module } from '#platform/module.ts'
import { joinParts } from '#platform/parts.ts'
import { elementaryPart } from './grading/elementary/part.ts'
import { gradingPart } from './grading/part.ts'
import { admissionPart } from './admission/part.ts'
import { candidatesPart } from './graduation/candidates/part.ts'
import { councilPart } from './graduation/council/part.ts'
import { markingPart } from './graduation/marking/part.ts'
import { graduationPart } from './graduation/part.ts'
import { marksPart } from './marks/part.ts'
import { measuresPart } from './measures/part.ts'
import { progressionPart } from './progression/part.ts'
import { recordsPart } from './records/part.ts'
import { requestsPart } from './requests/part.ts'
import { teachingPart } from './teaching/part.ts'
import { words } from './words.ts'

/** The learner's record: admission, classes, teaching and attendance, marks and results, graduation. */
export const students: Module = {
  name: 'students',
  needs: ['identity', 'places', 'institutions', 'people', 'staff', 'curricula'],
  migrations: import.meta.glob('./**/migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
  ...joinParts([
    { words },
    recordsPart,
    teachingPart,
    gradingPart,
    elementaryPart,
    admissionPart,
    marksPart,
    progressionPart,
    graduationPart,
    candidatesPart,
    councilPart,
    markingPart,
    measuresPart,
    requestsPart,
  ]),
}
