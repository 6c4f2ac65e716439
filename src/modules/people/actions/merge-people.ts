import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, invalid, notFound, precondition } from '#platform/errors.ts'
import type { Merge } from '../store/merge.ts'
import { copyLinks, moveRows, removeLinks } from '../store/merge.ts'

const reason = z.string({ error: 'people.error.reason' }).trim().min(5, 'people.error.reason').max(300)

/** Facts the record that stays takes over where it has none. A citizen number goes as a whole. */
const takenFields = [
  ['birth_date'],
  ['birth_year'],
  ['sex'],
  ['ethnicity'],
  ['is_minority'],
  ['phone'],
  ['email'],
  ['citizen_number_kind', 'citizen_number_sealed', 'citizen_number_index', 'citizen_number_end'],
] as const

/** Joins two records of one person: one stays, the other points to it; rows of every module move; both keep their history. */
export const mergePeople = defineAction({
  name: 'people.merge-people',
  permission: 'people.merge',
  input: z.object({ loser: z.uuid(), winner: z.uuid(), reason }),
  async find(db, input) {
    const found = await db
      .selectFrom('people.person')
      .select('id')
      .where('id', 'in', [input.loser, input.winner])
      .execute()
    if (input.loser === input.winner) throw invalid({ winner: 'people.error.same_record' })
    if (found.length < 2) throw notFound()
    return found
  },
  about: () => ({ province: true }),
  async run(tx, { input, app, today }) {
    const { loser, winner } = await lockBoth(tx, input.loser, input.winner)
    if (
      loser.citizen_number_index &&
      winner.citizen_number_index &&
      loser.citizen_number_kind === winner.citizen_number_kind
    ) {
      throw precondition('people.error.two_numbers')
    }
    await tx
      .updateTable('people.person')
      .set({ merged_into: winner.id, version: loser.version + 1 })
      .where('id', '=', loser.id)
      .execute()
    const taken = takeFacts(loser, winner)
    const after = Object.fromEntries(Object.entries(taken).map(([name, value]) => [name, value.after]))
    await tx
      .updateTable('people.person')
      .set({ ...after, version: winner.version + 1 })
      .where('id', '=', winner.id)
      .execute()
    const moved = await moveRows(
      tx,
      app.modules.map((module) => module.name),
      loser.id,
      winner.id,
      null,
    )
    const links = await copyLinks(tx, loser.id, winner.id)
    const made = await tx
      .insertInto('people.merge')
      .values({
        loser_id: loser.id,
        winner_id: winner.id,
        reason: input.reason,
        merged_on: today,
        taken: JSON.stringify(taken),
        moved: JSON.stringify(moved),
        links_added: JSON.stringify(links),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const changes: Change[] = [
      {
        subject: 'people.person',
        id: loser.id,
        before: { merged_into: null },
        after: { merged_into: winner.id, reason: input.reason },
      },
      {
        subject: 'people.person',
        id: winner.id,
        before: befores(taken),
        after: { ...after, merged_from: loser.id },
      },
      ...moved.map((row) => ({
        subject: row.subject,
        id: row.id,
        institution: row.institution,
        before: { person_id: loser.id },
        after: { person_id: winner.id },
      })),
    ]
    return { result: { id: made.id, winner: winner.id }, changes }
  },
})

type Row = Record<string, unknown> & {
  id: string
  version: number
  citizen_number_index: string | null
  citizen_number_kind: string | null
}

async function lockBoth(tx: Tx, loserId: string, winnerId: string): Promise<{ loser: Row; winner: Row }> {
  const rows = await tx
    .selectFrom('people.person')
    .selectAll()
    .where('id', 'in', [loserId, winnerId])
    .orderBy('id')
    .forUpdate()
    .execute()
  const loser = rows.find((row) => row.id === loserId)
  const winner = rows.find((row) => row.id === winnerId)
  if (!loser || !winner) throw notFound()
  if (loser.merged_into || winner.merged_into) throw conflict('people.error.already_merged')
  return { loser, winner }
}

function takeFacts(loser: Row, winner: Row): Merge['taken'] {
  const taken: Merge['taken'] = {}
  for (const group of takenFields) {
    if (winner[group[0]] !== null || loser[group[0]] === null) continue
    for (const name of group) taken[name] = { before: winner[name], after: loser[name] }
  }
  return taken
}

function befores(taken: Merge['taken']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(taken).map(([name, value]) => [name, value.before]))
}

/** Takes a merge apart again: rows that moved go back, facts taken over are given up unless somebody changed them since. */
export const undoMerge = defineAction({
  name: 'people.undo-merge',
  permission: 'people.merge',
  input: z.object({ id: z.uuid(), reason }),
  async find(db, input) {
    const merge = await db
      .selectFrom('people.merge')
      .selectAll()
      .where('id', '=', input.id)
      .executeTakeFirst()
    if (!merge) throw notFound()
    return merge as unknown as Merge
  },
  about: () => ({ province: true }),
  async run(tx, { input, target: merge, app, today }) {
    if (merge.undone_on) throw conflict('people.error.already_undone')
    const rows = await tx
      .selectFrom('people.person')
      .selectAll()
      .where('id', 'in', [merge.loser_id, merge.winner_id])
      .orderBy('id')
      .forUpdate()
      .execute()
    const winner = rows.find((row) => row.id === merge.winner_id) as Row | undefined
    if (!winner || winner.merged_into) throw precondition('people.error.merged_on')
    const given = givenBack(merge.taken, winner)
    await tx
      .updateTable('people.person')
      .set({ ...befores(given), version: winner.version + 1 })
      .where('id', '=', winner.id)
      .execute()
    await tx
      .updateTable('people.person')
      .set((eb) => ({ merged_into: null, version: eb('version', '+', 1) }))
      .where('id', '=', merge.loser_id)
      .execute()
    const modules = app.modules.map((module) => module.name)
    const moved = await moveRows(
      tx,
      modules,
      winner.id,
      merge.loser_id,
      merge.moved.map((row) => row.id),
    )
    await removeLinks(tx, winner.id, merge.links_added)
    await tx
      .updateTable('people.merge')
      .set({ undone_on: today, undo_reason: input.reason })
      .where('id', '=', merge.id)
      .execute()
    const after = befores(given)
    const before = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.after]))
    const changes: Change[] = [
      {
        subject: 'people.person',
        id: merge.loser_id,
        before: { merged_into: winner.id },
        after: { merged_into: null, reason: input.reason },
      },
      { subject: 'people.person', id: winner.id, before, after: { ...after, split_from: merge.loser_id } },
      ...moved.map((row) => ({
        subject: row.subject,
        id: row.id,
        institution: row.institution,
        before: { person_id: winner.id },
        after: { person_id: merge.loser_id },
      })),
    ]
    return { result: { loser: merge.loser_id, winner: winner.id }, changes }
  },
})

/** The facts the winner still has as it took them; a citizen number goes as a whole. */
function givenBack(taken: Merge['taken'], winner: Row): Merge['taken'] {
  return Object.fromEntries(
    Object.entries(taken).filter(([name, value]) => {
      const key = name.startsWith('citizen_number') ? 'citizen_number_index' : name
      return winner[key] === taken[key]?.after && value !== undefined
    }),
  )
}
