import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Db } from '#platform/db/database.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { withdrawAll } from '../store/harvested.ts'
import { forgetPlaces, isBusy } from '../store/run.ts'
import {
  getSource,
  hasSource,
  insertSource,
  setAccess,
  updateSource,
  type SourceFields,
} from '../store/source.ts'
import { queueRun } from './start-run.ts'

const ofSource = { permission: 'resources.keep', about: () => ({ province: true }) as const }

/** The base address of a repository, without what asks it. */
const address = z.string('resources.oai.error.address').transform((text, context): string => {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text.trim()) ? text.trim() : `https://${text.trim()}`
  const url = URL.canParse(whole) ? new URL(whole) : undefined
  if (
    !url ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.username ||
    url.password ||
    whole.length > 500
  ) {
    context.addIssue({ code: 'custom', message: 'resources.oai.error.address' })
    return ''
  }
  for (const name of ['verb', 'metadataPrefix', 'set', 'from', 'until', 'resumptionToken'])
    url.searchParams.delete(name)
  url.hash = ''
  return url.href
})

const Fields = z.object({
  name: z.string('resources.oai.error.name').trim().min(1, 'resources.oai.error.name').max(200),
  address,
  prefix: z.enum(['oai_dc', 'oai_lom'], 'resources.oai.error.prefix'),
  set_spec: z
    .string()
    .trim()
    .regex(/^[\w\-.!~*'():]*$/, 'resources.oai.error.set')
    .max(200)
    .optional()
    .transform((text) => text || null),
  access: z.enum(['signed_in', 'public'], 'resources.oai.error.access'),
})

async function refuseTwice(db: Db, row: SourceFields, but?: string): Promise<void> {
  if (await hasSource(db, row, but)) throw invalid({ address: 'resources.oai.error.twice' })
}

const change = (id: string, before: Record<string, unknown> | null, after: Record<string, unknown>) => ({
  subject: 'resources.harvest_source',
  id,
  institution: null,
  before,
  after,
})

/** Adds a source and looks at what it has; nothing is taken yet. */
export const addSource = defineAction({
  ...ofSource,
  name: 'resources.add-source',
  input: Fields,
  find: nothing,
  async run(tx, { input, app, actor }) {
    await refuseTwice(tx, input)
    const id = await insertSource(tx, {
      ...input,
      made_by_name: actorLabel(actor).name,
      made_at: app.clock.now(),
    })
    if (!id) throw invalid({ address: 'resources.oai.error.twice' })
    await queueRun(tx, await getSource(tx, id), 'try', { app, actor })
    return { result: { id }, changes: [change(id, null, input)] }
  },
})

/** Changes a source. With another address, set or format everything is asked for anew. */
export const saveSource = defineAction({
  ...ofSource,
  name: 'resources.save-source',
  input: Fields.extend({ id: z.uuid(), version: z.coerce.number().int() }),
  find: (db, input) => getSource(db, input.id),
  async run(tx, { input, target }) {
    const { id, version, ...row } = input
    if (target.ended_at) throw precondition('resources.oai.error.ended')
    await refuseTwice(tx, row, id)
    const isOther = (['address', 'prefix', 'set_spec'] as const).some((name) => row[name] !== target[name])
    if (isOther && (await isBusy(tx, id))) throw precondition('resources.oai.error.running')
    const done = await updateSource(tx, { id, version }, { ...row, ...(isOther && { next_from: null }) })
    if (!done) throw conflict()
    if (isOther) await forgetPlaces(tx, id)
    if (row.access !== target.access) await setAccess(tx, id, row.access)
    const before = Object.fromEntries(
      Object.keys(row).map((name) => [name, target[name as keyof typeof row]]),
    )
    return { result: { id }, changes: [change(id, before, row)] }
  },
})

/** Every day by itself, or only by hand. */
export const setDaily = defineAction({
  ...ofSource,
  name: 'resources.set-daily-harvest',
  input: z.object({ id: z.uuid(), daily: z.enum(['yes', 'no']) }),
  find: (db, input) => getSource(db, input.id),
  async run(tx, { input, target, app }) {
    if (target.ended_at) throw precondition('resources.oai.error.ended')
    const isDaily = input.daily === 'yes'
    await updateSource(tx, target, { is_daily: isDaily, due_at: isDaily ? app.clock.now() : null })
    return {
      result: { id: target.id },
      changes: [change(target.id, { is_daily: target.is_daily }, { is_daily: isDaily })],
    }
  },
})

/** Takes a source away, and with it what came from it, unless that is to stay. */
export const endSource = defineAction({
  ...ofSource,
  name: 'resources.end-source',
  input: z.object({
    id: z.uuid(),
    version: z.coerce.number().int(),
    rest: z.enum(['stay', 'leave'], 'resources.oai.error.rest'),
  }),
  find: (db, input) => getSource(db, input.id),
  async run(tx, { input, target, actor, app }) {
    if (target.ended_at) throw precondition('resources.oai.error.ended')
    if (await isBusy(tx, target.id)) throw precondition('resources.oai.error.running')
    const at = app.clock.now()
    const done = await updateSource(
      tx,
      { id: target.id, version: input.version },
      { ended_at: at, is_daily: false, due_at: null },
    )
    if (!done) throw conflict()
    const reason = app.catalog('vi')('resources.oai.source_ended', { name: target.name })
    const count = input.rest === 'leave' ? await withdrawAll(tx, target.id, { at, reason, by: actor }) : 0
    return {
      result: { id: target.id, count },
      // One line for all of them: there may be a hundred thousand.
      changes: [change(target.id, { ended: false }, { ended: true, withdrawn: count })],
    }
  },
})
