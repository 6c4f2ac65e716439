import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { getDraft, maySee } from '../../catalogue/rights.ts'
import { touchDraft } from '../../catalogue/store/draft.ts'
import { addItem } from '../../catalogue/store/item.ts'
import { getVersion } from '../../catalogue/store/version.ts'

/** Puts a published resource into the draft of a collection of one's own. */
export const addToCollection = defineAction({
  name: 'resources.add-to-collection',
  permission: 'resources.contribute',
  input: z.object({
    id: z.uuid(),
    collection: z.uuid('resources.reuse.error.collection'),
    note: z.string().trim().max(500).optional(),
  }),
  async find(db, input, { actor }) {
    const item = await getVersion(db, input.id)
    if (!(await maySee(db, actor, item)) || item.state !== 'published') throw notFound()
    return { item, collection: await getDraft(db, actor, input.collection) }
  },
  about: () => ({ anywhere: true }),
  async run(tx, { input, target }) {
    const { item, collection } = target
    if (collection.kind !== 'collection' || collection.resource_id === item.resource_id)
      throw precondition('resources.reuse.error.collection')
    if (!(await touchDraft(tx, collection.id))) throw precondition('resources.error.not_draft')
    const isNew = await addItem(tx, collection.id, item.resource_id, input.note ?? null)
    return {
      result: { code: collection.code, title: item.title },
      changes: isNew
        ? [
            {
              subject: 'resources.version',
              id: collection.id,
              institution: collection.institution_id,
              before: {},
              after: { item: item.code },
            },
          ]
        : [],
    }
  },
})
