import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { App } from '#platform/app.ts'
import { defineJob } from '#platform/jobs/define.ts'
import type { Lang } from '#platform/i18n/index.ts'
import { authOf } from './auth.ts'
import { limits } from './limits.ts'
import { sendInvitationLetter, sendNewDeviceLetter } from './letters.ts'
import { sweepRates } from '#platform/rate.ts'
import { hashToken } from './store/secrets.ts'

type Addressee = { id: string; name: string; email: string; lang: Lang; state: string }

async function findAddressee(
  app: App,
  column: 'id' | 'email',
  value: string,
): Promise<Addressee | undefined> {
  const found = await app.database.owner.query<Addressee>(
    `select id, name, email, lang, state from identity.account where ${column} = $1`,
    [value],
  )
  return found.rows[0]
}

/** Sends an invited person a fresh link; earlier links of theirs stop working. */
export const invitationLetter = defineJob({
  name: 'identity.invitation-letter',
  input: z.object({ account: z.uuid() }),
  async run({ account }, { app }) {
    const to = await findAddressee(app, 'id', account)
    if (to?.state !== 'invited') return
    const token = randomBytes(32).toString('base64url')
    const until = new Date(app.clock.now().getTime() + limits.invitationLink * 1000)
    await app.database.owner.query(
      `with old as (delete from identity.invitation where account_id = $1 and accepted_at is null)
       insert into identity.invitation (account_id, token_hash, expires_at) values ($1, $2, $3)`,
      [account, hashToken(token), until],
    )
    await sendInvitationLetter(app, to, token)
  },
})

/** Sends the reset link when an active account has the address; otherwise nothing, and nobody can tell the difference. */
export const resetLetter = defineJob({
  name: 'identity.reset-letter',
  input: z.object({ email: z.string() }),
  async run({ email }, { app }) {
    const to = await findAddressee(app, 'email', email.toLowerCase())
    if (to?.state === 'active') await authOf(app).api.requestPasswordReset({ body: { email: to.email } })
  },
})

export const newDeviceLetter = defineJob({
  name: 'identity.new-device-letter',
  input: z.object({ account: z.uuid(), device: z.string() }),
  async run({ account, device }, { app }) {
    const to = await findAddressee(app, 'id', account)
    if (to) await sendNewDeviceLetter(app, to, device)
  },
})

/** Every night: sessions, links and counts that ended long ago leave. */
export const sweep = defineJob({
  name: 'identity.sweep',
  input: z.unknown(),
  cron: '17 19 * * *',
  async run(_input, { app }) {
    await sweepRates(app)
    await app.database.owner.query(`delete from identity.session where expires_at < now()`)
    await app.database.owner.query(`delete from identity.verification where expires_at < now()`)
    await app.database.owner.query(
      `delete from identity.invitation where expires_at < now() - interval '90 days'`,
    )
  },
})
