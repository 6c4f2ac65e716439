import { Readable } from 'node:stream'
import { notFound, precondition } from '#platform/errors.ts'
import { contentDisposition } from '#platform/files/index.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { codePattern } from '../catalogue/code.ts'
import { getResource, getVersion } from '../catalogue/store/version.ts'
import { countSeen } from '../reuse/count.ts'
import { ensureReleased } from '../files/quarantine.ts'
import { describe, largestArchive, packResource } from './export.ts'

/** A published resource with all its files and what is said of it, to take along. */
export const packageEndpoint = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/:code/goi.zip',
  permission: 'public',
  async handle({ app, actor, params, read, request }) {
    const code = params.code ?? ''
    if (!codePattern.test(code)) throw notFound()
    const { manifest, resource } = await read(async (db) => {
      const found = await getResource(db, code)
      if (!found.published_id || found.withdrawn_at) throw notFound()
      return { resource: found, manifest: await describe(db, await getVersion(db, found.published_id)) }
    })
    if (manifest.files.reduce((sum, file) => sum + file.size, 0) > largestArchive)
      throw precondition('resources.catalogue.error.too_large_to_pack')
    await ensureReleased(app, ...manifest.files.map((file) => file.hash))
    await countSeen(
      app,
      'download',
      { resource: resource.id, owner: resource.owner_account },
      { actor, request },
    )
    const stream = Readable.toWeb(Readable.from(packResource(app, manifest))) as ReadableStream<Uint8Array>
    return new Response(stream, {
      headers: {
        'Content-Type': 'application/zip',
        'Content-Disposition': contentDisposition(`${manifest.title}.zip`),
        'Cache-Control': 'private, no-store',
      },
    })
  },
})
