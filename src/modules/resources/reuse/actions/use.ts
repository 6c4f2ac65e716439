import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import type { Actor } from '#platform/access.ts'
import { reach } from '#platform/access.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { defineAction } from '#platform/actions/define.ts'
import { invalid, notFound, precondition } from '#platform/errors.ts'
import { parseDate } from '#platform/text/index.ts'
import type { Db } from '#platform/db/database.ts'
import { isOwn, maySee } from '../../catalogue/rights.ts'
import { getVersion } from '../../catalogue/store/version.ts'
import type { Version } from '../../resource.ts'
import { deleteFollow, upsertFollow } from '../store/follow.ts'
import { listOwnSections, readOwn } from '../store/usage.ts'
import { deleteRating, insertThanks, insertUse, upsertRating } from '../store/write.ts'

/** A published version the actor sees. @throws AppError not_found */
async function findShown(db: Db, id: string, actor: Actor): Promise<Version> {
  const version = await getVersion(db, id)
  if (!(await maySee(db, actor, version)) || version.state !== 'published') throw notFound()
  return version
}

const change = (version: Version, after: Record<string, unknown>) => ({
  subject: 'resources.resource',
  id: version.resource_id,
  institution: version.institution_id,
  before: {},
  after,
})

const day = z.string('resources.reuse.error.day').transform((text, context): string => {
  const read = parseDate(text)
  if (!read) context.addIssue({ code: 'custom', message: 'resources.reuse.error.day' })
  return read ?? ''
})

/** Says that one taught with it, and, in the same form, what one thinks of it. Only who used it rates it. */
export const recordUse = defineAction({
  name: 'resources.record-use',
  permission: 'resources.contribute',
  input: z.object({
    id: z.uuid(),
    on_date: day.optional(),
    section: z.uuid().optional(),
    note: z.string().trim().max(1000).optional(),
    stars: z.coerce.number().int().min(1).max(5).optional(),
    text: z.string().trim().max(2000).optional(),
  }),
  find: (db, input, { actor }) => findShown(db, input.id, actor),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, actor, app, today }) {
    const { id: account, name: account_name } = actorLabel(actor)
    const isAuthor = await isOwn(tx, actor, target)
    const before = await readOwn(tx, target.resource_id, account)
    const faults: Record<string, string> = {}
    if (!input.on_date && before.uses === 0) faults.on_date = 'resources.reuse.error.day'
    if (input.on_date && input.on_date > today) faults.on_date = 'resources.reuse.error.future'
    if (input.stars && isAuthor) faults.stars = 'resources.reuse.error.own'
    if (input.text && !input.stars) faults.stars = 'resources.reuse.error.stars'
    const section = input.section ? await findSection(tx, actor, input.section) : undefined
    if (input.section && !section) faults.section = 'resources.reuse.error.section'
    if (Object.keys(faults).length > 0) throw invalid(faults)
    const within = reach(actor, 'resources.contribute')
    const institution_id = section?.institution_id ?? (within === 'all' ? null : (within[0] ?? null))
    const at = app.clock.now()
    if (input.on_date)
      await insertUse(tx, {
        resource_id: target.resource_id,
        version_id: target.id,
        institution_id,
        account,
        account_name,
        section_id: section?.id ?? null,
        on_date: input.on_date,
        note: input.note ?? null,
        at,
      })
    if (input.stars) {
      const names = await institutionNames(tx, institution_id ? [institution_id] : [], today)
      await upsertRating(tx, {
        resource_id: target.resource_id,
        version_id: target.id,
        account,
        account_name,
        school: (institution_id && names.get(institution_id)) || null,
        stars: input.stars,
        text: input.text ?? null,
        at,
      })
    }
    return {
      result: { code: target.code },
      changes: [
        change(target, {
          used_on: input.on_date ?? null,
          section: section?.code ?? null,
          stars: input.stars ?? null,
        }),
      ],
    }
  },
})

/** Takes one's own rating away, with what was written in it; that one taught with it stays. */
export const takeRatingBack = defineAction({
  name: 'resources.take-rating-back',
  permission: 'resources.contribute',
  input: z.object({ id: z.uuid() }),
  find: (db, input, { actor }) => findShown(db, input.id, actor),
  about: () => ({ anywhere: true }),
  async run(tx, { target, actor }) {
    const gone = await deleteRating(tx, target.resource_id, actorLabel(actor).id)
    return {
      result: { code: target.code },
      changes: gone ? [{ ...change(target, { stars: null }), before: { stars: gone.stars } }] : [],
    }
  },
})

async function findSection(db: Db, actor: Actor, id: string) {
  if (actor.kind !== 'account' || !actor.personId) return undefined
  return (await listOwnSections(db, actor.personId)).find((one) => one.id === id)
}

/** Thanks its authors; once. */
export const thank = defineAction({
  name: 'resources.thank',
  permission: 'signed-in',
  input: z.object({ id: z.uuid() }),
  find: (db, input, { actor }) => findShown(db, input.id, actor),
  about: () => ({ anywhere: true }),
  async run(tx, { target, actor, app }) {
    if (await isOwn(tx, actor, target)) throw precondition('resources.reuse.error.own_thanks')
    const { id, name } = actorLabel(actor)
    const isNew = await insertThanks(tx, {
      resource_id: target.resource_id,
      account: id,
      account_name: name,
      at: app.clock.now(),
    })
    return { result: { code: target.code }, changes: isNew ? [change(target, { thanks: name })] : [] }
  },
})

/** Follows a resource: a new version shows on the day's page until it is seen. `on` false: no longer. */
export const follow = defineAction({
  name: 'resources.follow',
  permission: 'signed-in',
  input: z.object({ id: z.uuid(), on: z.stringbool() }),
  find: (db, input, { actor }) => findShown(db, input.id, actor),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, actor, app }) {
    const { id: account } = actorLabel(actor)
    const { resource_id } = target
    if (input.on)
      await upsertFollow(tx, { resource_id, account, seen_version_id: target.id, at: app.clock.now() })
    else await deleteFollow(tx, resource_id, account)
    return {
      result: { code: target.code, on: input.on },
      changes: [change(target, { followed: input.on, version: target.number })],
    }
  },
})
