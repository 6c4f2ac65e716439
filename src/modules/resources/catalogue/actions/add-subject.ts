import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { getDraft } from '../rights.ts'
import { touchDraft } from '../store/draft.ts'
import { findUnitFacts, tagUnit } from '../store/subject.ts'

/** Says which subject or module it is for; occupation, level and digital competence follow from it. */
export const addSubject = defineAction({
  name: 'resources.add-subject',
  permission: 'resources.contribute',
  input: z.object({ id: z.uuid(), unit: z.uuid() }),
  find: (db, input, { actor }) => getDraft(db, actor, input.id),
  about: () => ({ anywhere: true }),
  async run(tx, { input, target }) {
    const unit = await findUnitFacts(tx, input.unit)
    if (!unit) throw notFound()
    if (!(await touchDraft(tx, target.id))) throw precondition('resources.error.not_draft')
    await tagUnit(tx, target.id, unit)
    return {
      result: { code: target.code, name: `${unit.code} ${unit.name}`.trim() },
      changes: [
        {
          subject: 'resources.version',
          id: target.id,
          institution: target.institution_id,
          before: {},
          after: { unit: unit.code, name: unit.name, occupation: unit.occupation_code, level: unit.level },
        },
      ],
    }
  },
})
