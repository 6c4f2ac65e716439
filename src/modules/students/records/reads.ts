import { z } from 'zod'
import { reach } from '#platform/access.ts'
import { defineRead } from '#platform/pages/endpoint.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { enrolmentStates } from '../enrolment.ts'
import { listLearners, type LearnerRow } from './store/learner-list.ts'

const Line = z.object({
  /** Of the course of study. */
  id: z.uuid(),
  learner_id: z.uuid(),
  person_id: z.uuid(),
  institution_id: z.uuid(),
  code: z.string(),
  full_name: z.string(),
  birth_date: z.iso.date().nullable(),
  sex: z.enum(['male', 'female']).nullable(),
  state: z.enum(enrolmentStates),
  from_date: z.iso.date(),
  to_date: z.iso.date().nullable(),
  class: z.string().nullable(),
  cohort: z.string(),
  programme: z.string(),
  level: z.string(),
})

const toLine = (row: LearnerRow): z.output<typeof Line> => ({
  id: row.id,
  learner_id: row.learner_id,
  person_id: row.person_id,
  institution_id: row.institution_id,
  code: row.code,
  full_name: row.full_name,
  birth_date: row.birth_date,
  sex: row.sex,
  state: row.state,
  from_date: row.from_date,
  to_date: row.to_date,
  class: row.class_code,
  cohort: row.cohort_name,
  programme: row.programme_name,
  level: row.level,
})

const limit = 200

/** Public API: courses of study of the institutions a key reaches. */
export const learnersRead = defineRead({
  path: '/api/v1/learners',
  summary: 'Courses of study by given name of the learner; keyset-paged by `after`',
  permission: 'students.read',
  query: z.object({
    text: z.string().trim().max(100).optional(),
    state: z.enum(enrolmentStates).optional(),
    institution: z.uuid().optional(),
    cohort: z.uuid().optional(),
    class: z.uuid().optional(),
    after: z.string().max(400).optional(),
  }),
  response: z.object({ next: z.string().nullable(), learners: z.array(Line) }),
  async load({ db, actor, query, today }) {
    const filter = {
      text: query.text,
      state: query.state,
      institution: query.institution,
      cohort: query.cohort,
      classGroup: query.class,
      day: today,
      reach: reach(actor, 'students.read'),
    }
    const rows = await listLearners(db, filter, { after: readPageMark(query.after), limit: limit + 1 })
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return {
      next: rows.length > limit && last ? writePageMark(last.name_key, last.id) : null,
      learners: shown.map(toLine),
    }
  },
  looks: (data) => ({ subject: 'people.person', ids: data.learners.map((one) => one.person_id) }),
})
