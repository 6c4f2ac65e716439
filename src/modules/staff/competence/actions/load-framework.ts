import { defineAction, nothing } from '#platform/actions/define.ts'
import { FrameworkInput } from '../framework.ts'
import { insertFramework } from '../store/framework.ts'

/** Adds a competence framework with its questionnaire and level rule, as one act. */
export const loadFramework = defineAction({
  name: 'staff.load-framework',
  permission: 'staff.load-framework',
  input: FrameworkInput,
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input }) {
    await insertFramework(tx, input)
    return {
      result: { id: input.id },
      changes: [
        {
          subject: 'staff.framework',
          id: input.id,
          before: null,
          after: { title: input.title, questionnaire: input.questionnaire.id },
        },
      ],
    }
  },
})
