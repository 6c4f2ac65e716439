import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { getDraft } from '../../catalogue/rights.ts'
import { addFile } from '../../catalogue/store/file.ts'
import { findState } from '../store/state.ts'
import { uploadsOf } from '../upload/uploads-of.ts'
import { deleteUpload, endUpload, findUpload, type Upload } from '../store/upload.ts'

/** An upload of the actor's own. @throws AppError not_found */
export async function getOwnUpload(db: Db, actor: Actor, id: string): Promise<Upload> {
  const found = await findUpload(db, id)
  if (!found || actor.kind !== 'account' || found.account !== actor.id) throw notFound()
  return found
}

/**
 * A file that has come in full goes into its draft, behind the others. The version of the draft's description stays as
 * it is: whoever is writing it saves without having been overtaken.
 */
export const finishUpload = defineAction({
  name: 'resources.finish-upload',
  permission: 'resources.contribute',
  input: z.object({
    id: z.uuid(),
    hash: z.string(),
    size: z.number().int(),
    mime: z.string(),
    kind: z.string(),
  }),
  async find(db, input, { actor }) {
    const upload = await getOwnUpload(db, actor, input.id)
    return { upload, draft: await getDraft(db, actor, upload.version_id) }
  },
  about: () => ({ anywhere: true }),
  async run(tx, { input, target: { upload, draft } }) {
    if (upload.state !== 'open') return { result: { file: upload.file_id }, changes: [] }
    const state = await findState(tx, input.hash)
    if (state?.scan === 'infected')
      throw precondition('resources.files.error.infected', { threat: state.threat ?? '' })
    const { hash, size, mime, kind } = input
    const file = await addFile(tx, draft.id, { path: upload.path, hash, size, mime, kind })
    if (!(await endUpload(tx, upload.id, { file: file.id }))) throw new Error('an upload ended twice')
    return {
      result: { file: file.id },
      changes: [
        {
          subject: 'resources.version',
          id: draft.id,
          institution: draft.institution_id,
          before: {},
          after: { files: [file.path] },
        },
      ],
    }
  },
})

/** A file that cannot be taken; its uploader reads why. */
export const refuseUpload = defineAction({
  name: 'resources.refuse-upload',
  permission: 'resources.contribute',
  input: z.object({
    id: z.uuid(),
    fault: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  }),
  find: (db, input, { actor }) => getOwnUpload(db, actor, input.id),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target }) {
    await endUpload(tx, target.id, input)
    return { result: {}, changes: [] }
  },
})

/** An upload its uploader no longer wants, or has read about. */
export const dropUpload = defineAction({
  name: 'resources.drop-upload',
  permission: 'resources.contribute',
  input: z.object({ id: z.uuid() }),
  find: (db, input, { actor }) => getOwnUpload(db, actor, input.id),
  about: () => ({ anywhere: true }),
  async run(tx, { target }) {
    await deleteUpload(tx, target.id)
    return { result: { id: target.id }, changes: [] }
  },
  async after({ id }, { app }) {
    await uploadsOf(app).remove(id)
  },
})
