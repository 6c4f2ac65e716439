import { z } from 'zod'
import type { App } from '#platform/app.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { today } from '#platform/clock.ts'
import { AppError } from '#platform/errors.ts'
import { authOf } from '../auth.ts'
import { isHeldBack } from '../authenticate.ts'
import { deviceName } from '../device.ts'
import { limits } from '../limits.ts'
import { ReturnPath, SentHeaders } from '../own.ts'
import { setUpPath } from '../role.ts'
import { addressOf, forgetTries, guardRate } from '#platform/rate.ts'
import { authCode, cookiesOnly, toRefusal } from '../reply.ts'
import { findAccountOnDay } from '../store/actor.ts'
import { signInChange, tellNewDevice } from './note-sign-in.ts'

/** Signs in with address and password; goes on to the second step where there is one. */
export const signIn = defineAction({
  name: 'identity.sign-in',
  permission: 'public',
  input: z.object({
    email: z.string('identity.error.email_missing').trim().toLowerCase().max(254),
    password: z.string('identity.error.password_missing').max(limits.password.most),
    tiep: ReturnPath,
    headers: SentHeaders,
  }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(tx, { input, app }) {
    const tries = `sign-in ${input.email}`
    await guardTries(app, tries, input.headers)
    const { headers, response } = await checkPassword(app, input)
    await forgetTries(app, tries)
    const cookies = cookiesOnly(headers)
    const goOn = encodeURIComponent(input.tiep)
    if (!('user' in response)) return { result: { to: `/dang-nhap/ma?tiep=${goOn}`, cookies }, changes: [] }
    const account = await findAccountOnDay(app, response.user.id, today(app.clock))
    const to = account && isHeldBack(account) ? `${setUpPath}?tiep=${goOn}` : input.tiep
    const device = deviceName(input.headers.get('user-agent'))
    await tellNewDevice(tx, response.user.id, device)
    const { id, name } = response.user
    return { result: { to, cookies }, by: { id, name }, changes: [signInChange(id, 'password', device)] }
  },
})

async function guardTries(app: App, tries: string, headers: Headers): Promise<void> {
  const address = addressOf(headers)
  if (address) await guardRate(app, `address ${address}`, limits.attemptsPerAddress)
  await guardRate(app, tries, limits.wrongPasswords, 'identity.error.locked')
}

/** One refusal for a wrong password and for an unknown address; both cost one hashing. */
async function checkPassword(app: App, input: { email: string; password: string; headers: Headers }) {
  const { email, password, headers } = input
  try {
    return await authOf(app).api.signInEmail({ body: { email, password }, headers, returnHeaders: true })
  } catch (error) {
    const code = authCode(error)
    if (code === 'INVALID_EMAIL_OR_PASSWORD' || code === 'INVALID_EMAIL') {
      app.log.warn({ part: 'sign-in', from: addressOf(headers) }, 'wrong password')
      throw new AppError('invalid', 'identity.error.wrong_sign_in')
    }
    throw toRefusal(error)
  }
}
