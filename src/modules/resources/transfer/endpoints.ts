import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { getShownResource, getVersion } from '../catalogue/store/version.ts'
import { countSeen } from '../reuse/count.ts'
import { partsOf, toManifest } from './export.ts'
import { archiveResponse, ensureGivable } from './give.ts'

/** A published resource with all its files and what is said of it, to take along. */
export const archiveEndpoint = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/:code/goi.zip',
  permission: 'public',
  async handle({ app, actor, params, read, request }) {
    const { manifest, resource } = await read(async (db) => {
      const found = await getShownResource(db, params.code ?? '')
      return { resource: found, manifest: await toManifest(db, await getVersion(db, found.published_id)) }
    })
    await ensureGivable(app, request, manifest.files)
    const about = { resource: resource.id, owner: resource.owner_account }
    await countSeen(app, 'download', about, { actor, request })
    return archiveResponse(manifest.title, partsOf(app, manifest))
  },
})
