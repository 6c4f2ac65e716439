import { z } from 'zod'
import { reach } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { defineRead } from '#platform/pages/endpoint.ts'
import { isDay } from '#platform/text/index.ts'
import { sectionStates } from '../section.ts'
import { sessionKinds, sessionStates } from './block.ts'
import { listBlockPage } from './store/blocks.ts'
import { findTerm } from './store/choices.ts'
import { listSections } from './store/sections.ts'
import { daysBetween, isClock } from './time.ts'

const Section = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  class_code: z.string().nullable(),
  credits: z.string(),
  hours: z.number(),
  state: z.enum(sectionStates),
  learners: z.number(),
  teachers: z.array(z.string()),
})

const page = 200

/** Public API: course sections of a term. */
export const sectionsRead = defineRead({
  path: '/api/v1/terms/{id}/sections',
  summary: 'Course sections of a term, by code',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  query: z.object({ after_code: z.string().max(60).optional(), after_id: z.uuid().optional() }),
  response: z.object({ sections: z.array(Section), has_more: z.boolean() }),
  async load({ db, actor, params, query, today }) {
    const term = await findTerm(db, params.id)
    const places = reach(actor, 'students.read')
    if (!term || (places !== 'all' && !places.includes(term.institution_id))) throw notFound()
    const after =
      query.after_code && query.after_id ? { key: query.after_code, id: query.after_id } : undefined
    const rows = await listSections(db, { term: term.id }, today, { after, limit: page + 1 })
    return { sections: rows.slice(0, page), has_more: rows.length > page }
  },
})

const Session = z.object({
  id: z.uuid(),
  section_id: z.uuid(),
  section_code: z.string(),
  section_name: z.string(),
  class_code: z.string().nullable(),
  teacher_name: z.string().nullable(),
  room_code: z.string().nullable(),
  on_date: z.iso.date(),
  from_time: z.string(),
  to_time: z.string(),
  kind: z.enum(sessionKinds),
  hours: z.string(),
  delivery: z.enum(['in_person', 'online']),
  topic: z.string().nullable(),
  state: z.enum(sessionStates),
  taken_at: z.date().nullable(),
})
const day = z.string().refine(isDay)

const clock = z.string().refine(isClock)

/** Public API: sessions of an institution in a span of days. */
export const sessionsRead = defineRead({
  path: '/api/v1/institutions/{id}/sessions',
  summary: 'Sessions of an institution from a day to a day (31 days at most), by time',
  permission: 'students.read',
  params: z.object({ id: z.uuid() }),
  query: z
    .object({
      from: day,
      to: day,
      /** Day, beginning and id of the last session of the page before. */
      after_date: day.optional(),
      after_time: clock.optional(),
      after_id: z.uuid().optional(),
    })
    .refine(({ from, to }) => to >= from && daysBetween(from, to) <= 31, {
      path: ['to'],
    }),
  response: z.object({ sessions: z.array(Session), has_more: z.boolean() }),
  async load({ db, actor, params, query }) {
    const places = reach(actor, 'students.read')
    if (places !== 'all' && !places.includes(params.id)) throw notFound()
    const { after_date: on_date, after_time: from_time, after_id: id } = query
    const after = on_date && from_time && id ? { on_date, from_time, id } : undefined
    const blocks = await listBlockPage(
      db,
      { institution: params.id, from_date: query.from, to_date: query.to, withCancelled: true },
      { after, limit: page + 1 },
    )
    return {
      sessions: blocks.slice(0, page).map((block) => Session.parse(block)),
      has_more: blocks.length > page,
    }
  },
})
