import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { App } from '#platform/app.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { invalid, precondition } from '#platform/errors.ts'
import { sniffBytes } from '#platform/files/index.ts'
import { kindCodes } from '../../diploma.ts'
import { findKeeper } from '../../registers/store/keeper.ts'
import { getBook } from '../../registers/store/book.ts'

const firstYear = 1950

/** Opens an old register to be brought in: whose it was, of what kind and year, which volume. */
export const openOldBook = defineAction({
  name: 'diplomas.open-old-book',
  permission: 'diplomas.register',
  input: z.object({
    issuer: z.uuid('diplomas.old.error.school'),
    kind: z.enum(kindCodes, 'diplomas.old.error.kind'),
    year: z.coerce
      .number('diplomas.old.error.year')
      .int()
      .min(firstYear, 'diplomas.old.error.year')
      .max(2200),
    volume: z.string().trim().max(40).optional(),
  }),
  // Of a school that was merged, whoever keeps its papers today.
  find: async (db, input, { app }) =>
    findKeeper(db, input.issuer, app.clock.now().toISOString().slice(0, 10)),
  about: (keeper) => ({ institution: keeper }),
  async run(tx, { input, target: keeper, today }) {
    if (input.year > Number(today.slice(0, 4))) throw invalid({ year: 'diplomas.old.error.year' })
    const made = await tx
      .insertInto('diplomas.book')
      .values({
        issuer_id: input.issuer,
        keeper_id: keeper,
        origin: 'digitised',
        kind_code: input.kind,
        year: input.year,
        volume: input.volume ?? null,
      })
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw precondition('diplomas.old.error.book_there')
    const { kind, year, volume, issuer } = input
    return {
      result: { id: made.id },
      changes: [
        {
          subject: 'diplomas.book',
          id: made.id,
          institution: keeper,
          before: null,
          after: { origin: 'digitised', issuer_id: issuer, kind, year, volume: volume ?? null },
        },
      ],
    }
  },
})

const mostBytes = 15 * 1024 * 1024
const mostFiles = 40
export const pagesMaxBody = 200 * 1024 * 1024
const scanKinds = ['jpeg', 'png'] as const

/** Adds scanned pages, a file a page, in the order in which they were chosen; all of them or none. */
export const addPages = defineAction({
  name: 'diplomas.add-old-pages',
  permission: 'diplomas.register',
  input: z.object({
    book: z.uuid(),
    files: z
      .array(z.instanceof(File))
      .min(1, 'diplomas.old.error.files')
      .max(mostFiles, 'diplomas.old.error.files'),
  }),
  find: (db, input) => getBook(db, input.book),
  about: (book) => ({ institution: book.keeper_id }),
  async run(tx, { input, target: book, actor, app }) {
    if (book.origin !== 'digitised') throw precondition('diplomas.old.error.kept_book')
    await sql`select 1 from diplomas.book where id = ${book.id}::uuid for update`.execute(tx)
    const last = await sql<{ n: number }>`select coalesce(max(number), 0)::int as n from diplomas.old_page
      where book_id = ${book.id}::uuid`.execute(tx)
    const by = actorLabel(actor)
    const ids: string[] = []
    for (const [at, file] of input.files.entries()) {
      const { hash, kind } = await keepScan(app, file)
      const made = await tx
        .insertInto('diplomas.old_page')
        .values({
          book_id: book.id,
          institution_id: book.keeper_id,
          number: last.rows[0]!.n + at + 1,
          file: hash,
          file_kind: kind,
          by_account: by.id,
          by_name: by.name,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      ids.push(made.id)
    }
    return {
      result: { book: book.id, count: ids.length },
      changes: ids.map((id, at) => ({
        subject: 'diplomas.old_page',
        id,
        institution: book.keeper_id,
        before: null,
        after: { book_id: book.id, number: last.rows[0]!.n + at + 1 },
      })),
    }
  },
})

/** Keeps a scan sealed, by what it is and not by its name. @throws AppError invalid, naming the file */
async function keepScan(app: App, file: File): Promise<{ hash: string; kind: (typeof scanKinds)[number] }> {
  const refuse = (key: string) =>
    invalid({ files: app.catalog('vi').dynamic(key, { name: file.name, most: mostBytes / 1024 / 1024 }) })
  if (file.size > mostBytes) throw refuse('diplomas.old.error.too_large')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const found = await sniffBytes(bytes)
  const kind = scanKinds.find((one) => one === found)
  if (!kind) throw refuse('diplomas.old.error.file_kind')
  const { hash } = await app.files.put(app.keys.sealBytes(bytes))
  return { hash, kind }
}
