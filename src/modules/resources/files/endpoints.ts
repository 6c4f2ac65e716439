import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { getOwnUpload } from './actions/end-upload.ts'
import { finish } from './upload/finish.ts'
import { uploadBase } from './upload/limits.ts'
import { answerTus } from './upload/server.ts'
import { uploadsOf } from './upload/uploads-of.ts'

/** A file begins: the answer says where its bytes go. */
export const uploadStart = defineEndpoint({
  method: 'POST',
  path: uploadBase,
  permission: 'resources.contribute',
  isStreamed: true,
  handle: ({ app, actor, request, lang }) => answerTus(request, { app, actor, lang, upload: undefined }),
})

/** A file goes on: how much is there (HEAD), more of it (PATCH), no longer wanted (DELETE). Another's reads as not there. */
export const uploadPart = defineEndpoint({
  method: 'ALL',
  path: `${uploadBase}/:id`,
  permission: 'resources.contribute',
  isStreamed: true,
  async handle(context) {
    const { app, actor, request, lang } = context
    let upload = await findOwn(context)
    if (request.method === 'HEAD' && upload.state === 'open') {
      // All had come and the process ended before it was added.
      const size = await uploadsOf(app).sizeOf(upload.id)
      if (size === upload.size) {
        await finish(app, actor, upload)
        upload = await findOwn(context)
      }
    }
    return answerTus(request, { app, actor, lang, upload })
  },
})

async function findOwn({ read, actor, params }: EndpointContext) {
  const id = z.uuid().safeParse(params.id)
  if (!id.success) throw notFound()
  return read((db) => getOwnUpload(db, actor, id.data))
}
