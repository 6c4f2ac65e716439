import { z } from 'zod'
import { may, reach } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { defineRead } from '#platform/pages/endpoint.ts'
import { readPageMark, writePageMark } from '#platform/pages/page-mark.ts'
import { checkAddress } from '../address.ts'
import { getTarget } from '../changes/store/target.ts'
import { DiplomaContent, diplomaStates, kindCodes, type Diploma } from '../diploma.ts'
import { listEvents } from './store/event.ts'
import { shownStates } from './list-query.ts'
import { listDiplomas } from './store/list.ts'

const permission = 'diplomas.read'
const limit = 200

const Line = z.object({
  id: z.uuid(),
  public_id: z.string(),
  institution_id: z.uuid(),
  person_id: z.uuid().nullable(),
  kind: z.enum(kindCodes),
  state: z.enum(diplomaStates),
  serial: z.string().nullable(),
  entry_no: z.string().nullable(),
  issue_date: z.iso.date().nullable(),
  full_name: z.string(),
  programme: z.string(),
})

const toLine = (row: Diploma): z.output<typeof Line> => ({
  id: row.id,
  public_id: row.public_id,
  institution_id: row.institution_id,
  person_id: row.person_id,
  kind: row.kind_code,
  state: row.state,
  serial: row.serial,
  entry_no: row.entry_no,
  issue_date: row.issue_date,
  full_name: row.content.holder.full_name,
  programme: row.content.programme.name.vi,
})

/** Public API: diplomas of the institutions a key reaches. */
export const diplomasRead = defineRead({
  path: '/api/v1/diplomas',
  summary: 'Diplomas and certificates by given name of the holder; keyset-paged by `after`',
  permission,
  query: z.object({
    text: z.string().trim().max(100).optional(),
    kind: z.enum(kindCodes).optional(),
    state: z.enum(shownStates).optional(),
    year: z.coerce.number().int().min(1950).max(2200).optional(),
    institution: z.uuid().optional(),
    after: z.string().max(400).optional(),
  }),
  response: z.object({ next: z.string().nullable(), diplomas: z.array(Line) }),
  async load({ db, actor, query }) {
    const { after, ...filter } = query
    const rows = await listDiplomas(
      db,
      { ...filter, reach: reach(actor, permission) },
      { after: readPageMark(after), limit: limit + 1 },
    )
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return {
      next: rows.length > limit && last ? writePageMark(last.name_key, last.id) : null,
      diplomas: shown.map(toLine),
    }
  },
  looks: (data) => ({
    subject: 'people.person',
    ids: data.diplomas.flatMap((one) => one.person_id ?? []),
  }),
})

/** Public API: one diploma with what it says and what was done with it. */
export const diplomaRead = defineRead({
  path: '/api/v1/diplomas/{id}',
  summary: 'One diploma or certificate: content, numbers, history, public address',
  permission,
  params: z.object({ id: z.uuid() }),
  response: Line.extend({
    content: DiplomaContent,
    check_url: z.url(),
    events: z.array(
      z.object({
        act: z.string(),
        on_date: z.iso.date(),
        decision_no: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ),
  }),
  async load({ db, actor, params, app }) {
    const diploma = await getTarget(db, params.id)
    if (!may(actor, permission, { institution: diploma.keeper_id })) throw notFound()
    const events = await listEvents(db, diploma.id)
    return {
      ...toLine(diploma),
      content: diploma.content,
      check_url: checkAddress(app, diploma.public_id),
      events: events.map(({ act, on_date, decision_no, reason }) => ({ act, on_date, decision_no, reason })),
    }
  },
  looks: (data) => ({ subject: 'people.person', ids: data.person_id ? [data.person_id] : [] }),
})
