import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { licenceFor, questions } from '../licence.ts'
import { getDraft } from '../rights.ts'
import { updateDescription } from '../store/draft.ts'
import { changeOf } from './save-draft.ts'

const answer = 'resources.catalogue.error.answer'

/** Sets the licence from three questions in plain words. */
export const chooseLicence = defineAction({
  name: 'resources.choose-licence',
  permission: 'resources.contribute',
  input: z.object({
    id: z.uuid(),
    version: z.coerce.number().int(),
    who: z.enum(questions.who, answer),
    change: z.enum(questions.change, answer).optional(),
    sell: z.enum(questions.sell, answer).optional(),
  }),
  find: (db, input, { actor }) => getDraft(db, actor, input.id),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target }) {
    const { who, change, sell } = input
    if (who === 'public' && !(change && sell))
      throw invalid({ ...(change ? {} : { change: answer }), ...(sell ? {} : { sell: answer }) })
    if (who === 'school' && !target.institution_id)
      throw invalid({ who: 'resources.catalogue.error.no_school' })
    const row = { licence: licenceFor({ who, change: change ?? 'yes', sell: sell ?? 'no' }), access: who }
    if (!(await updateDescription(tx, { id: target.id, version: input.version }, row))) throw conflict()
    return { result: { code: target.code }, changes: [changeOf(target, row)] }
  },
})
