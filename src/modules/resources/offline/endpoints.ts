import { today } from '#platform/clock.ts'
import { defineEndpoint } from '#platform/pages/endpoint.ts'
import { getShownResource } from '../catalogue/store/version.ts'
import { resourcePath } from '../resource.ts'
import { countSeen } from '../reuse/count.ts'
import { archiveResponse, ensureGivable, filePart } from '../transfer/give.ts'
import { gatherPack } from './lessons.ts'
import { packHtml } from './page.tsx'

/** A published resource, or all a collection holds, as a folder that opens without a network. */
export const offlineEndpoint = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/:code/ngoai-tuyen.zip',
  permission: 'public',
  async handle({ app, actor, params, read, request, lang }) {
    const code = params.code ?? ''
    const { pack, resource } = await read(async (db) => {
      const found = await getShownResource(db, code)
      return { resource: found, pack: await gatherPack(db, found) }
    })
    const files = pack.lessons.flatMap((lesson) => lesson.files)
    await ensureGivable(
      app,
      request,
      files.map(({ file }) => file),
    )
    const taken = [
      resource,
      ...pack.lessons.map(({ whole: { version } }) => ({ ...version, id: version.resource_id })),
    ]
    for (const { id, owner_account } of new Map(taken.map((one) => [one.id, one])).values())
      await countSeen(app, 'download', { resource: id, owner: owner_account }, { actor, request })
    const t = app.catalog(lang)
    const address = `${app.publicUrl()}${resourcePath(code)}`
    const index = packHtml({ pack, t, address, day: t.date(today(app.clock)) })
    return archiveResponse(pack.whole.version.title, [
      { path: 'index.html', content: [Buffer.from(index)] },
      ...files.map(({ file, entry }) => filePart(app, entry, file)),
    ])
  },
})
