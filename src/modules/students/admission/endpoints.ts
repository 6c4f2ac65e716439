import { Readable } from 'node:stream'
import { findGrant, may } from '#platform/access.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { notFound } from '#platform/errors.ts'
import { contentDisposition, servingHeaders } from '#platform/files/index.ts'
import { defineEndpoint, idOf } from '#platform/pages/endpoint.ts'
import { today } from '#platform/clock.ts'
import { admittedPdf } from './documents/admitted.ts'
import { listAdmitted } from './store/admitted.ts'
import { getIntake } from './store/intake.ts'
import { getApplication } from './store/application.ts'

/** A paper an applicant sent along (what proves a policy group, among others), for those who may read what it proves. */
export const applicationFile = defineEndpoint({
  method: 'GET',
  path: '/tuyen-sinh/ho-so/:id/tep/:at',
  permission: 'students.read-sensitive',
  async handle({ app, actor, params, url, read }) {
    const id = idOf(params.id)
    const application = await read((db) => getApplication(db, id))
    const about = { institution: application.institution_id }
    const file = application.files[Number(params.at)]
    if (!file || !may(actor, 'students.read-sensitive', about)) throw notFound()
    await recordLook(app.database, actor, url.pathname, {
      subject: 'students.application',
      ids: [id],
      grantId: findGrant(actor, 'students.read-sensitive', about)?.id,
    })
    const { stream } = await app.files.get(file.hash)
    const headers = servingHeaders({ kind: file.kind as 'pdf', name: file.name }, 'inline')
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
      headers: { ...headers, 'Accept-Ranges': 'none', 'Cache-Control': 'private, no-store' },
    })
  },
})

/** The list of those admitted in a round, to print with the decision. */
export const admittedFile = defineEndpoint({
  method: 'GET',
  path: '/tuyen-sinh/ke-hoach/:id/trung-tuyen.pdf',
  permission: 'students.read',
  async handle({ app, actor, params, url, read }) {
    const id = idOf(params.id)
    const { intake, admitted } = await read(async (db) => ({
      intake: await getIntake(db, id, today(app.clock)),
      admitted: await listAdmitted(db, id),
    }))
    const about = { institution: intake.institution_id }
    if (!may(actor, 'students.read', about)) throw notFound()
    const bytes = await admittedPdf(intake, admitted, app.catalog('vi'))
    await recordLook(app.database, actor, url.pathname, {
      subject: 'people.person',
      ids: admitted.map((one) => one.person_id),
      grantId: findGrant(actor, 'students.read', about)?.id,
    })
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': contentDisposition(`trung-tuyen-${intake.programme_code}.pdf`, 'inline'),
        'Cache-Control': 'private, no-store',
      },
    })
  },
})
