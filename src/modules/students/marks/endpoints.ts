import { Readable } from 'node:stream'
import { z } from 'zod'
import { findGrant, may } from '#platform/access.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { today } from '#platform/clock.ts'
import { notFound } from '#platform/errors.ts'
import { contentDisposition, servingHeaders } from '#platform/files/index.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { writeWorkbook, xlsxType } from '#platform/sheets/index.ts'
import { getSection } from '../store/section.ts'
import { eligibilityPdf, handInPdf, sheetPdf } from './documents/sheet-documents.ts'
import { columnFor } from './imports/resolve.ts'
import { markFields, marksFields } from './imports/fields.ts'
import { markText, shownMark } from './mark.ts'
import { getRecognition } from './store/recognition.ts'
import { readSheet } from './store/sheet.ts'

const headers = (type: string, name: string, how: 'inline' | 'attachment') => ({
  'Content-Type': type,
  'Content-Disposition': contentDisposition(name, how),
  'Cache-Control': 'private, no-store',
})

async function sectionOf({ app, actor, params, read }: EndpointContext) {
  const id = z.uuid().safeParse(params.section)
  if (!id.success) throw notFound()
  const day = today(app.clock)
  return { day, section: await read((db) => getSection(db, id.data, { actor, today: day })) }
}

async function look({ app, actor, url }: EndpointContext, institution: string, ids: string[]): Promise<void> {
  const grantId = findGrant(actor, 'students.teach', { institution })?.id
  await recordLook(app.database, actor, url.pathname, { subject: 'people.person', ids, grantId })
}

const sheetDocument = (file: string, make: typeof sheetPdf) =>
  defineEndpoint({
    method: 'GET',
    path: `/bang-diem/:section/${file}.pdf`,
    permission: 'students.teach',
    async handle(context) {
      const { section, day } = await sectionOf(context)
      const { bytes, people } = await make(context, section, day)
      await look(context, section.institution_id, people)
      return new Response(bytes as Uint8Array<ArrayBuffer>, {
        headers: headers('application/pdf', `${file}-${section.code}.pdf`, 'inline'),
      })
    },
  })

export const sheetFile = sheetDocument('bang-diem', sheetPdf)
/** Who sits the exam, with room to sign for the paper. */
export const handInFile = sheetDocument('nop-bai', handInPdf)
export const eligibilityFile = sheetDocument('du-dieu-kien', eligibilityPdf)

/** A workbook of one section to fill in and import: its learners, its columns, the marks so far. */
export const sheetTemplate = defineEndpoint({
  method: 'GET',
  path: '/bang-diem/:section/mau-nhap.xlsx',
  permission: 'students.teach',
  async handle(context) {
    const { section, day } = await sectionOf(context)
    const sheet = await context.read((db) => readSheet(db, section, day))
    const lines = sheet.lines.filter((line) => line.to_date === null)
    const fields = markFields.filter((field) =>
      sheet.columns.length === 0 ? field.number === 1 : columnFor(field, sheet.columns),
    )
    const label = (key: string) => marksFields.find((field) => field.key === key)!.labels[0]!
    await look(
      context,
      section.institution_id,
      lines.map((line) => line.person_id),
    )
    const stream = writeWorkbook([
      {
        name: section.code,
        columns: [
          { header: label('section'), width: 24 },
          { header: label('code'), width: 14 },
          { header: label('name'), width: 28 },
          ...fields.map((field) => ({ header: label(field.key), width: 10 })),
        ],
        rows: lines.map((line) => [
          section.code,
          line.learner_code,
          line.full_name,
          ...fields.map((field) =>
            shownMark(markText(line.marks.get(columnFor(field, sheet.columns)?.id ?? '')), 'vi'),
          ),
        ]),
      },
    ])
    return new Response(stream, {
      headers: headers(xlsxType, `bang-diem-${section.code}.xlsx`, 'attachment'),
    })
  },
})

/** The proof of a request for recognition; every look is logged. */
export const recognitionFile = defineEndpoint({
  method: 'GET',
  path: '/cong-nhan/:id/tep',
  permission: 'students.read',
  async handle({ app, actor, params, url, read }) {
    const id = z.uuid().safeParse(params.id)
    if (!id.success) throw notFound()
    const one = await read((db) => getRecognition(db, id.data))
    const place = { institution: one.institution_id }
    if (!one.paper || !may(actor, 'students.read', place)) throw notFound()
    await recordLook(app.database, actor, url.pathname, {
      subject: 'students.recognition',
      ids: [one.person_id],
      grantId: findGrant(actor, 'students.read', place)?.id,
    })
    const { stream } = await app.files.get(one.paper.hash)
    const served = servingHeaders({ kind: one.paper.kind as 'pdf', name: one.paper.name }, 'inline')
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
      headers: { ...served, 'Accept-Ranges': 'none', 'Cache-Control': 'private, no-store' },
    })
  },
})
