import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { BatchFault } from '../fault.ts'
import type { FolderRead } from '../read-folder.ts'
import { addKept, getBatch, moveBatch } from '../store/batch.ts'

/** Writes what was read of a batch: what will be made, or what is wrong. */
export const saveRead = defineAction({
  name: 'resources.save-read-import',
  permission: 'resources.keep',
  input: z.object({
    batch: z.uuid(),
    /** Hashes of the files that were kept while it was read. */
    kept: z.array(z.string()),
    read: z.custom<FolderRead | { fault: BatchFault }>((value) => typeof value === 'object'),
  }),
  find: (db, input) => getBatch(db, input.batch),
  about: () => ({ province: true }),
  async run(tx, { input: { read, kept }, target }) {
    if (target.state !== 'reading') {
      await addKept(tx, target.id, kept)
      return { result: undefined, changes: [] }
    }
    const state = 'fault' in read ? 'faulty' : 'ready'
    await moveBatch(tx, target, { state, kept, ...read })
    return {
      result: undefined,
      changes: [
        {
          subject: 'resources.import_batch',
          id: target.id,
          institution: target.institution_id,
          before: { state: 'reading' },
          after: { state, ...('resources' in read && { count: read.resources.length }) },
        },
      ],
    }
  },
})
