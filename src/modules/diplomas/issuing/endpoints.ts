import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { findGrant, may } from '#platform/access.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { today } from '#platform/clock.ts'
import { notFound } from '#platform/errors.ts'
import { contentDisposition } from '#platform/files/index.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { checkAddress } from '../address.ts'
import { getTarget } from '../changes/store/target.ts'
import type { Diploma } from '../diploma.ts'
import { diplomaPdf } from '../documents/diploma-pdf.ts'
import { findLayout } from '../documents/find-layout.ts'
import { sheetPdf } from './documents/sheet.ts'
import { listLines } from './store/line.ts'
import { findRun, getRun } from './store/run.ts'

const permission = 'diplomas.read'
const everybody = 100_000

const idOf = (text: string | undefined): string => {
  const id = z.uuid().safeParse(text)
  if (!id.success) throw notFound()
  return id.data
}

function answer(bytes: Uint8Array, name: string): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': contentDisposition(name, 'inline'),
      'Cache-Control': 'private, no-store',
    },
  })
}

/** The diploma of the address, when the reader may see it; the look is logged. @throws AppError not_found */
async function open({ app, actor, params, read, url }: EndpointContext): Promise<Diploma> {
  const diploma = await read((db) => getTarget(db, idOf(params.id)))
  const place = { institution: diploma.keeper_id }
  if (!may(actor, permission, place)) throw notFound()
  if (diploma.person_id)
    await recordLook(app.database, actor, url.pathname, {
      subject: 'people.person',
      ids: [diploma.person_id],
      grantId: findGrant(actor, permission, place)?.id,
    })
  return diploma
}

const nameOf = (diploma: Diploma): string => diploma.serial ?? diploma.entry_no ?? diploma.public_id

/** The signed diploma as it was issued, its seal opened. */
export const diplomaFile = defineEndpoint({
  method: 'GET',
  path: '/van-bang-cap/:id/van-bang.pdf',
  permission,
  async handle(context) {
    const { app } = context
    const diploma = await open(context)
    if (!diploma.pdf_file) throw notFound()
    const bytes = app.keys.openBytes(await buffer((await app.files.get(diploma.pdf_file)).stream))
    return answer(bytes, `${nameOf(diploma)}.pdf`)
  },
})

/** How a diploma will look; nothing is signed or kept. */
export const previewFile = defineEndpoint({
  method: 'GET',
  path: '/van-bang-cap/:id/xem-truoc.pdf',
  permission,
  async handle(context) {
    const { app, read } = context
    const diploma = await open(context)
    const run = diploma.run_id ? await read((db) => findRun(db, diploma.run_id!)) : undefined
    const { institution_id: institution, kind_code: kindCode, content } = diploma
    const question = { institution, kindCode, day: content.issue.date, use: 'own' } as const
    const layout = await read((db) => findLayout(app, db, question))
    const blank = '……………'
    const bytes = await diplomaPdf({
      content,
      numbers: { serial: diploma.serial ?? blank, entry_no: diploma.entry_no ?? blank },
      kind_code: kindCode,
      medium: run?.medium ?? 'paper',
      checkUrl: checkAddress(app, diploma.public_id),
      layout,
      at: app.clock.now(),
      sample: diploma.state === 'draft' || diploma.is_demo,
    })
    return answer(bytes, `${nameOf(diploma)}.pdf`)
  },
})

/** The sheet on which holders sign for their diplomas. */
export const sheetFile = defineEndpoint({
  method: 'GET',
  path: '/cap-bang/:id/ky-nhan.pdf',
  permission,
  async handle({ app, actor, params, read, url }) {
    const day = today(app.clock)
    const { run, lines, school } = await read(async (db) => {
      const found = await getRun(db, idOf(params.id))
      const names = await institutionNames(db, [found.institution_id], day)
      return {
        run: found,
        lines: await listLines(db, found.id, {}, everybody),
        school: names.get(found.institution_id) ?? '',
      }
    })
    const place = { institution: run.institution_id }
    if (!may(actor, permission, place)) throw notFound()
    await recordLook(app.database, actor, url.pathname, {
      subject: 'people.person',
      ids: lines.flatMap((line) => line.person_id ?? []),
      grantId: findGrant(actor, permission, place)?.id,
    })
    const bytes = await sheetPdf(run, lines, { school, t: app.catalog('vi') })
    return answer(bytes, `ky-nhan-${run.decision_no.replaceAll('/', '-')}.pdf`)
  },
})
