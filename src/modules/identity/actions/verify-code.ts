import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { App } from '#platform/app.ts'
import { invalid } from '#platform/errors.ts'
import { authOf } from '../auth.ts'
import { deviceName } from '../device.ts'
import { ReturnPath, SentHeaders } from '../own.ts'
import { countTry } from '#platform/rate.ts'
import { asking, cookiesOnly } from '../reply.ts'
import { signInChange, tellNewDevice } from './note-sign-in.ts'

/** The second step of signing in: the code of the app, or one recovery code (which is thereby used up). */
export const verifyCode = defineAction({
  name: 'identity.verify-code',
  permission: 'public',
  input: z.object({
    code: z
      .string('identity.error.code_missing')
      .max(40)
      .transform((code) => code.replaceAll(/\s/g, '')),
    tiep: ReturnPath,
    headers: SentHeaders,
  }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(tx, { input, app, actor }) {
    // Who is signed in has nothing to prove; better-auth would check codes of that session without counting the tries.
    if (actor.kind === 'account') return { result: { to: input.tiep, cookies: new Headers() }, changes: [] }
    const { api } = authOf(app)
    const isFromApp = /^\d{6}$/.test(input.code)
    const asked = { body: { code: input.code }, headers: input.headers, returnHeaders: true as const }
    const { headers, response } = await asking(() =>
      isFromApp ? api.verifyTOTP(asked) : api.verifyBackupCode(asked),
    )
    if (isFromApp) {
      // One after the other, also where two come in two minutes of the count.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`code ${response.user.id}`}, 0))`.execute(tx)
      await spendCode(app, response, input.code)
    }
    const device = deviceName(input.headers.get('user-agent'))
    const account = response.user.id
    await tellNewDevice(tx, account, device)
    return {
      result: { to: input.tiep, cookies: cookiesOnly(headers) },
      by: { id: account, name: response.user.name },
      changes: [signInChange(account, 'second-factor', device)],
    }
  },
})

/** A code of the app is shown for half a minute and taken for a little longer: long enough to be read over a shoulder. */
const codeLives = { most: 1, within: 120 }

/**
 * A code opens one session (RFC 6238, 5.2). The session that a second sending of it had made ends before anybody holds it.
 * Example accounts share one published secret, so that there is nothing to protect and two visitors may come at once.
 */
async function spendCode(
  app: App,
  made: { token?: string | undefined; user: { id: string } },
  code: string,
): Promise<void> {
  if (app.isDemo()) return
  if ((await countTry(app, `code ${made.user.id} ${code}`, codeLives)) <= codeLives.most) return
  await app.database.owner.query(`delete from identity.session where token = $1`, [made.token])
  throw invalid({ code: 'identity.error.used_code' })
}
