import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { conflict, notFound, precondition } from '#platform/errors.ts'
import { findLine, type OldLine } from '../store/line.ts'
import { listLikely } from '../store/tie.ts'

async function getLine(db: Db, { id }: { id: string }): Promise<OldLine> {
  const line = await findLine(db, id)
  if (!line) throw notFound()
  return line
}
const about = (line: OldLine) => ({ institution: line.keeper_id })

/** Says whose a line of an old register is: somebody on record of that name and birth. The holder sees it among their papers from then on. */
export const tieLine = defineAction({
  name: 'diplomas.tie-old-line',
  permission: 'diplomas.register',
  input: z.object({ id: z.uuid(), person: z.uuid(), version: z.coerce.number().int() }),
  find: getLine,
  about,
  async run(tx, { input, target: line }) {
    // What nobody compared is not yet anybody's paper.
    if (!line.is_compared) throw precondition('diplomas.old.error.compare_first')
    if (line.person_id) throw precondition('diplomas.old.error.tied')
    const likely = await listLikely(tx, line.id, input.person)
    if (likely.length === 0) throw precondition('diplomas.old.error.not_like')
    return setPerson(tx, line, input.person, input.version)
  },
})

/** Takes it back: the line is nobody's again, and what was made of it in the other's name ends. */
export const untieLine = defineAction({
  name: 'diplomas.untie-old-line',
  permission: 'diplomas.register',
  input: z.object({ id: z.uuid(), version: z.coerce.number().int() }),
  find: getLine,
  about,
  async run(tx, { input, target: line }) {
    if (!line.person_id) throw precondition('diplomas.old.error.not_tied')
    return setPerson(tx, line, null, input.version)
  },
})

async function setPerson(tx: Tx, line: OldLine, person: string | null, version: number) {
  const done = await sql`update diplomas.diploma set person_id = ${person}::uuid, version = version + 1
    where id = ${line.id}::uuid and version = ${version}`.execute(tx)
  if (Number(done.numAffectedRows) !== 1) throw conflict()
  await sql`update diplomas.event set person_id = ${person}::uuid where diploma_id = ${line.id}::uuid`.execute(
    tx,
  )
  const ended = line.person_id ? await endTies(tx, line.id, line.person_id) : undefined
  return {
    result: { id: line.id },
    changes: [
      {
        subject: 'diplomas.diploma',
        id: line.id,
        institution: line.institution_id,
        before: { person_id: line.person_id },
        after: { person_id: person, ...ended },
      },
    ],
  }
}

/** @returns the links that were closed and the copies that are nobody's now */
async function endTies(tx: Tx, line: string, person: string): Promise<Record<string, unknown>> {
  const done = await sql<{
    ended: Record<string, unknown>
  }>`select diplomas.end_ties(${line}::uuid, ${person}::uuid) as ended`.execute(tx)
  return done.rows[0]!.ended
}
