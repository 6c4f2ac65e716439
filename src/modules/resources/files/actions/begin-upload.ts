import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { AppError, invalid } from '#platform/errors.ts'
import { getDraft } from '../../catalogue/rights.ts'
import { mostFiles } from '../../catalogue/upload.ts'
import { countFiles, countOpen, insertUpload } from '../store/upload.ts'
import { gigabyte, largestUpload } from '../upload/limits.ts'
import { uploadPath } from '../upload/path.ts'

/** A file begins its way into a draft. Each account has so much on its way at once. */
export const beginUpload = defineAction({
  name: 'resources.begin-upload',
  permission: 'resources.contribute',
  input: z.object({
    id: z.uuid(),
    version: z.uuid(),
    name: z.string().min(1).max(2000),
    size: z.number().int().min(0),
    modified: z.number().int().min(0).max(8.64e15).nullable(),
  }),
  find: (db, input, { actor }) => getDraft(db, actor, input.version),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target, actor, app }) {
    const account = actor.kind === 'account' ? actor.id : ''
    if (input.size === 0) throw invalid({}, 'platform.file.empty')
    if (input.size > largestUpload)
      throw new AppError('invalid', {
        key: 'resources.files.error.too_large',
        params: { limit: largestUpload / gigabyte },
      })
    const { openBytes, openFiles } = app.config.uploads
    const open = await countOpen(tx, account)
    if (open.count >= openFiles)
      throw new AppError('too_many', { key: 'resources.files.error.count', params: { limit: openFiles } })
    if (open.bytes + input.size > openBytes)
      throw new AppError('too_many', {
        key: 'resources.files.error.quota',
        params: { limit: Math.floor((10 * openBytes) / gigabyte) / 10 },
      })
    if ((await countFiles(tx, target.id)) >= mostFiles)
      throw new AppError('too_many', {
        key: 'resources.files.error.many_files',
        params: { limit: mostFiles },
      })
    const path = uploadPath(input.name.normalize('NFC'))
    await insertUpload(tx, {
      id: input.id,
      version_id: target.id,
      account,
      path,
      size: input.size,
      modified_at: input.modified,
    })
    return { result: { path }, changes: [] }
  },
})
