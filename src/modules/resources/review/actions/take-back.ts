import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, precondition } from '#platform/errors.ts'
import { listFaults } from '../../catalogue/assess.ts'
import { getWorkable } from '../../catalogue/rights.ts'
import { moveVersion } from '../store/life.ts'
import { endSubmission, findOpenSubmission } from '../store/submission.ts'

/**
 * Takes a version back before it is decided: it becomes a draft again, remarks stay. So does an accepted one that may no longer be
 * published, since its resource was opened wider meanwhile or malware was found in a file.
 */
export const takeBack = defineAction({
  name: 'resources.take-back',
  permission: 'resources.contribute',
  input: z.object({ id: z.uuid() }),
  find: (db, input, { actor }) => getWorkable(db, actor, input.id),
  about: () => ({ anywhere: true }),
  async run(tx, { target, actor }) {
    const submission = await findOpenSubmission(tx, target.id)
    const isBehind = target.state === 'accepted' && (await listFaults(tx, target)).length > 0
    if (!submission && !isBehind) throw precondition('resources.review.error.not_open')
    if (submission && !(await endSubmission(tx, submission, { state: 'taken_back' }))) throw conflict()
    // What is published stays published: only the offer to wider readers ends.
    const isDraft = isBehind || target.state === 'submitted' || target.state === 'reviewed'
    if (isDraft && !(await moveVersion(tx, target, 'draft', actor))) throw conflict()
    return {
      result: { code: target.code, isDraft },
      changes: [
        {
          subject: 'resources.version',
          id: target.id,
          institution: target.institution_id,
          before: { state: target.state, ...(submission && { submission: submission.id }) },
          after: { state: isDraft ? 'draft' : target.state, ...(submission && { submission: 'taken_back' }) },
        },
      ],
    }
  },
})
