import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { may } from '#platform/access.ts'
import { today } from '#platform/clock.ts'
import { notFound } from '#platform/errors.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { queryInput } from '#platform/pages/query.ts'
import { getClass } from '../records/store/class-group.ts'
import { lookAt, pdfFile } from '../serve.ts'
import { certificatePdf } from './documents/certificate.ts'
import {
  candidatesPdf,
  examListPdf,
  examMarksPdf,
  examMinutesPdf,
  markingSheetPdf,
  type ExamPaper,
  type ExamPart,
} from './documents/exam-papers.ts'
import { decisionPdf, eligibilityPdf, minutesPdf, type Paper } from './documents/review-papers.ts'
import { readTranscripts, transcriptPdf, type TranscriptSource } from './documents/transcript.ts'
import { examKinds } from './graduation.ts'
import { findMadeFile } from './jobs.ts'
import { getCohortFacts } from './store/facts.ts'
import { getReview } from './store/review.ts'

const permission = 'students.read'

const idOf = (text: string | undefined): string => {
  const id = z.uuid().safeParse(text)
  if (!id.success) throw notFound()
  return id.data
}

type MakePaper = (context: EndpointContext, id: string, today: string) => Promise<Paper>

const reviewPaper = (file: string, make: MakePaper) =>
  defineEndpoint({
    method: 'GET',
    path: `/tot-nghiep/:id/${file}.pdf`,
    permission,
    async handle(context) {
      const { app, actor, params, read } = context
      const id = idOf(params.id)
      const { institution_id } = await read((db) => getReview(db, id))
      if (!may(actor, permission, { institution: institution_id })) throw notFound()
      const { bytes, review, people } = await make(context, id, today(app.clock))
      await lookAt(context, permission, institution_id, people)
      return pdfFile(bytes, `${file}-${review.cohort_name}.pdf`)
    },
  })

/** Everybody reviewed, with the verdict and each reason. */
export const eligibilityFile = reviewPaper('danh-sach', eligibilityPdf)
/** Minutes of the council. */
export const minutesFile = reviewPaper('bien-ban', minutesPdf)
/** The decision with its list by class. */
export const decisionFile = reviewPaper('quyet-dinh', decisionPdf)

type MakeExam = (context: EndpointContext, part: ExamPart, today: string) => Promise<ExamPaper>

const Part = z.object({
  phan: z.enum(examKinds).default('theory'),
  lan: z.coerce.number().int().min(1).max(9).default(1),
})

const examPaper = (file: string, make: MakeExam) =>
  defineEndpoint({
    method: 'GET',
    path: `/tot-nghiep/khoa/:id/thi/${file}.pdf`,
    permission,
    async handle(context) {
      const { app, actor, params, url, read } = context
      const part = Part.safeParse(queryInput(url))
      if (!part.success) throw notFound()
      const id = idOf(params.id)
      const { institution_id } = await read((db) => getCohortFacts(db, id))
      if (!may(actor, permission, { institution: institution_id })) throw notFound()
      const of = { cohort: id, kind: part.data.phan, sitting: part.data.lan }
      const { bytes, institution, people, name } = await make(context, of, today(app.clock))
      await lookAt(context, permission, institution, people)
      return pdfFile(bytes, `${file}-${name}-${of.kind}-${of.sitting}.pdf`)
    },
  })

/** Candidates of a part and sitting, with room to sign for the paper. */
export const examListFile = examPaper('du-thi', examListPdf)
/** Who may sit the examination. */
export const candidatesFile = examPaper('dieu-kien', candidatesPdf)
/** Marks of a part and sitting. */
export const examMarksFile = examPaper('bang-diem', examMarksPdf)
/** Minutes of a part and sitting. */
export const examMinutesFile = examPaper('bien-ban', examMinutesPdf)
/** What each independent marker gave. */
export const markingSheetFile = examPaper('phieu-cham', markingSheetPdf)

type MakeOwn = (context: EndpointContext, source: TranscriptSource, today: string) => Promise<Uint8Array>

const learnerPaper = (file: string, make: MakeOwn) =>
  defineEndpoint({
    method: 'GET',
    path: `/tot-nghiep/nguoi-hoc/:id/${file}.pdf`,
    permission,
    async handle(context) {
      const { app, actor, params, read } = context
      const id = idOf(params.id)
      const day = today(app.clock)
      const source = await read((db) => readTranscripts(db, [id], day))
      const [head] = source.heads
      if (!head || !may(actor, permission, { institution: head.institution_id })) throw notFound()
      await lookAt(context, permission, head.institution_id, [head.person_id])
      return pdfFile(await make(context, source, day), `${file}-${head.learner_code}.pdf`)
    },
  })

const langOf = (url: URL): 'vi' | 'en' => (url.searchParams.get('ngon-ngu') === 'en' ? 'en' : 'vi')

/** Transcript of one learner, in Vietnamese or English. */
export const transcriptFile = learnerPaper('bang-diem', ({ app, url }, source, day) =>
  transcriptPdf(app, source, { lang: langOf(url), today: day }),
)
/** Certificate of results for who has not graduated. */
export const certificateFile = learnerPaper('giay-chung-nhan', ({ app }, source, day) =>
  certificatePdf(app.catalog('vi'), source, day),
)

/** The file a job made of a class's transcripts, for the account that asked for it. */
export const classTranscriptFile = defineEndpoint({
  method: 'GET',
  path: '/lop/:id/bang-diem-toan-khoa.pdf',
  permission,
  async handle(context) {
    const { app, actor, params, read, url } = context
    const id = idOf(params.id)
    const group = await read((db) => getClass(db, id))
    if (actor.kind !== 'account' || !may(actor, permission, { institution: group.institution_id }))
      throw notFound()
    const link = `/lop/${id}/bang-diem-toan-khoa.pdf?ngon-ngu=${langOf(url)}`
    const made = await read((db) => findMadeFile(db, actor.id, link))
    if (!made) throw notFound('students.graduation.error.no_file')
    await lookAt(context, permission, group.institution_id, made.people)
    const sealed = await buffer((await app.files.get(made.sealed)).stream)
    return pdfFile(app.keys.openBytes(sealed), `bang-diem-${group.code}.pdf`)
  },
})
