import { Readable } from 'node:stream'
import { z } from 'zod'
import { may } from '#platform/access.ts'
import { today } from '#platform/clock.ts'
import { notFound } from '#platform/errors.ts'
import { servingHeaders } from '#platform/files/index.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { writeWorkbook, xlsxType } from '#platform/sheets/index.ts'
import { fileHeaders, lookAt, pdfFile } from '../serve.ts'
import { getSection } from '../store/section.ts'
import { eligibilityPdf, handInPdf, sheetPdf } from './documents/sheet-documents.ts'
import { columnFor } from './imports/resolve.ts'
import { markFields, marksFields } from './imports/fields.ts'
import { markText, shownMark } from './mark.ts'
import { getRecognition } from './store/recognition.ts'
import { readSheet } from './store/sheet.ts'

const permission = 'students.teach'

async function sectionOf({ app, actor, params, read }: EndpointContext) {
  const id = z.uuid().safeParse(params.section)
  if (!id.success) throw notFound()
  const day = today(app.clock)
  return { day, section: await read((db) => getSection(db, id.data, { actor, today: day })) }
}

const sheetDocument = (file: string, make: typeof sheetPdf) =>
  defineEndpoint({
    method: 'GET',
    path: `/bang-diem/:section/${file}.pdf`,
    permission,
    async handle(context) {
      const { section, day } = await sectionOf(context)
      const { bytes, people } = await make(context, section, day)
      await lookAt(context, permission, section.institution_id, people)
      return pdfFile(bytes, `${file}-${section.code}.pdf`)
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
  permission,
  async handle(context) {
    const { section, day } = await sectionOf(context)
    const sheet = await context.read((db) => readSheet(db, section, day))
    const lines = sheet.lines.filter((line) => line.to_date === null)
    const fields = markFields.filter((field) =>
      sheet.columns.length === 0 ? field.number === 1 : columnFor(field, sheet.columns),
    )
    const label = (key: string) => marksFields.find((field) => field.key === key)!.labels[0]!
    await lookAt(
      context,
      permission,
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
      headers: fileHeaders(xlsxType, `bang-diem-${section.code}.xlsx`, 'attachment'),
    })
  },
})

/** The proof of a request for recognition; every look is logged. */
export const recognitionFile = defineEndpoint({
  method: 'GET',
  path: '/cong-nhan/:id/tep',
  permission: 'students.read',
  async handle(context) {
    const { app, actor, params, read } = context
    const id = z.uuid().safeParse(params.id)
    if (!id.success) throw notFound()
    const one = await read((db) => getRecognition(db, id.data))
    if (!one.paper || !may(actor, 'students.read', { institution: one.institution_id })) throw notFound()
    await lookAt(context, 'students.read', one.institution_id, [one.person_id])
    const { stream } = await app.files.get(one.paper.hash)
    const served = servingHeaders({ kind: one.paper.kind as 'pdf', name: one.paper.name }, 'inline')
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
      headers: { ...served, 'Accept-Ranges': 'none', 'Cache-Control': 'private, no-store' },
    })
  },
})
