import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { actorLabel } from '#platform/audit/record.ts'
import { defineAction } from '#platform/actions/define.ts'
import { invalid, notFound, precondition } from '#platform/errors.ts'
import { parseDate } from '#platform/text/index.ts'
import { getWorkable } from '../../catalogue/rights.ts'
import { endLink, findLinkById, insertLink } from '../store/link.ts'

const day = z.string('resources.sharing.error.day').transform((text, context): string => {
  const read = parseDate(text)
  if (!read) context.addIssue({ code: 'custom', message: 'resources.sharing.error.day' })
  return read ?? ''
})

/** A link holds for a year at most: that day of the next year. */
const latest = (today: string): string => `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`

/** Makes an address nobody can guess, by which whoever has it sees this version until a day. */
export const makeLink = defineAction({
  name: 'resources.make-link',
  permission: 'resources.contribute',
  input: z.object({ id: z.uuid(), to_date: day, note: z.string().trim().max(200).optional() }),
  find: (db, input, { actor }) => getWorkable(db, actor, input.id),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, actor, app, today }) {
    if (target.withdrawn_at) throw precondition('resources.catalogue.error.withdrawn')
    if (input.to_date < today) throw invalid({ to_date: 'resources.sharing.error.past' })
    if (input.to_date > latest(today)) throw invalid({ to_date: 'resources.sharing.error.long' })
    const secret = randomBytes(18).toString('base64url')
    const id = await insertLink(tx, {
      version_id: target.id,
      digest: app.keys.index(`share link ${secret}`),
      sealed: app.keys.seal(secret),
      note: input.note ?? null,
      to_date: input.to_date,
      made_by_name: actorLabel(actor).name,
      made_at: app.clock.now(),
    })
    return {
      result: { code: target.code },
      changes: [
        {
          subject: 'resources.version',
          id: target.id,
          institution: target.institution_id,
          before: {},
          after: { share_link: id, to_date: input.to_date },
        },
      ],
    }
  },
})

/** Ends a link at once. */
export const endShareLink = defineAction({
  name: 'resources.end-link',
  permission: 'resources.contribute',
  input: z.object({ link: z.uuid() }),
  async find(db, input, { actor }) {
    const link = await findLinkById(db, input.link)
    if (!link) throw notFound()
    return { link, version: await getWorkable(db, actor, link.version_id) }
  },
  about: () => ({ anywhere: true }),
  async run(tx, { target: { link, version }, app }) {
    const isEnded = await endLink(tx, link.id, app.clock.now())
    if (!isEnded) return { result: { code: version.code }, changes: [] }
    return {
      result: { code: version.code },
      changes: [
        {
          subject: 'resources.version',
          id: version.id,
          institution: version.institution_id,
          before: { share_link: link.id, to_date: link.to_date },
          after: { share_link: 'ended' },
        },
      ],
    }
  },
})
