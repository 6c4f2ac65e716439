import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { enqueue } from '#platform/jobs/queue.ts'
import { resetLetter } from '../jobs.ts'
import { limits } from '../limits.ts'
import { SentHeaders } from '../own.ts'
import { addressOf, guardRate } from '#platform/rate.ts'

/** Asks for a link to choose a new password. The answer and the time it takes are the same whether the address is known or not. */
export const requestReset = defineAction({
  name: 'identity.request-reset',
  permission: 'public',
  input: z.object({
    email: z.email('identity.error.email_form').max(254).toLowerCase(),
    headers: SentHeaders,
  }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(tx, { input, app }) {
    const address = addressOf(input.headers)
    if (address) await guardRate(app, `address ${address}`, limits.attemptsPerAddress)
    await guardRate(app, `reset ${input.email}`, limits.resetLetters)
    await enqueue(tx, resetLetter, { email: input.email })
    return { result: undefined, changes: [] }
  },
})
