import { z } from 'zod'
import { may } from '#platform/access.ts'
import { today } from '#platform/clock.ts'
import { notFound } from '#platform/errors.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { isDay } from '#platform/text/index.ts'
import { lookAt, pdfFile } from '../serve.ts'
import { findSection, getSection } from '../store/section.ts'
import { hoursOf } from './block.ts'
import { clashSentence } from './clash-words.ts'
import { attendancePdf, classLogPdf } from './documents/section-documents.ts'
import { weekPdf } from './documents/week.ts'
import { getBlock } from './store/blocks.ts'
import { findClashes } from './store/clashes.ts'
import { getTeachingRule } from './store/teaching-rules.ts'
import { listWarnings } from './store/warnings.ts'
import { isClock, minutesOf } from './time.ts'

const time = z.string().refine(isClock)
const Wanted = z.object({ buoi: z.uuid(), ngay: z.string().refine(isDay), tu: time, den: time })

/** What would be in the way of a block elsewhere in the week: asked by the island before the drop. Writes nothing. */
export const clashCheck = defineEndpoint({
  method: 'GET',
  path: '/thoi-khoa-bieu/kiem-tra',
  permission: 'students.edit',
  async handle({ read, actor, url, app, lang }) {
    const wanted = Wanted.safeParse(Object.fromEntries(url.searchParams))
    if (!wanted.success) throw notFound()
    const { buoi, ngay: on_date, tu: from_time, den: to_time } = wanted.data
    if (to_time <= from_time) throw notFound()
    const t = app.catalog(lang)
    const answer = await read(async (db) => {
      const block = await getBlock(db, buoi)
      if (!may(actor, 'students.edit', { institution: block.institution_id })) throw notFound()
      const section = await findSection(db, block.section_id, on_date)
      if (!section) throw notFound()
      const moved = {
        ...block,
        on_date,
        from_time,
        to_time,
        hours: hoursOf(
          block.kind,
          minutesOf(to_time) - minutesOf(from_time),
          await getTeachingRule(db, on_date),
        ),
      }
      const clashes = await findClashes(db, [moved])
      return {
        clashes: clashes.map((clash) => clashSentence(t, clash)),
        warnings: clashes.length > 0 ? [] : await listWarnings(db, t, section, [moved]),
      }
    })
    return Response.json(answer, { headers: { 'cache-control': 'private, no-store' } })
  },
})

const sectionDocument = (file: string, make: typeof classLogPdf) =>
  defineEndpoint({
    method: 'GET',
    path: `/lop-hoc-phan/:id/${file}.pdf`,
    permission: 'students.teach',
    async handle(context) {
      const { app, actor, params } = context
      const id = z.uuid().safeParse(params.id)
      if (!id.success) throw notFound()
      const day = today(app.clock)
      const section = await context.read((db) => getSection(db, id.data, { actor, today: day }))
      const { bytes, people } = await make(context, section, day)
      await lookAt(context, 'students.teach', section.institution_id, people)
      return pdfFile(bytes, `${file}-${section.code}.pdf`)
    },
  })

/** Class log (sổ lên lớp) of a section. */
export const classLogFile = sectionDocument('so-len-lop', classLogPdf)
/** Attendance of a section, a column a session. */
export const attendanceFile = sectionDocument('diem-danh', attendancePdf)

/** The week of a class, a teacher or a room on one A4 sheet across. */
export const weekFile = defineEndpoint({
  method: 'GET',
  path: '/thoi-khoa-bieu/in.pdf',
  permission: 'signed-in',
  async handle(context) {
    const { bytes, name } = await weekPdf(context)
    return pdfFile(bytes, `thoi-khoa-bieu-${name}.pdf`)
  },
})
