import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { findUnit } from '#modules/places/index.ts'
import { may } from '#platform/access.ts'
import { dayOf, today } from '#platform/clock.ts'
import { renderPdf } from '#platform/documents/index.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { contentDisposition } from '#platform/files/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { formatDate } from '#platform/text/index.ts'
import type { Licence } from '../catalogue/licence.ts'
import { licenceText } from '../catalogue/pages/words.tsx'
import { isOwn, placeOf } from '../catalogue/rights.ts'
import { listLicences } from '../catalogue/store/origin.ts'
import template from './documents/minutes.typ?raw'
import { spotText } from './pages/parts.tsx'
import { getReviewable } from './rights.ts'
import type { Rubric } from './rubric.ts'
import { listRemarks, type Remark } from './store/remark.ts'
import { listReviews, type Review } from './store/review.ts'
import { getRubricById } from './store/rubric.ts'
import { getSubmission, type Submission } from './store/submission.ts'

type Minutes = {
  submission: Submission
  licence: Licence | null
  reviews: Review[]
  rubric: Rubric
  remarks: Remark[]
  school: string
  place: string
}

/** For its reviewers, who decides, its authors, and the office of its school. @throws AppError not_found */
async function readMinutes({ read, actor, app, params }: EndpointContext): Promise<Minutes> {
  const id = z.uuid().safeParse(params.id)
  if (!id.success) throw notFound()
  const day = today(app.clock)
  return read(async (db) => {
    const found = await getSubmission(db, id.data)
    const isOffice = may(actor, 'resources.decide', placeOf(found))
    const isAuthor = await isOwn(db, actor, { id: found.version_id, owner_account: found.owner_account })
    const submission = isOffice || isAuthor ? found : await getReviewable(db, actor, id.data, day)
    if (!submission.decided_at) throw precondition('resources.review.error.not_decided')
    const names = await institutionNames(
      db,
      submission.institution_id ? [submission.institution_id] : [],
      day,
    )
    return {
      submission,
      licence: (await listLicences(db)).find((one) => one.code === submission.handed_in.licence) ?? null,
      reviews: await listReviews(db, submission.id),
      rubric: await getRubricById(db, submission.rubric_id),
      remarks: (await listRemarks(db, submission.version_id)).filter(
        (one) => one.submission_id === submission.id,
      ),
      place:
        (await findUnit(db, app.config.provinceCode, day))?.name.replace(/^(Thành phố|Tỉnh)\s+/iu, '') ??
        '……',
      school: (submission.institution_id && names.get(submission.institution_id)) || '',
    }
  })
}

/** Minutes of a decided review. */
export const minutesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/tham-dinh/:id/bien-ban.pdf',
  permission: 'resources.contribute',
  async handle(context) {
    const minutes = await readMinutes(context)
    const t = context.app.catalog('vi')
    const bytes = await renderPdf(template, toDocument(minutes, t), {
      title: t('resources.review.minutes_of', { title: minutes.submission.handed_in.title }),
      lang: 'vi',
      pdfa: true,
      // A record of that moment: printed again it is the same to the byte.
      at: new Date(minutes.submission.decided_at!),
    })
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': contentDisposition(`bien-ban-${minutes.submission.code}.pdf`, 'inline'),
        'Cache-Control': 'private, no-store',
      },
    })
  },
})

/** Of the day of the decision: what the authors change or settle afterwards is not in it. */
function toDocument({ submission, licence, reviews, rubric, remarks, school, place }: Minutes, t: Translate) {
  const { handed_in: version, decided_at: decided } = submission
  const isSettled = ({ settled_at: at }: Remark) =>
    at !== null && decided !== null && new Date(at) < new Date(decided)
  const day = (at: Date | null) => (at ? formatDate(new Date(at), 'vi') : '')
  const decision = submission.state === 'accepted' ? 'accept' : 'return'
  return {
    school: school || t('resources.catalogue.department'),
    place,
    date: decided ? dayOf(new Date(decided)) : '',
    about: version.title,
    lines: [
      t('resources.review.doc.what', {
        title: version.title,
        number: submission.number,
        kind: t.dynamic(`resources.kind.${version.kind}`),
      }),
      t('resources.review.doc.authors', { names: version.authors.join(', ') }),
      t('resources.review.doc.licence', {
        licence: licenceText(licence, t),
        access: t.dynamic(`resources.access.${submission.access}`),
      }),
      t('resources.review.doc.handed_in', {
        name: submission.submitted_by_name,
        day: day(submission.submitted_at),
      }),
      t('resources.review.doc.rubric', { source: rubric.source, from: formatDate(rubric.from_date, 'vi') }),
    ],
    reviews: reviews.map((one, at) => [
      String(at + 1),
      one.account_name,
      one.verdict ? t.dynamic(`resources.review.verdict.${one.verdict}`) : t('resources.review.unanswered'),
      one.note ?? '',
    ]),
    marks: rubric.criteria.map((one, at) => [
      String(at + 1),
      one.is_required ? `${one.name} (${t('resources.review.required')})` : one.name,
      reviews
        .flatMap(({ marks }) =>
          marks[one.code] ? [t.dynamic(`resources.review.mark.${marks[one.code]}`)] : [],
        )
        .join('; '),
    ]),
    remarks: remarks.map((one, at) => [
      String(at + 1),
      spotText(one, t),
      one.text,
      isSettled(one) ? one.answer || t('resources.review.settled') : '',
    ]),
    decision: [
      t(`resources.review.doc.${decision}`, {
        name: submission.decided_by_name ?? '',
        day: day(submission.decided_at),
        no: submission.decision_no ?? 'none',
      }),
      ...(submission.decision_note ? [submission.decision_note] : []),
    ],
  }
}
