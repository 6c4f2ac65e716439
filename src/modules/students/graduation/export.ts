import { birthText } from '#modules/people/index.ts'
import { z } from 'zod'
import { may } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { defineListExport } from '#platform/pages/list-export.ts'
import type { ExportColumn, ExportValue } from '#platform/sheets/index.ts'
import { say } from '../grading/explain.ts'
import { lookAt } from '../serve.ts'
import { verdictOf, type ReviewCase } from './graduation.ts'
import { classText, figureText, reviewName, titleText } from './case-words.ts'
import { getReview, listCases } from './store/review.ts'

const everybody = 100_000

/** The list of a review, with each reason; who was exported is logged. */
export const reviewExport = defineListExport({
  path: '/tot-nghiep/:id/danh-sach',
  permission: 'students.read',
  file: 'tot-nghiep',
  async list(context, { t }) {
    const { actor, params, read } = context
    const id = z.uuid().safeParse(params.id)
    if (!id.success) throw notFound()
    const { review, cases } = await read(async (db) => ({
      review: await getReview(db, id.data),
      cases: await listCases(db, id.data, {}, everybody),
    }))
    if (!may(actor, 'students.read', { institution: review.institution_id })) throw notFound()
    const ids = cases.map((one) => one.person_id)
    await lookAt(context, 'students.read', review.institution_id, ids)
    return {
      name: t('students.graduation.title'),
      titles: [reviewName(review, t)],
      columns: columns(t),
      rows: cases.map((one) => toValues(one, t)),
    }
  },
})

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
