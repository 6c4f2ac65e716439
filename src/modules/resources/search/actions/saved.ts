import { z } from 'zod'
import type { Actor } from '#platform/access.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { Db } from '#platform/db/database.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { Query, keptQuery } from '../filter.ts'
import { deleteSaved, findSavedById, insertSaved, listSaved, updateSeen } from '../store/saved.ts'

/** Searches somebody may keep. */
const most = 50

const idOf = (actor: Actor): string => {
  if (actor.kind !== 'account') throw notFound()
  return actor.id
}

async function findOwn(db: Db, { id }: { id: string }, { actor }: { actor: Actor }) {
  const saved = await findSavedById(db, idOf(actor), id)
  if (!saved) throw notFound()
  return saved
}

const subject = 'resources.saved_search'

/** Keeps a search to be told of what is new. */
export const saveSearch = defineAction({
  name: 'resources.save-search',
  permission: 'signed-in',
  input: z.object({ query: z.string().min(1).max(1000), name: z.string().trim().min(1).max(200) }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(tx, { input, actor, app }) {
    const account = idOf(actor)
    // Only what the page itself would write, whatever was sent.
    const query = keptQuery(Query.parse(Object.fromEntries(new URLSearchParams(input.query))))
    if (query === '') throw precondition('resources.search.error.empty')
    if ((await listSaved(tx, account)).length >= most)
      throw precondition('resources.search.error.many', { most })
    const id = await insertSaved(tx, { account, name: input.name, query, at: app.clock.now() })
    return {
      result: {},
      changes: id
        ? [{ subject, id, institution: null, before: null, after: { name: input.name, query } }]
        : [],
    }
  },
})

const Own = z.object({ id: z.uuid() })

/** Says that the news of a saved search were seen. */
export const seeSearch = defineAction({
  name: 'resources.see-saved-search',
  permission: 'signed-in',
  input: Own,
  find: findOwn,
  about: () => ({ anywhere: true }),
  async run(tx, { target, app }) {
    const at = app.clock.now()
    await updateSeen(tx, target.id, at)
    const seen = { before: { seen_at: target.seen_at }, after: { seen_at: at } }
    return {
      result: { name: target.name },
      changes: [{ subject, id: target.id, institution: null, ...seen }],
    }
  },
})

/** Keeps a search no longer. */
export const forgetSearch = defineAction({
  name: 'resources.forget-search',
  permission: 'signed-in',
  input: Own,
  find: findOwn,
  about: () => ({ anywhere: true }),
  async run(tx, { target }) {
    await deleteSaved(tx, target.id)
    const before = { name: target.name, query: target.query }
    return {
      result: { name: target.name },
      changes: [{ subject, id: target.id, institution: null, before, after: null }],
    }
  },
})
