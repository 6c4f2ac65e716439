import { z } from 'zod'
import { may } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { defineRead } from '#platform/pages/endpoint.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { say } from '../grading/explain.ts'
import { reviewStates, type ReviewCase } from './graduation.ts'
import { getReview, listCases } from './store/review.ts'

const Line = z.object({
  enrolment_id: z.uuid(),
  learner_id: z.uuid(),
  person_id: z.uuid(),
  code: z.string(),
  full_name: z.string(),
  class: z.string().nullable(),
  is_eligible: z.boolean(),
  is_held_back: z.boolean(),
  score: z.string().nullable(),
  classification: z.string().nullable(),
  is_downgraded: z.boolean(),
  title: z.string().nullable(),
  reasons: z.array(z.object({ code: z.string(), text: z.string() })),
})

const limit = 500

/** Public API: a graduation list with every verdict. */
export const graduationRead = defineRead({
  path: '/api/v1/graduation-list',
  summary: 'The list of a graduation review (`review`) by given name of the learner; keyset-paged by `after`',
  permission: 'students.read',
  query: z.object({ review: z.uuid(), after: z.string().max(400).optional() }),
  response: z.object({
    id: z.uuid(),
    institution_id: z.uuid(),
    cohort: z.string(),
    on_date: z.iso.date(),
    state: z.enum(reviewStates),
    decision: z.object({ number: z.string(), signed_on: z.iso.date() }).nullable(),
    next: z.string().nullable(),
    learners: z.array(Line),
  }),
  async load({ db, actor, query, t }) {
    const review = await getReview(db, query.review)
    if (!may(actor, 'students.read', { institution: review.institution_id })) throw notFound()
    const rows = await listCases(db, review.id, { after: readPageMark(query.after) }, limit + 1)
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return {
      id: review.id,
      institution_id: review.institution_id,
      cohort: review.cohort_name,
      on_date: review.on_date,
      state: review.state,
      decision:
        review.decision_no && review.decision_date
          ? { number: review.decision_no, signed_on: review.decision_date }
          : null,
      next: rows.length > limit && last ? writePageMark(last.name_key, last.enrolment_id) : null,
      learners: shown.map((one) => toLine(one, t)),
    }
  },
  looks: (data) => ({ subject: 'people.person', ids: data.learners.map((one) => one.person_id) }),
})

function toLine(one: ReviewCase, t: Parameters<typeof say>[0]): z.output<typeof Line> {
  return {
    enrolment_id: one.enrolment_id,
    learner_id: one.learner_id,
    person_id: one.person_id,
    code: one.learner_code,
    full_name: one.full_name,
    class: one.class_code,
    is_eligible: one.is_eligible,
    is_held_back: one.is_held_back,
    score: one.score,
    classification: one.classification,
    is_downgraded: one.is_downgraded,
    title: one.title,
    reasons: one.reasons.map((reason) => ({ code: reason.code, text: say(t, reason) })),
  }
}
