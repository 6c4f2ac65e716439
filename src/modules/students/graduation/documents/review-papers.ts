import { birthText } from '#modules/people/index.ts'
import { precondition } from '#platform/errors.ts'
import { renderPdf } from '#platform/documents/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import type { EndpointContext } from '#platform/pages/endpoint.ts'
import { say } from '../../grading/explain.ts'
import { classes } from '../../grading/policy.ts'
import { getPolicy } from '../../store/policy.ts'
import { schoolHead, type SchoolHead } from '../../store/school-head.ts'
import { councilValue } from './council-value.ts'
import { verdictOf, type Review, type ReviewCase } from '../graduation.ts'
import { classText, figureText, titleText } from '../case-words.ts'
import { downgradeCauses } from '../review-case.ts'
import { getReview, listCases } from '../store/review.ts'
import decisionTemplate from './decision.typ?raw'
import eligibilityTemplate from './eligibility.typ?raw'
import minutesTemplate from './minutes.typ?raw'

const everybody = 100_000
export type Paper = { bytes: Uint8Array; review: Review; people: string[] }

type Source = { review: Review; cases: ReviewCase[]; head: SchoolHead; document: string; t: Translate }

async function readSource({ read, app }: EndpointContext, id: string, today: string): Promise<Source> {
  return read(async (db) => {
    const review = await getReview(db, id)
    const { policy } = await getPolicy(db, review.grading_policy_id)
    return {
      review,
      cases: await listCases(db, review.id, {}, everybody),
      head: await schoolHead(db, review.institution_id, today),
      document: policy.document,
      t: app.catalog('vi'),
    }
  })
}

const made = async (source: Source, template: string, value: unknown, title: string): Promise<Paper> => ({
  bytes: await renderPdf(template, value, { title, lang: 'vi', pdfa: true }),
  review: source.review,
  people: source.cases.map((one) => one.person_id),
})

const aboutCohort = ({ review }: Source): string => `${review.cohort_name}, ${review.programme_name}`
const needsFrozen = ({ review }: Source): void => {
  if (review.state !== 'frozen' && review.state !== 'decided')
    throw precondition('students.graduation.error.not_frozen')
}

/** Everybody reviewed, with the verdict and each reason. */
export async function eligibilityPdf(context: EndpointContext, id: string, today: string): Promise<Paper> {
  const source = await readSource(context, id, today)
  const { cases, t, head, review } = source
  const rows = cases.map((one, at) => [
    String(at + 1),
    one.learner_code,
    one.full_name,
    one.class_code ?? '',
    t.dynamic(`students.graduation.verdict.${verdictOf(one)}`),
    figureText(one.score, t),
    classText(one.classification, t),
    whyNot(one, t),
  ])
  const value = { ...head, date: review.on_date, about: aboutCohort(source), rows }
  return made(source, eligibilityTemplate, value, t('students.graduation.doc.eligibility'))
}

const whyNot = (one: ReviewCase, t: Translate): string =>
  one.is_held_back ? (one.held_reason ?? '') : one.reasons.map((reason) => say(t, reason)).join(' ')

/** Minutes of the council, from the frozen list. */
export async function minutesPdf(context: EndpointContext, id: string, today: string): Promise<Paper> {
  const source = await readSource(context, id, today)
  needsFrozen(source)
  const { cases, t, head, review, document } = source
  const passed = cases.filter((one) => verdictOf(one) === 'yes')
  const counts = classes.flatMap((name) => {
    const own = passed.filter((one) => one.classification === name).length
    return own > 0 ? [[classText(name, t), t.number(own), t.percent(own / cases.length, 1)]] : []
  })
  const refused = cases
    .filter((one) => verdictOf(one) !== 'yes')
    .map((one, at) => [String(at + 1), one.learner_code, one.full_name, whyNot(one, t)])
  const value = {
    ...head,
    number: '          ',
    date: review.on_date,
    about: t('students.graduation.doc.minutes_about', { cohort: aboutCohort(source) }),
    ...councilValue(review.council, review.council_decision_no, review.council_decision_date, t),
    lines: [
      t('students.graduation.doc.minutes_basis', { document }),
      t('students.graduation.doc.minutes_result', {
        day: t.date(review.on_date),
        cases: cases.length,
        eligible: passed.length,
        refused: refused.length,
      }),
    ],
    counts,
    refused,
    proposal: t('students.graduation.doc.minutes_proposal', { count: passed.length }),
  }
  return made(source, minutesTemplate, value, t('students.graduation.doc.minutes'))
}

/** The decision with the list by class; before it is signed, number and day are left open. */
export async function decisionPdf(context: EndpointContext, id: string, today: string): Promise<Paper> {
  const source = await readSource(context, id, today)
  needsFrozen(source)
  const { cases, t, head, review, document } = source
  const passed = cases.filter((one) => verdictOf(one) === 'yes')
  const value = {
    ...head,
    number: review.decision_no ?? '          ',
    date: review.decision_date,
    about: t('students.graduation.doc.decision_about', { cohort: aboutCohort(source) }),
    capacity: t('students.graduation.doc.head_of_school'),
    authority: t('students.graduation.doc.authority', { school: head.school }),
    bases: [
      t('students.graduation.doc.basis_policy', { document }),
      ...(review.council_decision_no
        ? [
            t('students.graduation.doc.basis_council_decision', {
              number: review.council_decision_no,
              day: t.date(review.council_decision_date),
            }),
          ]
        : []),
      t('students.graduation.doc.basis_council', { day: t.date(review.on_date) }),
    ],
    articles: [
      t('students.graduation.doc.article_1', { count: passed.length, cohort: aboutCohort(source) }),
      t('students.graduation.doc.article_2'),
      t('students.graduation.doc.article_3'),
    ].map((words, at) => [t('students.graduation.doc.article', { number: at + 1 }), words]),
    recipients: [t('students.graduation.doc.to_article_3'), t('students.graduation.doc.to_file')],
    signer: review.decision_signer ?? '',
    attached: review.decision_no
      ? t('students.graduation.doc.attached', {
          number: review.decision_no,
          day: t.date(review.decision_date),
        })
      : t('students.graduation.doc.attached_open'),
    groups: [...Map.groupBy(passed, (one) => one.class_code ?? '')]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, own]) => ({
        name: t('students.graduation.doc.class', { name: name || '–', count: own.length }),
        rows: own.map((one, at) => decisionRow(one, at, t)),
      })),
  }
  return made(source, decisionTemplate, value, t('students.graduation.doc.decision'))
}

function decisionRow(one: ReviewCase, at: number, t: Translate): string[] {
  const notes = [
    ...(one.title ? [titleText(one.title, t)] : []),
    ...downgradeCauses(one.steps).map((cause) => say(t, cause)),
  ]
  return [
    String(at + 1),
    one.learner_code,
    one.full_name,
    birthText(one),
    one.sex ? t.dynamic(`people.sex.${one.sex}`) : '',
    figureText(one.score, t),
    classText(one.classification, t),
    notes.join('. '),
  ]
}
