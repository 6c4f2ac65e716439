import { Readable } from 'node:stream'
import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { findGrant, may } from '#platform/access.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { today } from '#platform/clock.ts'
import { renderPdf } from '#platform/documents/index.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { contentDisposition, servingHeaders, sniffBytes } from '#platform/files/index.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { diplomaPdf } from './diploma-pdf.ts'
import { findLayout, openLayout } from './find-layout.ts'
import { placedTemplate, placedValue, type Printed } from './placed.ts'
import { qrSvg } from './qr.ts'
import { sampleOf } from './sample.ts'
import { getLayout, type LayoutRow } from './store/layout.ts'
import { getPrintRun, listPrintLines } from './store/print.ts'
import type { Layout } from './layout.ts'

const permission = 'diplomas.keys'

const idOf = (text: string | undefined): string => {
  const id = z.uuid().safeParse(text)
  if (!id.success) throw notFound()
  return id.data
}

const pdf = (bytes: Uint8Array, name: string): Response =>
  new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': contentDisposition(name, 'inline'),
      'Cache-Control': 'private, no-store',
    },
  })

/** The layout of the address, when it is for all or of a school in reach. @throws AppError not_found */
async function openRow({ params, read, actor }: EndpointContext): Promise<LayoutRow> {
  const row = await read((db) => getLayout(db, idOf(params.id)))
  if (row.institution_id && !may(actor, permission, { institution: row.institution_id })) throw notFound()
  return row
}

/** The picture under a page of a layout. */
export const layoutPicture = defineEndpoint({
  method: 'GET',
  path: '/mau-in/:id/nen/:page',
  permission,
  async handle(context) {
    const row = await openRow(context)
    const hash = row.backgrounds[Number(context.params.page) - 1]
    if (!hash) throw notFound()
    const { stream } = await context.app.files.get(hash)
    const head = await context.app.files.get(hash, { start: 0, end: 63 })
    const kind = (await sniffBytes(Buffer.concat(await head.stream.toArray()))) === 'png' ? 'png' : 'jpeg'
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
      headers: {
        ...servingHeaders({ kind, name: `nen.${kind}` }, 'inline'),
        'Cache-Control': 'private, max-age=86400',
      },
    })
  },
})

/** A try with invented data; with `luoi=1` over a millimetre grid, to see how far the printer is off. */
export const layoutTry = defineEndpoint({
  method: 'GET',
  path: '/mau-in/:id/thu.pdf',
  permission,
  async handle(context) {
    const { app, url, read } = context
    const row = await openRow(context)
    const names = row.institution_id
      ? await read((db) => institutionNames(db, [row.institution_id!], today(app.clock)))
      : new Map<string, string>()
    const school = names.get(row.institution_id ?? '') ?? app.catalog('vi')('diplomas.layout.sample_school')
    const sample = sampleOf(row.kind_code, school)
    const layout = await openLayout(app, row)
    const bytes =
      layout.form === 'placed'
        ? await placedPdf(layout, [sample], {
            title: row.name,
            grid: url.searchParams.has('luoi'),
            sample: true,
          })
        : await diplomaPdf({
            ...sample,
            kind_code: row.kind_code,
            medium: 'digital',
            checkUrl: `${app.publicUrl()}/van-bang`,
            layout,
            at: app.clock.now(),
            sample: true,
          })
    return pdf(bytes, `thu-${row.name}.pdf`)
  },
})

type PlacedOptions = { title: string; grid?: boolean; sample: boolean; address?: string }

/** Copies on a placed form, one after the other. Blanks carry no code unless the layout places one. */
async function placedPdf(
  layout: Layout,
  copies: readonly Printed[],
  { title, grid = false, sample, address = 'https://ngheso.example' }: PlacedOptions,
): Promise<Uint8Array> {
  const value = {
    ...placedValue(layout, copies, grid),
    code: await qrSvg(address),
    address,
    is_sample: sample,
  }
  return renderPdf(placedTemplate(layout), value, { title, lang: 'vi', limitMs: 120_000 })
}

/** Fields of the diplomas of an issue, for printing on their blanks in the order of serials. */
export const batchPrint = defineEndpoint({
  method: 'GET',
  path: '/in-phoi/:id/in.pdf',
  permission: 'diplomas.register',
  async handle(context) {
    const { app, actor, params, read, url } = context
    const id = idOf(params.id)
    const run = await read((db) => getPrintRun(db, id))
    const place = { institution: run.institution_id }
    if (!may(actor, 'diplomas.register', place)) throw notFound()
    const range = {
      from: url.searchParams.get('tu') ?? undefined,
      to: url.searchParams.get('den') ?? undefined,
    }
    const { layout, lines } = await read(async (db) => ({
      lines: await listPrintLines(db, id, range),
      layout: await findLayout(app, db, {
        institution: run.institution_id,
        kindCode: run.kind_code,
        day: run.issue_date,
        use: 'blank',
      }),
    }))
    if (!layout) throw precondition('diplomas.print.error.no_layout')
    if (lines.length === 0) throw precondition('diplomas.print.error.no_lines')
    const ids = lines.flatMap((line) => line.person_id ?? [])
    const grantId = findGrant(actor, 'diplomas.register', place)?.id
    await recordLook(app.database, actor, url.pathname, { subject: 'people.person', ids, grantId })
    const copies = lines.map(({ content, serial, entry_no }) => ({ content, numbers: { serial, entry_no } }))
    const title = app.catalog('vi')('diplomas.print.title', { number: run.decision_no })
    return pdf(
      await placedPdf(layout, copies, { title, sample: run.is_demo }),
      `in-phoi-${run.decision_no}.pdf`,
    )
  },
})
