import { defineAction, nothing } from '#platform/actions/define.ts'
import { FrameworkInput } from '../framework.ts'
import { insertFramework } from '../store/framework.ts'

/** Stores a competence framework. Run for reference data. */
export const loadFramework = defineAction({
  name: 'curricula.load-framework',
  permission: 'curricula.load-framework',
  input: FrameworkInput,
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input }) {
    await insertFramework(tx, input)
    const after = { title: input.title, from_date: input.from_date, rule: input.rule }
    return {
      result: input.id,
      changes: [{ subject: 'curricula.framework', id: input.id, before: null, after }],
    }
  },
})
