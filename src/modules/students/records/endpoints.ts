import { Readable } from 'node:stream'
import { findGrant, may } from '#platform/access.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { notFound } from '#platform/errors.ts'
import { servingHeaders } from '#platform/files/index.ts'
import { defineEndpoint, idOf } from '#platform/pages/endpoint.ts'
import { getPolicyFact } from './store/policy-fact.ts'

const permission = 'students.read-sensitive'

/** The paper that proves a policy fact, shown in the browser; every look is logged. */
export const factPaper = defineEndpoint({
  method: 'GET',
  path: '/hoc-sinh/:id/doi-tuong/:fact/tep',
  permission,
  async handle({ app, actor, params, url, read }) {
    const id = idOf(params.fact)
    const fact = await read((db) => getPolicyFact(db, app.keys, id))
    const place = { institution: fact.institution_id }
    if (!fact.paper || !may(actor, permission, place)) throw notFound()
    await recordLook(app.database, actor, url.pathname, {
      subject: 'students.policy_fact',
      ids: [fact.person_id],
      grantId: findGrant(actor, permission, place)?.id,
    })
    const { stream } = await app.files.get(fact.paper.hash)
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
      headers: {
        ...servingHeaders(fact.paper, 'inline'),
        'Accept-Ranges': 'none',
        'Cache-Control': 'private, no-store',
      },
    })
  },
})
