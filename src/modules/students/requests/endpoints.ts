import { Readable } from 'node:stream'
import { findGrant, may } from '#platform/access.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { today } from '#platform/clock.ts'
import { notFound } from '#platform/errors.ts'
import { contentDisposition, servingHeaders } from '#platform/files/index.ts'
import { defineEndpoint, idOf, type EndpointContext } from '#platform/pages/endpoint.ts'
import { writeZip } from '#platform/sheets/index.ts'
import { certificatePdf } from '../graduation/documents/certificate.ts'
import { readTranscripts, transcriptPdf, type TranscriptSource } from '../graduation/documents/transcript.ts'
import { getRecognition } from '../marks/store/recognition.ts'
import { ownPerson } from './actions/data-request.ts'
import type { Paper } from './data-request.ts'
import { getDataRequest } from './store/data-request.ts'
import { collectKept, partsOfKept } from './take-out.ts'

const priv = { 'Cache-Control': 'private, no-store' }

/** Bytes to open or to keep, for nobody's cache. */
const serve = (
  body: Uint8Array | ReadableStream<Uint8Array>,
  type: string,
  name: string,
  how: 'inline' | 'attachment',
): Response =>
  new Response(body as BodyInit, {
    headers: { ...priv, 'Content-Type': type, 'Content-Disposition': contentDisposition(name, how) },
  })

async function servePaper({ app }: EndpointContext, paper: Paper): Promise<Response> {
  const { stream } = await app.files.get(paper.hash)
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: {
      ...servingHeaders({ kind: paper.kind as 'pdf', name: paper.name }, 'inline'),
      ...priv,
      'Accept-Ranges': 'none',
    },
  })
}

type MakePaper = (context: EndpointContext, source: TranscriptSource, today: string) => Promise<Uint8Array>

/** A paper about one of the learner's own courses of study. */
const ownPaper = (file: string, make: MakePaper) =>
  defineEndpoint({
    method: 'GET',
    path: `/hoc-tap/:enrolment/${file}.pdf`,
    permission: 'students.learn',
    async handle(context) {
      const { app, actor, params, read } = context
      const id = idOf(params.enrolment)
      const day = today(app.clock)
      const source = await read((db) => readTranscripts(db, [id], day))
      const [head] = source.heads
      if (!head || head.person_id !== ownPerson(actor)) throw notFound()
      return serve(
        await make(context, source, day),
        'application/pdf',
        `${file}-${head.learner_code}.pdf`,
        'inline',
      )
    },
  })

/** The learner's own transcript, in Vietnamese or English. */
export const ownTranscript = ownPaper('bang-diem', ({ app, url }, source, day) =>
  transcriptPdf(app, source, { lang: url.searchParams.get('ngon-ngu') === 'en' ? 'en' : 'vi', today: day }),
)

/** The learner's own certificate of results, before graduation. */
export const ownCertificate = ownPaper('giay-chung-nhan', ({ app }, source, day) =>
  certificatePdf(app.catalog('vi'), source, day),
)

/** Everything that is kept of the learner, as one file of their own. */
export const ownTakeOut = defineEndpoint({
  method: 'GET',
  path: '/hoc-tap/du-lieu-cua-toi.zip',
  permission: 'students.learn',
  async handle({ app, actor, read, lang }) {
    const person = ownPerson(actor)
    if (!person) throw notFound()
    const day = today(app.clock)
    const t = app.catalog(lang)
    const kept = await read((db) => collectKept(app, db, person))
    const words = {
      readme: t('students.papers.readme', { day: t.date(day) }),
      transcript: 'bang-diem',
      papers: 'giay-to',
    }
    const parts = await partsOfKept(app, kept, { read, day, words })
    return serve(
      Readable.toWeb(Readable.from(writeZip(parts))) as ReadableStream<Uint8Array>,
      'application/zip',
      `du-lieu-cua-toi-${day}.zip`,
      'attachment',
    )
  },
})

/** The proof a learner sent with a request for recognition, for the learner. */
export const ownRecognitionPaper = defineEndpoint({
  method: 'GET',
  path: '/hoc-tap/de-nghi/cong-nhan/:id/tep',
  permission: 'students.learn',
  async handle(context) {
    const { actor, params, read } = context
    const id = idOf(params.id)
    const one = await read((db) => getRecognition(db, id))
    if (!one.paper || one.person_id !== ownPerson(actor)) throw notFound()
    return servePaper(context, one.paper)
  },
})

const readPaper = async ({ app, params, read }: EndpointContext) => {
  const id = idOf(params.id)
  const request = await read((db) => getDataRequest(db, app.keys, id))
  return { request, paper: request.files[Number(params.at)] }
}

/** A paper of one's own request to mend facts. */
export const ownDataPaper = defineEndpoint({
  method: 'GET',
  path: '/hoc-tap/de-nghi/du-lieu/:id/tep/:at',
  permission: 'students.learn',
  async handle(context) {
    const { request, paper } = await readPaper(context)
    if (!paper || request.person_id !== ownPerson(context.actor)) throw notFound()
    return servePaper(context, paper)
  },
})

/** A paper of a request to mend facts, for who decides; every look is logged. */
export const dataPaper = defineEndpoint({
  method: 'GET',
  path: '/de-nghi-du-lieu/:id/tep/:at',
  permission: 'students.edit',
  async handle(context) {
    const { app, actor, url } = context
    const { request, paper } = await readPaper(context)
    const place = { institution: request.institution_id }
    if (!paper || !may(actor, 'students.edit', place)) throw notFound()
    await recordLook(app.database, actor, url.pathname, {
      subject: 'people.person',
      ids: [request.person_id],
      grantId: findGrant(actor, 'students.edit', place)?.id,
    })
    return servePaper(context, paper)
  },
})
