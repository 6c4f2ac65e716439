import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { findGrant, may, reach } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { notFound } from '#platform/errors.ts'
import { contentDisposition } from '#platform/files/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { defineListExport } from '#platform/pages/list-export.ts'
import type { ExportColumn, ExportValue } from '#platform/sheets/index.ts'
import type { CertifiedCopy } from './copy.ts'
import { getCopy, listCopies } from './store/copy.ts'

const idOf = (text: string | undefined): string => {
  const id = z.uuid().safeParse(text)
  if (!id.success) throw notFound()
  return id.data
}

async function fileOf(app: App, copy: CertifiedCopy): Promise<Response> {
  if (!copy.pdf_file) throw notFound()
  const bytes = app.keys.openBytes(await buffer((await app.files.get(copy.pdf_file)).stream))
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': contentDisposition(`ban-sao-${copy.entry_no ?? ''}.pdf`, 'inline'),
      'cache-control': 'private, no-store',
    },
  })
}

/** A copy for its keeper; the look is logged. */
const officeFile = defineEndpoint({
  method: 'GET',
  path: '/ban-sao/:id/ban-sao.pdf',
  permission: 'diplomas.read',
  async handle({ app, actor, params, read, url }) {
    const copy = await read((db) => getCopy(db, idOf(params.id)))
    const place = { institution: copy.institution_id }
    if (!may(actor, 'diplomas.read', place)) throw notFound()
    if (copy.person_id)
      await recordLook(app.database, actor, url.pathname, {
        subject: 'people.person',
        ids: [copy.person_id],
        grantId: findGrant(actor, 'diplomas.read', place)?.id,
      })
    return fileOf(app, copy)
  },
})

/** A copy for the holder who asked for it. */
const ownFile = defineEndpoint({
  method: 'GET',
  path: '/van-bang-cua-toi/ban-sao/:id/ban-sao.pdf',
  permission: 'diplomas.own',
  async handle({ app, actor, params, read }) {
    const copy = await read((db) => getCopy(db, idOf(params.id)))
    if (!may(actor, 'diplomas.own', { person: copy.person_id ?? undefined })) throw notFound()
    return fileOf(app, copy)
  },
})

const most = 100_000

/** The register of copies, as CSV or XLSX. Who was exported is logged. */
const registerExport = defineListExport({
  path: '/tai-ve/so-cap-ban-sao',
  permission: 'diplomas.read',
  file: 'so-cap-ban-sao',
  async list({ app, actor, read, url }, { t, day }) {
    const filter = { reach: reach(actor, 'diplomas.read'), state: 'issued' } as const
    const copies = await read((db) => listCopies(db, filter, { limit: most }))
    await recordLook(app.database, actor, url.pathname, {
      subject: 'people.person',
      ids: copies.flatMap((one) => one.person_id ?? []),
    })
    const name = t('diplomas.copies.title')
    const rows = copies.toReversed().map((one) => toValues(one, t))
    return { name, titles: [name, t.date(day)], columns: columns(t), rows }
  },
})

function columns(t: Translate): ExportColumn[] {
  return [
    { header: t('diplomas.copies.field.entry_no'), width: 20 },
    { header: t('diplomas.copies.field.answered_on'), width: 12, kind: 'date' },
    { header: t('people.field.full_name'), width: 28 },
    { header: t('diplomas.issuing.field.kind'), width: 28 },
    { header: t('diplomas.issuing.field.serial'), width: 20 },
    { header: t('diplomas.copies.field.register_entry'), width: 20 },
    { header: t('diplomas.copies.field.requester'), width: 20 },
    { header: t('diplomas.copies.field.requester_name'), width: 28 },
    { header: t('diplomas.copies.field.paper'), width: 28 },
    { header: t('diplomas.copies.field.purpose'), width: 30 },
    { header: t('diplomas.copies.field.copies'), width: 10, kind: 'number' },
  ]
}

const toValues = (one: CertifiedCopy, t: Translate): ExportValue[] => [
  one.entry_no,
  one.answered_on,
  one.full_name,
  one.title,
  one.serial,
  one.register_entry,
  t.dynamic(`diplomas.copies.requester.${one.requester}`),
  one.requester_name,
  one.requester_paper,
  one.purpose,
  one.copies,
]

export const copyEndpoints = [officeFile, ownFile, registerExport.csv, registerExport.xlsx]
