import { birthText } from '#modules/people/index.ts'
import { z } from 'zod'
import { may } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import {
  writeCsv,
  writeWorkbook,
  xlsxType,
  type ExportColumn,
  type ExportValue,
} from '#platform/sheets/index.ts'
import { say } from '../grading/explain.ts'
import { look } from './endpoints.ts'
import { verdictOf, type ReviewCase } from './graduation.ts'
import { classText, figureText, reviewName, titleText } from './pages/words.tsx'
import { getReview, listCases } from './store/review.ts'

const everybody = 100_000

/** The list of a review as CSV or XLSX, with each reason; who was exported is logged. */
const exportAs = (kind: 'csv' | 'xlsx') =>
  defineEndpoint({
    method: 'GET',
    path: `/tot-nghiep/:id/danh-sach.${kind}`,
    permission: 'students.read',
    async handle(context) {
      const { app, actor, params, lang, read } = context
      const id = z.uuid().safeParse(params.id)
      if (!id.success) throw notFound()
      const t = app.catalog(lang)
      const { review, cases } = await read(async (db) => ({
        review: await getReview(db, id.data),
        cases: await listCases(db, id.data, {}, everybody),
      }))
      if (!may(actor, 'students.read', { institution: review.institution_id })) throw notFound()
      await look(
        context,
        review.institution_id,
        cases.map((one) => one.person_id),
      )
      const rows = cases.map((one) => toValues(one, t))
      const title = reviewName(review, t)
      const body =
        kind === 'csv'
          ? writeCsv({ columns: columns(t), rows })
          : writeWorkbook([
              { name: t('students.graduation.title'), titles: [title], columns: columns(t), rows },
            ])
      return new Response(body, {
        headers: {
          'content-type': kind === 'csv' ? 'text/csv; charset=utf-8' : xlsxType,
          'content-disposition': `attachment; filename="tot-nghiep-${review.on_date}.${kind}"`,
          'cache-control': 'private, no-store',
        },
      })
    },
  })

export const listCsv = exportAs('csv')
export const listXlsx = exportAs('xlsx')

function columns(t: Translate): ExportColumn[] {
  return [
    { header: t('students.learner.code'), width: 14 },
    { header: t('people.field.full_name'), width: 28 },
    { header: t('people.field.birth'), width: 12 },
    { header: t('people.field.sex'), width: 10 },
    { header: t('students.field.class'), width: 14 },
    { header: t('students.graduation.verdict'), width: 16 },
    { header: t('students.graduation.score'), width: 10 },
    { header: t('students.graduation.classification'), width: 16 },
    { header: t('students.graduation.diploma_title'), width: 20 },
    { header: t('students.graduation.reasons'), width: 60 },
  ]
}

function toValues(one: ReviewCase, t: Translate): ExportValue[] {
  return [
    one.learner_code,
    one.full_name,
    birthText(one),
    one.sex && t.dynamic(`people.sex.${one.sex}`),
    one.class_code,
    t.dynamic(`students.graduation.verdict.${verdictOf(one)}`),
    figureText(one.score, t),
    classText(one.classification, t),
    titleText(one.title, t),
    one.is_held_back ? one.held_reason : one.reasons.map((reason) => say(t, reason)).join(' '),
  ]
}
