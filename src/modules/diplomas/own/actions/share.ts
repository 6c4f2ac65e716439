import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { Actor } from '#platform/access.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { parseDate } from '#platform/text/index.ts'
import { getOwnDiploma } from '../store/diploma.ts'
import { getShare, insertShare, revokeShare } from '../store/share.ts'
import { longestDays, newShareToken, shareFields } from '../share.ts'

const personOf = (actor: Actor) => (actor.kind === 'account' ? actor.personId : undefined)

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Makes a link that shows some lines of one's own diploma until a day. */
export const shareDiploma = defineAction({
  name: 'diplomas.share',
  permission: 'diplomas.own',
  input: z.object({
    diploma: z.uuid(),
    fields: z.array(z.enum(shareFields)).min(1, 'diplomas.own.error.fields'),
    purpose: z.string('diplomas.own.error.purpose').trim().min(1, 'diplomas.own.error.purpose').max(200),
    to_date: z.string('diplomas.own.error.to_date'),
  }),
  find: (db, input, { actor }) => getOwnDiploma(db, personOf(actor), input.diploma),
  about: (diploma) => ({ person: diploma.person_id ?? undefined }),
  async run(tx, { input, target, app, today }) {
    const to = parseDate(input.to_date)
    if (!to) throw invalid({ to_date: 'diplomas.own.error.to_date' })
    if (to < today) throw invalid({ to_date: 'diplomas.own.error.past' })
    if (to > addDays(today, longestDays)) throw invalid({ to_date: 'diplomas.own.error.far' })
    const token = newShareToken()
    const chosen = { fields: [...input.fields], purpose: input.purpose, to_date: to }
    const id = await insertShare(tx, {
      ...chosen,
      diploma_id: target.id,
      token,
      token_sealed: app.keys.seal(token),
    })
    return {
      result: { diploma: target.id, share: id },
      changes: [
        {
          subject: 'diplomas.share',
          id,
          institution: null,
          before: null,
          after: { diploma_id: target.id, ...chosen },
        },
      ],
    }
  },
})

/** Takes a link back; it shows nothing from this moment on. */
export const takeShareBack = defineAction({
  name: 'diplomas.take-share-back',
  permission: 'diplomas.own',
  input: z.object({ share: z.uuid() }),
  async find(db, input, { actor }) {
    const share = await getShare(db, input.share)
    return { share, diploma: await getOwnDiploma(db, personOf(actor), share.diploma_id) }
  },
  about: ({ diploma }) => ({ person: diploma.person_id ?? undefined }),
  async run(tx, { target: { share, diploma }, app }) {
    if (!(await revokeShare(tx, share.id))) throw conflict('diplomas.own.error.taken_back')
    return {
      result: { diploma: diploma.id, share: share.id },
      changes: [
        {
          subject: 'diplomas.share',
          id: share.id,
          institution: null,
          before: { revoked_at: null },
          after: { revoked_at: app.clock.now().toISOString() },
        },
      ],
    }
  },
})
