import { z } from 'zod'
import type { Actor } from '#platform/access.ts'
import { defineAction } from '#platform/actions/define.ts'
import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { replaceAuthors } from '../../catalogue/store/author.ts'
import { insertNextVersion, insertResource, updateDescription } from '../../catalogue/store/draft.ts'
import { withdraw } from '../../reuse/withdraw.ts'
import { publishVersion } from '../../review/store/life.ts'
import type { Described } from '../harvester/describe.ts'
import { listHeld, markDeleted, writeHarvested, type Held } from '../store/harvested.ts'
import { addFaults, countPart, getRun, type Counts, type Fault } from '../store/run.ts'
import { getSource, type Source } from '../store/source.ts'

/** A record as it is taken: what it says, or that it is deleted. */
export type Taken = { identifier: string; datestamp: string } & (
  | { isDeleted: true }
  | { isDeleted: false; digest: string; said: Described }
)

/** A part of an answer: its records, and what of it is left out and why. */
export type PartToTake = {
  records: Taken[]
  faults: Fault[]
  token: string | null
  answerDate: string | null
  expected: number | null
  /** not: more of the same answer follows */
  isWhole: boolean
}

type Context = { tx: Tx; source: Source; at: Date; actor: Actor; t: Translate }

/** Writes what an answer of a source brought: new resources, new versions of those that changed, deletions. */
export const takePart = defineAction({
  name: 'resources.take-harvested',
  permission: 'resources.keep',
  input: z.object({ run: z.uuid(), part: z.custom<PartToTake>((value) => typeof value === 'object') }),
  find: (db, input) => getRun(db, input.run),
  about: () => ({ province: true }),
  async run(tx, { input: { part }, target, app, actor }) {
    const source = await getSource(tx, target.source_id)
    const context = { tx, source, at: app.clock.now(), actor, t: app.catalog('vi') }
    const counts: Counts = { added: 0, changed: 0, unchanged: 0, deleted: 0, skipped: part.faults.length }
    const faults = [...part.faults]
    const changes: Change[] = []
    const held = await listHeld(
      tx,
      part.records.map((one) => one.identifier),
    )
    for (const record of part.records) {
      const before = held.get(record.identifier)
      const done = await takeOne(context, record, before)
      counts[done.as] += 1
      if (done.as === 'skipped') faults.push({ identifier: record.identifier, fault: done.why, params: null })
      if (done.change) changes.push(done.change)
    }
    await addFaults(tx, target.id, faults)
    const state = await countPart(tx, target.id, {
      ...counts,
      token: part.token,
      answer_date: part.answerDate,
      expected: part.expected,
      pages: part.isWhole ? 1 : 0,
      now: context.at,
    })
    return { result: { state }, changes }
  },
})

type Done =
  | { as: 'skipped'; why: string; change?: undefined }
  | { as: Exclude<keyof Counts, 'skipped'>; change?: Change }

async function takeOne(context: Context, record: Taken, before: Held | undefined): Promise<Done> {
  const { source } = context
  if (before && before.source_id !== source.id && !before.is_source_ended)
    return { as: 'skipped', why: 'other_source' }
  if (record.isDeleted) return before ? remove(context, record, before) : { as: 'unchanged' }
  if (!before) return add(context, record)
  // The department took it down here: what the source says does not bring it back.
  if (before.is_withdrawn && !before.is_withdrawn_by_source) return { as: 'skipped', why: 'taken_down' }
  if (before.is_withdrawn) await withdraw(context.tx, heldOf(before), { at: context.at }, context.actor)
  const isSame = before.digest === record.digest && before.source_id === source.id
  if (isSame && !before.is_withdrawn && !before.is_deleted) return { as: 'unchanged' }
  if (before.digest !== record.digest) await renew(context, record.said, before)
  await remember(context, record, before.resource_id)
  return {
    as: 'changed',
    change: changeOf(before.resource_id, { origin: record.identifier }, { title: record.said.title }),
  }
}

type Live = Extract<Taken, { isDeleted: false }>

async function add(context: Context, record: Live): Promise<Done> {
  const { tx, source } = context
  const made = await insertResource(tx, {
    institution_id: null,
    owner: { account: `harvest:${source.id}`, name: source.name, person: null },
    origin: 'harvested',
    origin_key: record.identifier,
  })
  await describeVersion(context, { id: made.version, resource_id: made.id }, record.said)
  await remember(context, record, made.id)
  const after = { code: made.code, title: record.said.title, origin: record.identifier }
  return { as: 'added', change: changeOf(made.id, null, after) }
}

async function renew(context: Context, said: Described, before: Held): Promise<void> {
  const from = { id: before.published_id, resource_id: before.resource_id }
  const next = await insertNextVersion(context.tx, from, `harvest:${context.source.id}`)
  await describeVersion(context, { id: next.id, resource_id: before.resource_id }, said)
}

async function describeVersion(
  { tx, source, at, actor }: Context,
  version: { id: string; resource_id: string },
  said: Described,
): Promise<void> {
  const { authors, rights: _, ...row } = said
  await updateDescription(tx, { id: version.id, version: 1 }, { ...row, access: source.access })
  await replaceAuthors(
    tx,
    version.id,
    authors.map((name) => ({ name, person_id: null, institution_id: null, organisation: null })),
  )
  await publishVersion(tx, { ...version, open_on: null }, source.access, at, actor)
}

const remember = ({ tx, source }: Context, record: Live, resource: string): Promise<void> =>
  writeHarvested(tx, {
    identifier: record.identifier,
    source_id: source.id,
    resource_id: resource,
    datestamp: record.datestamp,
    digest: record.digest,
    is_deleted: false,
    withdrawn_at: null,
    rights: record.said.rights,
  })

const heldOf = (before: Held) => ({ ...before, id: before.resource_id })

async function remove({ tx, source, at, actor, t }: Context, record: Taken, before: Held): Promise<Done> {
  // What the department took down stays its own; what it brought back after a deletion stays too.
  if (before.is_deleted || before.is_withdrawn) return { as: 'unchanged' }
  const { name } = source
  const day = record.datestamp.slice(0, 10)
  const reason = day
    ? t('resources.oai.deleted_there', { name, day: t.date(day) })
    : t('resources.oai.deleted_there_once', { name })
  await withdraw(tx, heldOf(before), { at, down: { kind: 'other', reason } }, actor)
  await markDeleted(tx, record.identifier, { datestamp: record.datestamp, at })
  return {
    as: 'deleted',
    change: changeOf(before.resource_id, { withdrawn: false }, { withdrawn: true, reason }),
  }
}

const changeOf = (
  id: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown>,
): Change => ({ subject: 'resources.resource', id, institution: null, before, after })
