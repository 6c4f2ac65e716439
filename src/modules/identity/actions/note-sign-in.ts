import { sql } from 'kysely'
import { z } from 'zod'
import type { Change } from '#platform/audit/record.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { Tx } from '#platform/db/database.ts'
import { enqueue } from '#platform/jobs/queue.ts'
import { newDeviceLetter } from '../jobs.ts'
import { getAccount } from '../store/account.ts'

export type SignInWay = 'password' | 'second-factor' | 'passkey' | 'oidc'

/** A sign-in as the log keeps it. */
export function signInChange(account: string, way: SignInWay, device: string): Change {
  return { subject: 'identity.session', id: account, before: null, after: { way, device } }
}

/** Notes a sign-in that went through one of better-auth's own routes (passkey, OpenID Connect). Only the system calls it. */
export const noteSignIn = defineAction({
  name: 'identity.sign-in-elsewhere',
  permission: 'identity.system',
  input: z.object({ account: z.uuid(), way: z.enum(['passkey', 'oidc']), device: z.string() }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(tx, { input }) {
    await tellNewDevice(tx, input.account, input.device)
    const { id, name } = await getAccount(tx, input.account)
    return {
      result: undefined,
      by: { id, name },
      changes: [signInChange(input.account, input.way, input.device)],
    }
  },
})

/** Queues a letter when the account signed in before, but never from this kind of device. */
export async function tellNewDevice(tx: Tx, account: string, device: string): Promise<void> {
  if (device && (await isNewDevice(tx, account, device)))
    await enqueue(tx, newDeviceLetter, { account, device })
}

async function isNewDevice(tx: Tx, account: string, device: string): Promise<boolean> {
  const seen = await sql<{
    before: boolean
    same: boolean
  }>`select identity.signed_in_before(${account}, null) as before,
    identity.signed_in_before(${account}, ${device}) as same`.execute(tx)
  const row = seen.rows[0]
  return Boolean(row?.before) && !row?.same
}
