import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { isIdle, ownKeying, roundFor } from '../keying.ts'
import { isBlank, mostRows, TypedRows, type OldRow } from '../row.ts'
import { findNextFor } from '../store/keyer.ts'
import { changed, getPage, holdPage, listKeyings, type OldPage } from '../store/page.ts'

const about = (page: OldPage) => ({ institution: page.institution_id })

/**
 * Keys a page from its image. The first and the second time are two people's, neither sees the other's work; a draft is kept whenever it
 * is sent, and ends when it is said to be done. `version` is that of the draft the window shows (0: none): two windows never overwrite
 * one another.
 */
export const keyPage = defineAction({
  name: 'diplomas.key-old-page',
  permission: 'diplomas.register',
  input: z.object({
    id: z.uuid(),
    version: z.coerce.number().int().min(0),
    done: z.enum(['true']).optional(),
    rows: TypedRows,
  }),
  find: (db, input) => getPage(db, input.id),
  about,
  async run(tx, { input, target: page, actor, app }) {
    const { state } = await holdPage(tx, page.id)
    if (state !== 'scanned' && state !== 'keyed_once') throw precondition('diplomas.old.error.keyed')
    const by = actorLabel(actor)
    const keyings = await listKeyings(tx, page.id)
    const round = roundFor(keyings, by.id)
    if (!round)
      throw precondition(
        ownKeying(keyings, by.id)?.is_done ? 'diplomas.old.error.own' : 'diplomas.old.error.both_taken',
      )
    if ((ownKeying(keyings, by.id)?.version ?? 0) !== input.version)
      throw conflict('diplomas.old.error.other_window')
    const isDone = input.done === 'true'
    // A draft keeps the lines left free, so that each stands where it was typed.
    const rows = isDone ? input.rows.filter((row) => !isBlank(row)) : input.rows
    if (isDone && rows.length === 0) throw invalid({ rows: 'diplomas.old.error.empty' })
    if (rows.length > mostRows) throw invalid({ rows: 'diplomas.old.error.too_many' })
    const at = app.clock.now()
    const version = await saveKeying(tx, page, { round, by, rows, isDone, at })
    if (isDone) await moveOn(tx, page.id)
    const next = isDone ? await findNextFor(tx, actor, page) : null
    return {
      result: { id: page.id, book: page.book_id, isDone, version, next },
      // A draft is told when it is begun; what each of its savings held tells nobody anything.
      changes:
        isDone || version === 1
          ? [changed(page, { state }, { round, lines: rows.length, is_done: isDone })]
          : [],
    }
  },
})

type Saved = { round: number; by: { id: string; name: string }; rows: OldRow[]; isDone: boolean; at: Date }

/** @returns the version of the keying now */
async function saveKeying(
  tx: Tx,
  page: { id: string; institution_id: string },
  { round, by, rows, isDone, at }: Saved,
): Promise<number> {
  const saved = await sql<{ version: number }>`insert into diplomas.old_keying as k
      (page_id, institution_id, round, account, account_name, is_done, rows, at)
    values (${page.id}::uuid, ${page.institution_id}::uuid, ${round}, ${by.id}, ${by.name}, ${isDone}, ${JSON.stringify(rows)}::jsonb, ${at})
    on conflict (page_id, account) do update set round = excluded.round, rows = excluded.rows, is_done = excluded.is_done,
      at = excluded.at, left_at = null, version = k.version + 1 returning version`.execute(tx)
  return saved.rows[0]!.version
}

/** A page has been keyed as often as keyings of it are done, in whichever order they ended. */
async function moveOn(tx: Tx, id: string): Promise<void> {
  await sql`update diplomas.old_page p set version = version + 1, state = case
      (select count(*) from diplomas.old_keying k where k.page_id = p.id and k.round < 3 and k.is_done)
      when 0 then 'scanned' when 1 then 'keyed_once' else 'keyed_twice' end
    where p.id = ${id}::uuid`.execute(tx)
}

/** A keyer lets a page go: its place is free, and what was typed is found again by its writer alone. */
export const leavePage = defineAction({
  name: 'diplomas.leave-old-page',
  permission: 'diplomas.register',
  input: z.object({ id: z.uuid() }),
  find: (db, input) => getPage(db, input.id),
  about,
  async run(tx, { target: page, actor, app }) {
    await holdPage(tx, page.id)
    const { id } = actorLabel(actor)
    const own = (await listKeyings(tx, page.id)).find(
      (one) => one.account === id && !one.is_done && one.left_at === null,
    )
    if (!own) throw precondition('diplomas.old.error.no_draft')
    return endDraft(tx, page, own, app.clock.now())
  },
})

/** Somebody of the keeper takes a page back from who left it lying. */
export const takeBackPage = defineAction({
  name: 'diplomas.take-back-old-page',
  permission: 'diplomas.register',
  input: z.object({ id: z.uuid() }),
  find: (db, input) => getPage(db, input.id),
  about,
  async run(tx, { target: page, app }) {
    await holdPage(tx, page.id)
    const now = app.clock.now()
    const idle = (await listKeyings(tx, page.id)).find(
      (one) => !one.is_done && one.left_at === null && isIdle(one.at, now),
    )
    if (!idle) throw precondition('diplomas.old.error.not_idle')
    return endDraft(tx, page, idle, now)
  },
})

async function endDraft(
  tx: Tx,
  page: OldPage,
  keying: { id: string; round: number; account_name: string },
  at: Date,
) {
  await sql`update diplomas.old_keying set left_at = ${at}, version = version + 1 where id = ${keying.id}::uuid`.execute(
    tx,
  )
  return {
    result: page,
    changes: [changed(page, { keyer: keying.account_name, round: keying.round }, { keyer: null })],
  }
}
