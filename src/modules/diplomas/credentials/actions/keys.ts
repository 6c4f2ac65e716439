import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { App } from '#platform/app.ts'
import { generateKeyPair } from '#platform/credentials/index.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { conflict } from '#platform/errors.ts'
import { issuerDid } from '../addresses.ts'
import {
  codeOf,
  endKey,
  findStandingKey,
  getCredentialKey,
  holdKeys,
  insertCredentialKey,
  revokeKey,
  type CredentialKeyRow,
} from '../store/keys.ts'

const Input = z.object({ institution: z.uuid() })
type Target = { institution: string; did: string }

async function findIssuer(db: Db, input: z.output<typeof Input>, { app }: { app: App }): Promise<Target> {
  const code = await codeOf(db, input.institution)
  return { institution: input.institution, did: issuerDid(app.publicUrl(), code) }
}

/** Makes and keeps a key; the secret is sealed before it reaches the database. */
async function makeKey(
  tx: Tx,
  app: App,
  { institution, did }: Target,
  day: string,
): Promise<CredentialKeyRow> {
  const { publicKey, secret } = await generateKeyPair()
  return insertCredentialKey(tx, {
    institution,
    controller: did,
    publicKey,
    secret: app.keys.seal(secret),
    from_date: day,
  })
}

const seen = (key: CredentialKeyRow) => ({
  name: key.name,
  controller: key.controller,
  public_part: key.public_part,
  from_date: key.from_date,
})
const subject = 'diplomas.signing_key'

/** Makes a school's key for credentials when it has none in use; answers the one in use. */
export const makeCredentialKey = defineAction({
  name: 'diplomas.make-credential-key',
  permission: 'diplomas.sign',
  input: Input,
  find: findIssuer,
  about: ({ institution }) => ({ institution }),
  async run(tx, { target, app, today }) {
    await holdKeys(tx, target.institution)
    const standing = await findStandingKey(tx, target.institution, target.did, today)
    if (standing) return { result: standing, changes: [] }
    const key = await makeKey(tx, app, target, today)
    const change = { subject, id: key.id, institution: target.institution, before: null, after: seen(key) }
    return { result: key, changes: [change] }
  },
})

/** A new key takes the place of the one in use, which stays published: what it signed goes on being genuine. */
export const rotateCredentialKey = defineAction({
  name: 'diplomas.rotate-credential-key',
  permission: 'diplomas.keys',
  input: Input,
  find: findIssuer,
  about: ({ institution }) => ({ institution }),
  async run(tx, { target, app, today }) {
    await holdKeys(tx, target.institution)
    const old = await findStandingKey(tx, target.institution, target.did, today)
    if (old) await endKey(tx, old.id, today)
    const key = await makeKey(tx, app, target, today)
    const { institution } = target
    return {
      result: { institution },
      changes: [
        ...(old
          ? [{ subject, id: old.id, institution, before: { to_date: null }, after: { to_date: today } }]
          : []),
        { subject, id: key.id, institution, before: null, after: seen(key) },
      ],
    }
  },
})

/** Withdraws a key that fell into other hands: everything it signed stops being believed and has to be issued again. */
export const revokeCredentialKey = defineAction({
  name: 'diplomas.revoke-credential-key',
  permission: 'diplomas.keys',
  input: z.object({
    id: z.uuid(),
    version: z.coerce.number().int(),
    reason: z
      .string('diplomas.credentials.error.reason')
      .trim()
      .min(1, 'diplomas.credentials.error.reason')
      .max(500),
  }),
  find: (db, input) => getCredentialKey(db, input.id),
  about: (key) => ({ institution: key.institution_id }),
  async run(tx, { input, target, today }) {
    if (!(await revokeKey(tx, target.id, input.version, today))) throw conflict()
    return {
      result: { institution: target.institution_id },
      changes: [
        {
          subject,
          id: target.id,
          institution: target.institution_id,
          before: { revoked_on: null },
          after: { revoked_on: today, reason: input.reason },
        },
      ],
    }
  },
})
