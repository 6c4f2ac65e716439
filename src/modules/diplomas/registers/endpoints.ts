import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { findGrant } from '#platform/access.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { today } from '#platform/clock.ts'
import { notFound } from '#platform/errors.ts'
import { contentDisposition } from '#platform/files/index.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { writeCsv, writeWorkbook, xlsxType } from '#platform/sheets/index.ts'
import { bookPdf } from './documents/book.ts'
import { lineColumns, lineText } from './line-text.ts'
import { getBook } from './store/book.ts'
import { countLines, listLines } from './store/line.ts'
import { kindText } from './pages/schools.tsx'

const permission = 'diplomas.read'
/** More lines than any book has. */
const everyLine = 100_000

/** A whole book, read for a file; who was read is logged. @throws AppError not_found outside the reader's area */
async function readBook(context: EndpointContext) {
  const { app, actor, params, read, url } = context
  const id = z.uuid().safeParse(params.id)
  if (!id.success) throw notFound()
  const found = await read(async (db) => {
    const book = await getBook(db, id.data)
    return {
      book,
      counts: await countLines(db, book.id),
      lines: await listLines(db, book.id, {}, everyLine),
      names: await institutionNames(db, [book.issuer_id, book.keeper_id], today(app.clock)),
    }
  })
  const { keeper_id, issuer_id } = found.book
  const grant = [keeper_id, issuer_id]
    .map((institution) => findGrant(actor, permission, { institution }))
    .find(Boolean)
  if (!grant) throw notFound()
  const ids = found.lines.flatMap((line) => line.person_id ?? [])
  await recordLook(app.database, actor, url.pathname, { subject: 'people.person', ids, grantId: grant.id })
  return found
}

const answer = (
  body: Uint8Array | ReadableStream<Uint8Array>,
  type: string,
  name: string,
  isShown = false,
): Response =>
  new Response(body as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': type,
      'content-disposition': contentDisposition(name, isShown ? 'inline' : 'attachment'),
      'cache-control': 'private, no-store',
    },
  })

/** The register on paper: PDF/A, 25 lines a page. */
export const bookFile = defineEndpoint({
  method: 'GET',
  path: '/so-goc/:id/so-goc.pdf',
  permission,
  async handle(context) {
    const found = await readBook(context)
    const bytes = await bookPdf({ ...found, t: context.app.catalog('vi'), at: context.app.clock.now() })
    return answer(bytes, 'application/pdf', `so-goc-${found.book.kind_code}-${found.book.year}.pdf`, true)
  },
})

const sheet = (kind: 'xlsx' | 'csv') =>
  defineEndpoint({
    method: 'GET',
    path: `/so-goc/:id/so-goc.${kind}`,
    permission,
    async handle(context) {
      const { book, lines, names } = await readBook(context)
      const t = context.app.catalog(context.lang)
      const columns = [
        ...lineColumns.map((key) => ({ header: t.dynamic(`diplomas.registers.column.${key}`), width: 18 })),
        { header: t('diplomas.registers.state'), width: 16 },
      ]
      const rows = lines.map((line) => {
        const text = lineText(line, t)
        return [...lineColumns.map((key) => text[key]), t.dynamic(`diplomas.state.${line.state}`)]
      })
      const name = `so-goc-${book.kind_code}-${book.year}.${kind}`
      if (kind === 'csv') return answer(writeCsv({ columns, rows }), 'text/csv; charset=utf-8', name)
      const titles = [
        t('diplomas.registers.named', { kind: kindText(book.kind_code, t), year: String(book.year) }),
        names.get(book.issuer_id) ?? '',
      ]
      return answer(
        writeWorkbook([{ name: t('diplomas.registers.book'), titles, columns, rows }]),
        xlsxType,
        name,
      )
    },
  })

export const bookXlsx = sheet('xlsx')
export const bookCsv = sheet('csv')
