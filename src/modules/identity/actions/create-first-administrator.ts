import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { App } from '#platform/app.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { tidyName } from '#platform/text/index.ts'
import { NewPassword } from '../password.ts'
import { guardRate } from '#platform/rate.ts'
import { limits } from '../limits.ts'
import { hashToken, makeReadyAccount } from '../store/secrets.ts'

const settingName = 'identity.first-administrator'

/**
 * A fresh one-time token for `/dau-tien?token=`, to be printed at start. Earlier ones stop working.
 * @returns undefined once any account exists.
 */
export async function firstAdministratorToken(app: App): Promise<string | undefined> {
  const token = randomBytes(24).toString('base64url')
  const kept = await app.database.owner.query(
    `insert into platform.setting (name, value) select $1, to_jsonb($2::text) where not identity.has_account()
     on conflict (name) do update set value = excluded.value`,
    [settingName, hashToken(token)],
  )
  return kept.rowCount === 1 ? token : undefined
}

/** Makes the first account. Works once, for who holds the token that was printed where the server runs. */
export const createFirstAdministrator = defineAction({
  name: 'identity.create-first-administrator',
  permission: 'public',
  input: z.object({
    token: z.string('identity.error.first_token').max(100),
    name: z.string('identity.error.name_missing').min(2).max(120).transform(tidyName),
    email: z.email('identity.error.email_form').max(254).toLowerCase(),
    password: NewPassword,
  }),
  find: nothing,
  about: () => ({ anywhere: true }),
  async run(tx, { input, app, today }) {
    await guardRate(app, 'first administrator', limits.wrongPasswords)
    await sql`select pg_advisory_xact_lock(hashtext('ngheso first administrator'))`.execute(tx)
    const state = await sql<{ has: boolean; hash: string | null }>`select identity.has_account() as has,
      (select value #>> '{}' from platform.setting where name = ${settingName}) as hash`.execute(tx)
    if (state.rows[0]?.has) throw notFound()
    if (state.rows[0]?.hash !== hashToken(input.token)) throw precondition('identity.error.first_token')
    const id = await makeReadyAccount(app, {
      name: input.name,
      email: input.email,
      password: input.password,
      grant: {
        role: 'system-administrator',
        area_kind: 'province',
        area_id: app.config.provinceCode,
        institution_id: null,
        from_date: today,
        to_date: null,
        reason: null,
      },
    })
    return {
      result: { id },
      changes: [
        {
          subject: 'identity.account',
          id,
          before: null,
          after: { name: input.name, email: input.email, role: 'system-administrator' },
        },
      ],
    }
  },
})
