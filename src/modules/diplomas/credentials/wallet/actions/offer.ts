import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '#platform/access.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { notFound, precondition } from '#platform/errors.ts'
import { getOwnDiploma } from '../../../own/store/diploma.ts'
import { hashSecret, newSecret, offerMinutes, sealOffer } from '../offer.ts'

const personOf = (actor: Actor) => (actor.kind === 'account' ? actor.personId : undefined)
const subject = 'diplomas.wallet_offer'

/** Offers one's own diploma to a wallet. Offers that were over for a day go. */
export const offerToWallet = defineAction({
  name: 'diplomas.offer-to-wallet',
  permission: 'diplomas.own',
  input: z.object({ diploma: z.uuid() }),
  find: (db, input, { actor }) => getOwnDiploma(db, personOf(actor), input.diploma),
  about: (diploma) => ({ person: diploma.person_id ?? undefined }),
  async run(tx, { target, app }) {
    if (target.state !== 'issued' && target.state !== 'delivered')
      throw precondition('diplomas.wallet.error.state')
    const code = newSecret()
    const now = app.clock.now()
    const end = new Date(now.getTime() + offerMinutes * 60_000)
    await sql`delete from diplomas.wallet_offer where expires_at < ${now}::timestamptz - interval '1 day'
      and diploma_id = ${target.id}::uuid`.execute(tx)
    const made = await sql<{
      id: string
    }>`insert into diplomas.wallet_offer (diploma_id, code_hash, expires_at)
      values (${target.id}::uuid, ${hashSecret(code)}, ${end}) returning id`.execute(tx)
    const after = { diploma_id: target.id, expires_at: end.toISOString() }
    return {
      result: { diploma: target.id, sealed: sealOffer(app, target.id, code) },
      changes: [{ subject, id: made.rows[0]!.id, institution: null, before: null, after }],
    }
  },
})

/** A wallet exchanges the code of an offer for a token, once. Run by the system: to know the code is the right. */
export const redeemOffer = defineAction({
  name: 'diplomas.redeem-wallet-offer',
  permission: 'diplomas.own',
  input: z.object({ code: z.string().max(200) }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input, app }) {
    const token = newSecret()
    const done = await sql<{ id: string }>`update diplomas.wallet_offer set token_hash = ${hashSecret(token)}
      where code_hash = ${hashSecret(input.code)} and token_hash is null and expires_at > ${app.clock.now()}
      returning id`.execute(tx)
    const [offer] = done.rows
    if (!offer) throw notFound()
    const after = { state: 'redeemed' }
    return { result: { token }, changes: [{ subject, id: offer.id, institution: null, before: null, after }] }
  },
})

/** A wallet takes the credential its token is good for, once. Run by the system: to know the token is the right. */
export const takeOffered = defineAction({
  name: 'diplomas.take-offered',
  permission: 'diplomas.own',
  input: z.object({ token: z.string().max(200) }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input, app }) {
    const now = app.clock.now()
    const done = await sql<{
      id: string
      diploma_id: string
    }>`update diplomas.wallet_offer set issued_at = ${now}
      where token_hash = ${hashSecret(input.token)} and issued_at is null and expires_at > ${now}
        and exists (select 1 from diplomas.diploma d where d.id = diploma_id and d.state in ('issued', 'delivered'))
      returning id, diploma_id`.execute(tx)
    const [offer] = done.rows
    if (!offer) throw notFound()
    const after = { state: 'taken' }
    return {
      result: { diploma: offer.diploma_id },
      changes: [{ subject, id: offer.id, institution: null, before: null, after }],
    }
  },
})
