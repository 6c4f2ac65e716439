import { institutionNames } from '#modules/institutions/index.ts'
import { may } from '#platform/access.ts'
import { today } from '#platform/clock.ts'
import { notFound } from '#platform/errors.ts'
import { contentDisposition } from '#platform/files/index.ts'
import { defineEndpoint, idOf, type EndpointContext } from '#platform/pages/endpoint.ts'
import { outcomesPdf, programmePdf, type Printed } from './documents/programme.ts'
import { loadContent } from './store/content.ts'
import { getFramework } from './store/framework.ts'
import { getIntegrationRule } from './store/rules.ts'
import { getVersion } from './store/version.ts'
import { isPublished } from './version.ts'

/** Published versions print for everybody, drafts for those who work on them. */
async function load({ app, actor, params, read }: EndpointContext): Promise<Printed> {
  const id = idOf(params['id'])
  const day = today(app.clock)
  const found = await read(async (db) => {
    const version = await getVersion(db, id)
    const { framework_id } = await getIntegrationRule(db, day)
    const names = await institutionNames(db, [version.institution_id], version.decision_date ?? day)
    return {
      version,
      content: await loadContent(db, version.id, framework_id),
      framework: await getFramework(db, framework_id),
      school: names.get(version.institution_id) ?? '',
      t: app.catalog('vi'),
    }
  })
  const { version } = found
  if (!isPublished(version.state) && !may(actor, 'curricula.read', { institution: version.institution_id }))
    throw notFound()
  return found
}

function document(name: string, print: (printed: Printed) => Promise<Uint8Array>) {
  return defineEndpoint({
    method: 'GET',
    path: `/chuong-trinh/phien-ban/:id/${name}.pdf`,
    permission: 'public',
    async handle(context) {
      const printed = await load(context)
      const pdf = await print(printed)
      return new Response(pdf as Uint8Array<ArrayBuffer>, {
        headers: {
          'Content-Type': 'application/pdf',
          'Content-Disposition': contentDisposition(`${name}-${printed.version.code}.pdf`, 'inline'),
          'Cache-Control': 'private, no-store',
        },
      })
    },
  })
}

export const programmeDocument = document('chuong-trinh', programmePdf)
export const outcomesDocument = document('chuan-dau-ra', outcomesPdf)
