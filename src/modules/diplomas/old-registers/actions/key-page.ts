import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { TypedRows, type OldRow } from '../row.ts'
import { getPage, holdPage, listKeyings, type Keying } from '../store/page.ts'

/** Which keying of a page is this account's: the one it began, else the next that nobody has taken. */
export function roundFor(keyings: readonly Keying[], account: string): 1 | 2 | undefined {
  const own = keyings.find((one) => one.account === account)
  if (own) return own.round === 3 || own.is_done ? undefined : (own.round as 1 | 2)
  const first = keyings.find((one) => one.round === 1)
  if (!first) return 1
  return keyings.some((one) => one.round === 2) ? undefined : 2
}

/**
 * Keys a page from its image. The first and the second time are two people's, neither sees the other's work; a draft is kept whenever it
 * is sent, and ends when it is said to be done.
 */
export const keyPage = defineAction({
  name: 'diplomas.key-old-page',
  permission: 'diplomas.register',
  input: z.object({ id: z.uuid(), done: z.enum(['true']).optional(), rows: TypedRows }),
  find: (db, input) => getPage(db, input.id),
  about: (page) => ({ institution: page.institution_id }),
  async run(tx, { input, target: page, actor }) {
    const state = await holdPage(tx, page.id)
    if (state !== 'scanned' && state !== 'keyed_once') throw precondition('diplomas.old.error.keyed')
    const by = actorLabel(actor)
    const round = roundFor(await listKeyings(tx, page.id), by.id)
    if (!round) throw precondition('diplomas.old.error.own')
    const isDone = input.done === 'true'
    if (isDone && input.rows.length === 0) throw invalid({ rows: 'diplomas.old.error.empty' })
    await saveKeying(tx, page, { round, by, rows: input.rows, isDone })
    if (isDone) await moveOn(tx, page.id)
    return {
      result: { id: page.id, book: page.book_id, isDone },
      changes: [
        {
          subject: 'diplomas.old_page',
          id: page.id,
          institution: page.institution_id,
          before: { state },
          after: { round, lines: input.rows.length, is_done: isDone },
        },
      ],
    }
  },
})

async function saveKeying(
  tx: Tx,
  page: { id: string; institution_id: string },
  {
    round,
    by,
    rows,
    isDone,
  }: { round: number; by: { id: string; name: string }; rows: OldRow[]; isDone: boolean },
): Promise<void> {
  await sql`insert into diplomas.old_keying as k (page_id, institution_id, round, account, account_name, is_done, rows)
    values (${page.id}::uuid, ${page.institution_id}::uuid, ${round}, ${by.id}, ${by.name}, ${isDone}, ${JSON.stringify(rows)}::jsonb)
    on conflict (page_id, account) do update set rows = excluded.rows, is_done = excluded.is_done, at = now(), version = k.version + 1`.execute(
    tx,
  )
}

/** A page has been keyed as often as keyings of it are done, in whichever order they ended. */
async function moveOn(tx: Tx, id: string): Promise<void> {
  await sql`update diplomas.old_page p set version = version + 1, state = case
      (select count(*) from diplomas.old_keying k where k.page_id = p.id and k.round < 3 and k.is_done)
      when 0 then 'scanned' when 1 then 'keyed_once' else 'keyed_twice' end
    where p.id = ${id}::uuid`.execute(tx)
}
