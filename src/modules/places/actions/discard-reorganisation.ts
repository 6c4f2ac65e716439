import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { precondition } from '#platform/errors.ts'
import { getReorganisation, lockTree } from '../store/reorganisations.ts'

/** Throws a draft away. What was done stays and can only be undone. */
export const discardReorganisation = defineAction({
  name: 'places.discard-reorganisation',
  permission: 'places.reorganise',
  input: z.object({ id: z.uuid() }),
  find: (db, { id }) => getReorganisation(db, id),
  about: () => ({ province: true }),
  async run(tx, { target }) {
    await lockTree(tx)
    const gone = await tx
      .deleteFrom('places.reorganisation')
      .where('id', '=', target.id)
      .where('state', '=', 'draft')
      .executeTakeFirst()
    if (Number(gone.numDeletedRows) === 0) throw precondition('places.reorganise.not_a_draft')
    return {
      result: undefined,
      changes: [
        {
          subject: 'places.reorganisation',
          id: target.id,
          before: { title: target.title, state: 'draft' },
          after: null,
        },
      ],
    }
  },
})
