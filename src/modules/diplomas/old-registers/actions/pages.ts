import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid, precondition } from '#platform/errors.ts'
import type { Book } from '../../registers/book.ts'
import { getBook } from '../../registers/store/book.ts'
import { dropScans, keepScans, mostBytes, mostFiles, type Scan } from '../scans/keep.ts'
import { changed, getPage, holdPage, isRead, type OldPage } from '../store/page.ts'

/** The largest file, and what a form says beside it. */
export const pagesMaxBody = mostBytes.pdf + 1024 * 1024

/** Adds scanned pages in the order in which their files were chosen, every page of a PDF one; all of them or none. */
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
  // Sixty pages of a PDF take seconds to draw.
  prepare: ({ input, app, lang }) => keepScans(app, input.files, lang),
  release: (scans, { app }) => dropScans(app, scans),
  async run(tx, { target: book, prepared: scans, actor }) {
    if (book.origin !== 'digitised') throw precondition('diplomas.old.error.kept_book')
    return insertPages(tx, book, scans, actorLabel(actor))
  },
})

/** Puts scans behind the pages a book has. */
async function insertPages(tx: Tx, book: Book, scans: readonly Scan[], by: { id: string; name: string }) {
  await sql`select 1 from diplomas.book where id = ${book.id}::uuid for update`.execute(tx)
  const last = await sql<{ n: number }>`select coalesce(max(number), 0)::int as n from diplomas.old_page
      where book_id = ${book.id}::uuid`.execute(tx)
  const pages = scans.map(({ hash, kind, width, height }, at) => ({
    book_id: book.id,
    institution_id: book.keeper_id,
    number: last.rows[0]!.n + at + 1,
    file: hash,
    file_kind: kind,
    width,
    height,
    by_account: by.id,
    by_name: by.name,
  }))
  const made = await tx.insertInto('diplomas.old_page').values(pages).returning(['id', 'number']).execute()
  return {
    result: { book: book.id, count: made.length },
    changes: made.map(({ id, number }) => ({
      subject: 'diplomas.old_page',
      id,
      institution: book.keeper_id,
      before: null,
      after: { book_id: book.id, number },
    })),
  }
}

const about = (page: OldPage) => ({ institution: page.institution_id })

/** Turns the picture of a page by a quarter, for reading; the file stays as it is. */
export const turnPage = defineAction({
  name: 'diplomas.turn-old-page',
  permission: 'diplomas.register',
  input: z.object({ id: z.uuid(), way: z.enum(['left', 'right']) }),
  find: (db, input) => getPage(db, input.id),
  about,
  async run(tx, { input, target: page }) {
    const rotation = (page.rotation + (input.way === 'right' ? 90 : 270)) % 360
    await sql`update diplomas.old_page set rotation = ${rotation} where id = ${page.id}::uuid`.execute(tx)
    return { result: page, changes: [changed(page, { rotation: page.rotation }, { rotation })] }
  },
})

/** Puts a page in another place of its book; those between move by one. */
export const movePage = defineAction({
  name: 'diplomas.move-old-page',
  permission: 'diplomas.register',
  input: z.object({
    id: z.uuid(),
    number: z.coerce
      .number('diplomas.old.error.place')
      .int('diplomas.old.error.place')
      .min(1, 'diplomas.old.error.place'),
  }),
  find: (db, input) => getPage(db, input.id),
  about,
  async run(tx, { input, target: page }) {
    await sql`select 1 from diplomas.book where id = ${page.book_id}::uuid for update`.execute(tx)
    const found = await sql<{ last: number; now: number }>`select max(number)::int as last,
        max(number) filter (where id = ${page.id}::uuid)::int as now
      from diplomas.old_page where book_id = ${page.book_id}::uuid`.execute(tx)
    const { last, now } = found.rows[0]!
    if (input.number > last) throw invalid({ number: 'diplomas.old.error.place' })
    await sql`update diplomas.old_page set number = case when id = ${page.id}::uuid then ${input.number}::int
        when number > ${now} then number - 1 else number + 1 end
      where book_id = ${page.book_id}::uuid and number between least(${now}::int, ${input.number}::int) and greatest(${now}::int, ${input.number}::int)`.execute(
      tx,
    )
    return { result: page, changes: [changed(page, { number: now }, { number: input.number })] }
  },
})

/** Takes away a wrong page that nobody works on; those behind it move up. */
export const removePage = defineAction({
  name: 'diplomas.remove-old-page',
  permission: 'diplomas.register',
  input: z.object({ id: z.uuid() }),
  find: (db, input) => getPage(db, input.id),
  about,
  async run(tx, { target: page }) {
    await sql`select 1 from diplomas.book where id = ${page.book_id}::uuid for update`.execute(tx)
    const { state } = await holdPage(tx, page.id)
    if (state !== 'scanned' || (await isRead(tx, page.id)))
      throw precondition('diplomas.old.error.page_taken')
    await sql`delete from diplomas.old_keying where page_id = ${page.id}::uuid`.execute(tx)
    const gone = await sql<{
      number: number
    }>`delete from diplomas.old_page where id = ${page.id}::uuid returning number`.execute(tx)
    const { number } = gone.rows[0]!
    await sql`update diplomas.old_page set number = number - 1
      where book_id = ${page.book_id}::uuid and number > ${number}`.execute(tx)
    return {
      result: page,
      changes: [changed(page, { book_id: page.book_id, number, file: page.file }, null)],
    }
  },
  // Sealed each time it is kept, so no other page names it.
  after: (page, { app }) => app.files.delete(page.file),
})
