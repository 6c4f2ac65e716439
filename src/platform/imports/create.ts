import { createHash } from 'node:crypto'
import { z } from 'zod'
import { defineAction } from '../actions/define.ts'
import { actorLabel } from '../audit/record.ts'
import { AppError } from '../errors.ts'
import { safeFileName } from '../files/index.ts'
import { mandateOf, placeOf } from './batch.ts'
import type { AnyImport } from './define.ts'
import { bytesAtOnce, goOn, rowsAtOnce, setToWork, type WentOn } from './go-on.ts'
import { readLists, type ReadLists } from './read-lists.ts'
import { deleteRows, findColumns, holdBatch, insertBatch, patchBatch } from './store.ts'

/** Largest file taken, in bytes. */
export const largestFile = 30 * 1024 * 1024

const Input = z.object({
  institution: z.uuid({ error: 'imports.upload.no_institution' }).optional(),
  file: z.instanceof(File, { error: 'imports.upload.no_file' }),
  /** The batch whose corrected file this is. */
  replaces: z.uuid().optional(),
})

/** Takes a file: opens it, finds its lists and columns, and goes on as far as no person is needed. */
export const createAction = (spec: AnyImport) =>
  defineAction({
    name: `imports.${spec.kind}.create`,
    permission: spec.permission,
    input: Input.superRefine((input, context) => {
      if (spec.scope === 'institution' && !input.institution)
        context.addIssue({ code: 'custom', path: ['institution'], message: 'imports.upload.no_institution' })
    }),
    find: async (_db, { institution }) => ({
      institution_id: spec.scope === 'institution' ? (institution ?? null) : null,
    }),
    about: (target) => placeOf(spec, target),
    async run(tx, { input, target, actor, app, lang }) {
      const { id: account, name: account_name } = actorLabel(actor)
      const bytes = new Uint8Array(await input.file.arrayBuffer())
      if (bytes.byteLength > largestFile)
        throw refusedFile(
          new AppError('invalid', { key: 'sheets.error.too_large', params: { limit: largestFile } }),
        )
      const file_name = safeFileName(input.file.name)
      const recall = (print: string) => findColumns(tx, spec.kind, target.institution_id, print)
      const isQuick = bytes.byteLength <= bytesAtOnce || actor.kind !== 'account'
      const lists = isQuick
        ? await readLists(bytes, file_name, spec, recall).catch((error) => Promise.reject(refusedFile(error)))
        : undefined
      // Lists of people hold citizen numbers in plain: the file is kept sealed, so it is this batch's alone.
      const stored = await app.files.put(app.keys.sealBytes(bytes))
      const batch = {
        kind: spec.kind,
        ...target,
        account,
        account_name,
        file_name,
        file_hash: createHash('sha256').update(bytes).digest('hex'),
        kept_hash: stored.hash,
        file_size: bytes.byteLength,
      }
      const mandate = mandateOf(actor, spec.permission, placeOf(spec, target))
      const replaces = input.replaces ?? null
      const id = await insertBatch(tx, { ...batch, mandate, replaces })
      if (replaces) await replaceBatch(tx, replaces, spec, target.institution_id)
      if (lists) await patchBatch(tx, id, { tables: lists.tables, warnings: lists.warnings })
      const state = nextState(lists)
      const result: WentOn = { id, state, run: null }
      const isLarge = lists === undefined || lists.rows > rowsAtOnce
      if (state === 'matching') await patchBatch(tx, id, { state })
      else
        result.run = (await setToWork(tx, spec, { ...batch, id }, state, { actor, app, lang, isLarge })).run
      return {
        result,
        changes: [
          {
            subject: 'imports.batch',
            id,
            institution: target.institution_id,
            before: null,
            after: { ...batch, state },
          },
        ],
      }
    },
    after: goOn(spec),
  })

function nextState(lists: ReadLists | undefined): 'reading' | 'matching' | 'checking' {
  if (!lists) return 'reading'
  return lists.isConfident ? 'checking' : 'matching'
}

/** The refusal of a file stands under the field of the file. */
function refusedFile(error: unknown): unknown {
  return error instanceof AppError && error.refusal === 'invalid'
    ? new AppError('invalid', error.reason, { file: error.reason.key })
    : error
}

/** The file it corrects is laid aside, with its rows. */
async function replaceBatch(
  tx: Parameters<typeof deleteRows>[0],
  id: string,
  spec: AnyImport,
  institution: string | null,
): Promise<void> {
  const old = await holdBatch(tx, id, spec.kind)
  if (old.institution_id !== institution || !['matching', 'ready', 'failed'].includes(old.state)) return
  await deleteRows(tx, id)
  await patchBatch(tx, id, { state: 'replaced' })
}
