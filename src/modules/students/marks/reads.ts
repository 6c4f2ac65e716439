import { z } from 'zod'
import { reach } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { defineRead } from '#platform/pages/endpoint.ts'
import { findEnrolment } from '../store/enrolment.ts'
import { listResults } from '../store/result.ts'
import { readSection } from './sheet.ts'
import { getRules } from '../store/policy.ts'
import { judgeSheet, readSheet } from './store/sheet.ts'
import { columnKinds, markStates } from './mark.ts'

const Mark = z.object({ column_id: z.uuid(), state: z.enum(markStates), value: z.string().nullable() })
const Column = z.object({
  id: z.uuid(),
  kind: z.enum(columnKinds),
  name: z.string(),
  sitting: z.number(),
  held_on: z.iso.date().nullable(),
  is_closed: z.boolean(),
})
const Line = z.object({
  enrolment_id: z.uuid(),
  learner_code: z.string(),
  full_name: z.string(),
  marks: z.array(Mark),
  average: z.string().nullable(),
  is_eligible: z.boolean(),
  grade: z.string().nullable(),
  letter: z.string().nullable(),
  is_passed: z.boolean(),
  result_id: z.uuid().nullable(),
})

/** Public API: the mark sheet of a section. */
export const marksRead = defineRead({
  path: '/api/v1/sections/{id}/marks',
  summary: 'Mark sheet of a course section: columns, marks and what they make so far',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  response: z.object({ columns: z.array(Column), learners: z.array(Line.extend({ person_id: z.uuid() })) }),
  looks: ({ learners }) => ({ subject: 'people.person', ids: learners.map((line) => line.person_id) }),
  async load({ db, actor, params, today }) {
    const section = await readSection(db, params.id, { actor, today })
    const sheet = await readSheet(db, section, today)
    const lines = judgeSheet(await getRules(db, section.grading_policy_id), section, sheet)
    return {
      columns: sheet.columns.map((column) => Column.parse(column)),
      learners: lines.map((line) => ({
        enrolment_id: line.enrolment_id,
        person_id: line.person_id,
        learner_code: line.learner_code,
        full_name: line.full_name,
        marks: sheet.columns.flatMap(({ id }) => {
          const mark = line.marks.get(id)
          return mark ? [{ column_id: id, state: mark.state, value: mark.value }] : []
        }),
        average: line.verdict.average,
        is_eligible: line.verdict.eligible,
        grade: line.verdict.grade,
        letter: line.verdict.letter,
        is_passed: line.verdict.passed,
        result_id: line.result?.id ?? null,
      })),
    }
  },
})

const Result = z.object({
  id: z.uuid(),
  unit_code: z.string(),
  unit_name: z.string(),
  source: z.enum(['taught', 'recognised']),
  attempt: z.enum(['first', 'relearn', 'improve']),
  sittings: z.number(),
  credits: z.string(),
  is_condition: z.boolean(),
  average: z.string().nullable(),
  exam: z.string().nullable(),
  is_eligible: z.boolean(),
  grade: z.string().nullable(),
  first_grade: z.string().nullable(),
  letter: z.string().nullable(),
  point4: z.string().nullable(),
  is_passed: z.boolean(),
  section_id: z.uuid().nullable(),
  term_id: z.uuid().nullable(),
  posted_at: z.date(),
  corrects_id: z.uuid().nullable(),
})

/** Public API: results in force of a course of study. */
export const resultsRead = defineRead({
  path: '/api/v1/enrolments/{id}/results',
  summary: 'Posted results in force of a course of study, in the order of the programme',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  response: z.object({ person_id: z.uuid(), results: z.array(Result) }),
  looks: ({ person_id }) => ({ subject: 'people.person', ids: [person_id] }),
  async load({ db, actor, params }) {
    const enrolment = await findEnrolment(db, params.id)
    const places = reach(actor, 'students.read')
    if (!enrolment || (places !== 'all' && !places.includes(enrolment.institution_id))) throw notFound()
    const results = await listResults(db, enrolment.id)
    return { person_id: enrolment.person_id, results: results.map((one) => Result.parse(one)) }
  },
})
