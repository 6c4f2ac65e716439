import { z } from 'zod'
import { may } from '#platform/access.ts'
import { today as dayOf } from '#platform/clock.ts'
import { notFound } from '#platform/errors.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { queryInput } from '#platform/pages/query.ts'
import { writeCsv, writeWorkbook, xlsxType, type ExportColumn } from '#platform/sheets/index.ts'
import { readReview, ReviewQuery, shownLines, type ReviewData } from './cohort-lines.ts'
import { fileHeaders, lookAt } from '../serve.ts'
import { schoolHead, type SchoolHead } from '../store/school-head.ts'
import { progressPdf } from './documents/list.ts'
import { averageText, failedText, outcomeText, sentences } from './standing-words.ts'

const permission = 'students.read'
type Made = { body: BodyInit; type: string }
type Make = (data: ReviewData, context: { head: SchoolHead; today: string; t: Translate }) => Promise<Made>

/** The review at the same address as its page, as a file; who was in it is logged. */
const reviewFile = (ending: string, make: Make) =>
  defineEndpoint({
    method: 'GET',
    path: `/xet-tien-do/khoa/:id/danh-sach.${ending}`,
    permission,
    async handle(context: EndpointContext) {
      const { app, actor, params, read, url, lang } = context
      const id = z.uuid().safeParse(params.id)
      const query = ReviewQuery.safeParse(queryInput(url))
      if (!id.success || !query.success) throw notFound()
      const today = dayOf(app.clock)
      const { data, head } = await read(async (db) => {
        const found = await readReview(db, id.data, query.data, today)
        return { data: found, head: await schoolHead(db, found.cohort.institution_id, today) }
      })
      const { institution_id: institution } = data.cohort
      if (!data.period || !may(actor, permission, { institution })) throw notFound()
      const people = shownLines(data).map((line) => line.person_id)
      await lookAt(context, permission, institution, people)
      const t = app.catalog(ending === 'pdf' ? 'vi' : lang)
      const { body, type } = await make(data, { head, today, t })
      const name = `tien-do-${data.cohort.name}-${data.period.name}.${ending}`
      return new Response(body, {
        headers: fileHeaders(type, name, ending === 'pdf' ? 'inline' : 'attachment'),
      })
    },
  })

export const progressPdfFile = reviewFile('pdf', async (data, { t, ...on }) => ({
  body: (await progressPdf(data, on, t)) as Uint8Array<ArrayBuffer>,
  type: 'application/pdf',
}))
export const progressCsv = reviewFile('csv', async (data, { t }) => ({
  body: writeCsv({ columns: columns(data, t), rows: rowsOf(data, t) }) as BodyInit,
  type: 'text/csv; charset=utf-8',
}))
export const progressXlsx = reviewFile('xlsx', async (data, { t }) => ({
  body: writeWorkbook([
    {
      name: t('students.progression.title'),
      titles: [t('students.progression.of', { name: data.cohort.name }), data.period!.name],
      columns: columns(data, t),
      rows: rowsOf(data, t),
    },
  ]) as BodyInit,
  type: xlsxType,
}))

const columns = ({ cohort }: ReviewData, t: Translate): ExportColumn[] => [
  { header: t('students.learner.code'), width: 14 },
  { header: t('people.field.full_name'), width: 28 },
  { header: t('students.field.class'), width: 14 },
  { header: t('students.field.state'), width: 14 },
  { header: t.dynamic(`students.progression.average.${cohort.mode}`), width: 12 },
  { header: t('students.progression.failed'), width: 16 },
  { header: t('students.progression.warnings'), width: 12 },
  { header: t('students.progression.outcome'), width: 24 },
  { header: t('students.graduation.reasons'), width: 60 },
  { header: t('students.progression.owed'), width: 40 },
]

const rowsOf = (data: ReviewData, t: Translate) =>
  shownLines(data).map((line) => [
    line.learner_code,
    line.full_name,
    line.class_code,
    t.dynamic(`students.state.${line.state}`),
    averageText(line.standing, t),
    failedText(line.standing, t),
    data.cohort.mode === 'credit' ? line.standing.warnings : null,
    outcomeText(line.standing.outcome, t),
    sentences(line.standing, t).join(' '),
    line.standing.owed.map((unit) => unit.name).join('; '),
  ])
