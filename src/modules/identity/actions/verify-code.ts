import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { authOf } from '../auth.ts'
import { deviceName } from '../device.ts'
import { ReturnPath, SentHeaders } from '../own.ts'
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
  async run(tx, { input, app }) {
    const { api } = authOf(app)
    const isFromApp = /^\d{6}$/.test(input.code)
    const asked = { body: { code: input.code }, headers: input.headers, returnHeaders: true as const }
    const { headers, response } = await asking(() =>
      isFromApp ? api.verifyTOTP(asked) : api.verifyBackupCode(asked),
    )
    const device = deviceName(input.headers.get('user-agent'))
    const account = response.user.id
    await tellNewDevice(tx, account, device)
    return {
      result: { to: input.tiep, cookies: cookiesOnly(headers) },
      changes: [signInChange(account, 'second-factor', device)],
    }
  },
})
