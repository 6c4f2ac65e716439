import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { invalid } from '#platform/errors.ts'
import { answerRows } from '../many/answer.ts'
import { largestList, readList } from '../many/read.ts'
import { keepList } from '../many/store.ts'

/** Checks a list of diplomas at once. That it was done, and for how many rows, stands in the audit; what was asked does not. */
export const checkMany = defineAction({
  name: 'diplomas.check-many',
  permission: 'public',
  input: z.object({
    file: z.file('diplomas.check.many.error.none'),
    address_of_sender: z.string().optional(),
  }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(tx, { input, app }) {
    if (input.file.size > largestList) throw invalid({ file: 'diplomas.check.many.error.large' })
    const asked = await readList(new Uint8Array(await input.file.arrayBuffer()), input.file.name)
    const rows = await answerRows(app, tx, asked, { address: input.address_of_sender })
    const token = await keepList(tx, app, rows)
    return {
      result: { token },
      changes: [{ subject: 'diplomas.checked_list', id: '', before: null, after: { rows: rows.length } }],
    }
  },
})
