import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { App } from '#platform/app.ts'
import type { Actor } from '#platform/access.ts'
import { precondition } from '#platform/errors.ts'
import { authOf } from '../auth.ts'
import { limits } from '../limits.ts'
import { ownAccount, ReturnPath, SentHeaders } from '../own.ts'
import { forgetTries, guardRate } from '#platform/rate.ts'
import { asking, cookiesOnly } from '../reply.ts'
import { needsSecondFactor } from '../role.ts'
import { findAccountOnDay } from '../store/actor.ts'
import { markCodesNew } from '../store/secrets.ts'

const WithPassword = z.object({ current_password: z.string().optional(), headers: SentHeaders })

type Asked = { body: { password?: string }; headers: Headers }

/** Repeats the password under the same limit as changing it. */
async function withPassword<T>(
  { app, actor, input }: { app: App; actor: Actor; input: z.infer<typeof WithPassword> },
  call: (asked: Asked) => Promise<T>,
): Promise<{ id: string; done: T }> {
  const id = ownAccount(actor)
  const tries = `password ${id}`
  await guardRate(app, tries, limits.wrongPasswords)
  const { current_password: password, headers } = input
  const done = await asking(() => call({ body: password === undefined ? {} : { password }, headers }))
  await forgetTries(app, tries)
  return { id, done }
}

const about = () => ({ anywhere: true }) as const
const change = (id: string, event: string) => ({
  subject: 'identity.second-factor',
  id,
  before: null,
  after: { event },
})

/** Makes the secret for the authenticator app. Nothing is switched on until a code made from it comes back right. */
export const startSecondFactor = defineAction({
  name: 'identity.start-second-factor',
  permission: 'signed-in',
  input: WithPassword,
  find: nothing,
  about,
  async run(_tx, context) {
    const { id } = await withPassword(context, ({ body, headers }) =>
      authOf(context.app).api.enableTwoFactor({ body: { ...body, method: 'totp' }, headers }),
    )
    return { result: undefined, changes: [change(id, 'started')] }
  },
})

/** Switches the second factor on, after a right test code. */
export const confirmSecondFactor = defineAction({
  name: 'identity.confirm-second-factor',
  permission: 'signed-in',
  input: z.object({
    code: z
      .string('identity.error.code_missing')
      .transform((code) => code.replaceAll(/\s/g, ''))
      .pipe(z.string().regex(/^\d{6}$/, 'identity.error.code_form')),
    tiep: ReturnPath,
    headers: SentHeaders,
  }),
  find: nothing,
  about,
  async run(_tx, { input, app, actor }) {
    const id = ownAccount(actor)
    await guardRate(app, `test code ${id}`, limits.wrongPasswords)
    const { headers } = await asking(() =>
      authOf(app).api.verifyTOTP({ body: { code: input.code }, headers: input.headers, returnHeaders: true }),
    )
    await markCodesNew(app, id)
    return { result: { cookies: cookiesOnly(headers), tiep: input.tiep }, changes: [change(id, 'on')] }
  },
})

/** New recovery codes; the old ones stop working. */
export const renewRecoveryCodes = defineAction({
  name: 'identity.renew-recovery-codes',
  permission: 'signed-in',
  input: WithPassword,
  find: nothing,
  about,
  async run(_tx, context) {
    const { id } = await withPassword(context, (asked) => authOf(context.app).api.generateBackupCodes(asked))
    await markCodesNew(context.app, id)
    return { result: undefined, changes: [change(id, 'new recovery codes')] }
  },
})

/** Switches the second factor off, where no role held needs it. */
export const endSecondFactor = defineAction({
  name: 'identity.end-second-factor',
  permission: 'signed-in',
  input: WithPassword,
  find: nothing,
  about,
  async run(_tx, context) {
    const { app, actor, today } = context
    const held = await findAccountOnDay(app, ownAccount(actor), today)
    if (held?.grants.some((grant) => needsSecondFactor(grant.role)))
      throw precondition('identity.error.second_factor_needed')
    const { id, done } = await withPassword(context, (asked) =>
      authOf(app).api.disableTwoFactor({ ...asked, returnHeaders: true }),
    )
    return { result: { cookies: cookiesOnly(done.headers) }, changes: [change(id, 'off')] }
  },
})
