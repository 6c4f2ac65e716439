import { sql } from 'kysely'
import { publicActor, systemActor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { today } from '#platform/clock.ts'
import {
  addProof,
  encodeStatusList,
  statusListCredential,
  statusListLength,
  type SignedCredential,
  type StatusPurpose,
} from '#platform/credentials/index.ts'
import { issuerDid, statusListAddress } from './addresses.ts'
import { endMessages } from './end-message.ts'
import { secondOf } from './issue.ts'
import { credentialKeyOf } from './keys.ts'
import { findPublishedIssuer } from './store/keys.ts'

const hour = 3_600_000
/** A copy is good for a day from the beginning of the hour it was made in; whoever is online asks again after five minutes. */
const validFor = 24 * hour
const ttl = 300_000

export type StatusListName = { code: string; list: number; purpose: StatusPurpose }
type MadeList = { mark: string; credential: Promise<SignedCredential> }

/** The last made list of each address: made anew when its places, the key or the hour change. */
const made = new WeakMap<App, Map<string, MadeList>>()

/**
 * A school's list of status as a signed credential, derived from its diplomas as they are now. Undefined: there is no such list.
 * Every process makes the same bytes within an hour.
 */
export async function findStatusList(app: App, name: StatusListName): Promise<SignedCredential | undefined> {
  const did = issuerDid(app.publicUrl(), name.code)
  const found = await app.database.read(publicActor, async (db) => {
    const issuer = await findPublishedIssuer(db, did)
    if (!issuer) return undefined
    const rows = await sql<{
      places: number[] | null
    }>`select diplomas.status_places(${issuer.institution}::uuid,
      ${name.list}, ${name.purpose}) as places`.execute(db)
    const places = rows.rows[0]?.places
    return places ? { ...issuer, places } : undefined
  })
  if (!found) return undefined
  const address = statusListAddress(app.publicUrl(), did, name.list, name.purpose)
  const from = new Date(Math.floor(app.clock.now().getTime() / hour) * hour)
  const mark = JSON.stringify([from, found.keys, found.places])
  const lists = made.get(app) ?? new Map<string, MadeList>()
  made.set(app, lists)
  const kept = lists.get(address)
  if (kept?.mark === mark) return kept.credential
  const credential = signList(app, { ...name, did, address, from, ...found })
  if (lists.size >= 500) lists.clear()
  lists.set(address, { mark, credential })
  credential.catch(() => lists.delete(address))
  return credential
}

async function signList(
  app: App,
  list: StatusListName & { did: string; address: string; from: Date; institution: string; places: number[] },
): Promise<SignedCredential> {
  const key = await app.database.read(systemActor('status lists'), (db) =>
    credentialKeyOf(app, db, list.institution, today(app.clock)),
  )
  const credential = statusListCredential({
    id: list.address,
    issuer: list.did,
    purpose: list.purpose,
    encodedList: await encodeStatusList(
      list.places,
      statusListLength * (list.purpose === 'message' ? endMessages.length : 1),
    ),
    validFrom: secondOf(list.from),
    validUntil: secondOf(new Date(list.from.getTime() + validFor)),
    ttl,
  })
  return addProof(credential, key.signer, { created: secondOf(list.from) })
}
