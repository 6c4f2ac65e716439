import { Readable } from 'node:stream'
import { today } from '#platform/clock.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { contentDisposition } from '#platform/files/index.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { writeZip } from '#platform/sheets/index.ts'
import { codePattern } from '../catalogue/code.ts'
import { getResource } from '../catalogue/store/version.ts'
import { resourcePath } from '../resource.ts'
import { countSeen } from '../reuse/count.ts'
import { bytesOf, largestArchive } from '../transfer/export.ts'
import { ensureReleased } from '../files/quarantine.ts'
import { gatherPack } from './lessons.ts'
import { packHtml } from './page.tsx'

/** A published resource, or all a collection holds, as a folder that opens without a network. */
export const offlineEndpoint = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/:code/ngoai-tuyen.zip',
  permission: 'public',
  async handle({ app, actor, params, read, request, lang }) {
    const code = params.code ?? ''
    if (!codePattern.test(code)) throw notFound()
    const { pack, resource } = await read(async (db) => {
      const found = await getResource(db, code)
      const { published_id } = found
      if (!published_id || found.withdrawn_at) throw notFound()
      return { resource: found, pack: await gatherPack(db, { ...found, published_id }) }
    })
    const files = pack.lessons.flatMap((lesson) => lesson.files)
    if (files.reduce((sum, { file }) => sum + Number(file.size), 0) > largestArchive)
      throw precondition('resources.catalogue.error.too_large_to_pack')
    await ensureReleased(app, ...files.map(({ file }) => file.hash))
    const taken = [
      resource,
      ...pack.lessons.map(({ whole: { version } }) => ({ ...version, id: version.resource_id })),
    ]
    for (const { id, owner_account } of new Map(taken.map((one) => [one.id, one])).values())
      await countSeen(app, 'download', { resource: id, owner: owner_account }, { actor, request })
    const t = app.catalog(lang)
    const address = `${app.publicUrl()}${resourcePath(code)}`
    const index = packHtml({ pack, t, address, day: t.date(today(app.clock)) })
    const parts = [
      { path: 'index.html', content: [Buffer.from(index)] },
      ...files.map(({ file, entry }) => ({ path: entry, content: bytesOf(app, file.hash) })),
    ]
    return new Response(Readable.toWeb(Readable.from(writeZip(parts))) as ReadableStream<Uint8Array>, {
      headers: {
        'Content-Type': 'application/zip',
        'Content-Disposition': contentDisposition(`${pack.whole.version.title}.zip`),
        'Cache-Control': 'private, no-store',
      },
    })
  },
})
