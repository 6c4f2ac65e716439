import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { addDays } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { AppError, conflict, invalid, notFound } from '#platform/errors.ts'
import {
  countTerms,
  findGroupOf,
  findSynonym,
  insertSynonym,
  updateEnd,
  type Synonym,
} from '../store/synonym.ts'

const subject = 'resources.synonym'
const say = (one: { terms: readonly string[] }) => one.terms.join(', ')

/** Adds a group of terms that mean the same, from today on. */
export const addSynonym = defineAction({
  name: 'resources.add-synonym',
  permission: 'resources.keep',
  input: z.object({
    terms: z
      .string('resources.search.error.terms')
      .max(500)
      .transform((text) => [...new Set(text.split(/[,;\n]/).map((term) => term.trim()))].filter(Boolean)),
    source: z.string('resources.search.error.source').trim().min(3, 'resources.search.error.source').max(300),
  }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input, today }) {
    if ((await countTerms(tx, input.terms)) < 2) throw invalid({ terms: 'resources.search.error.terms' })
    await refuseKnown(tx, input.terms, today)
    const row = { terms: input.terms, from_date: today, source: input.source }
    const id = await insertSynonym(tx, row)
    return {
      result: { terms: say(row) },
      changes: [{ subject, id, institution: null, before: null, after: row }],
    }
  },
})

/** A term stands in one group only, or its meaning would spread from one to the other. */
async function refuseKnown(db: Db, terms: readonly string[], day: string, but?: string): Promise<void> {
  const known = await findGroupOf(db, terms, day)
  if (!known || known.id === but) return
  const term = terms.find((one) => known.terms.includes(one)) ?? known.terms[0]!
  throw new AppError('precondition', {
    key: 'resources.search.error.known',
    params: { term, terms: say(known) },
  })
}

const Seen = z.object({ id: z.uuid(), version: z.coerce.number().int() })

async function findGroup(db: Db, { id }: { id: string }): Promise<Synonym> {
  const found = await findSynonym(db, id)
  if (!found) throw notFound()
  return found
}

/** Ends a group with yesterday; it stays to be seen, and can be used again. */
export const endSynonym = defineAction({
  name: 'resources.end-synonym',
  permission: 'resources.keep',
  input: Seen,
  find: findGroup,
  about: () => ({ province: true }),
  async run(tx, { input, target, today }) {
    const to = addDays(today, -1)
    if (target.to_date !== null || !(await updateEnd(tx, input, to))) throw conflict()
    const ends = { before: { to_date: null }, after: { to_date: to } }
    return {
      result: { terms: say(target) },
      changes: [{ subject, id: target.id, institution: null, ...ends }],
    }
  },
})

/** Takes the end of a group back. */
export const reopenSynonym = defineAction({
  name: 'resources.reopen-synonym',
  permission: 'resources.keep',
  input: Seen,
  find: findGroup,
  about: () => ({ province: true }),
  async run(tx, { input, target, today }) {
    await refuseKnown(tx, target.terms, today, target.id)
    if (target.to_date === null || !(await updateEnd(tx, input, null))) throw conflict()
    const opens = { before: { to_date: target.to_date }, after: { to_date: null } }
    return {
      result: { terms: say(target) },
      changes: [{ subject, id: target.id, institution: null, ...opens }],
    }
  },
})
