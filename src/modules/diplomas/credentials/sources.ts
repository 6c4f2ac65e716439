import { publicActor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { didDocument, type DidDocument, type ResolveDid } from '#platform/credentials/index.ts'
import { readStatusListAddress } from './addresses.ts'
import { findStatusList } from './status-credential.ts'
import { findPublishedIssuer } from './store/keys.ts'
import type { CredentialSources } from './verify.ts'

/** The DID document of a school of this installation, also one under an address the installation had before. */
export async function findIssuerDocument(app: App, did: string): Promise<DidDocument | undefined> {
  const issuer = await app.database.read(publicActor, (db) => findPublishedIssuer(db, did))
  if (!issuer) return undefined
  const keys = issuer.keys.map(({ name, public_part, revoked_on }) => ({
    name,
    publicKey: public_part,
    revoked: revoked_on ? `${revoked_on}T00:00:00+07:00` : undefined,
  }))
  return didDocument(did, keys)
}

/** Keys and lists of this installation, as they are now. */
export function ownSources(app: App): CredentialSources {
  return {
    now: app.clock.now(),
    resolve: (did) => findIssuerDocument(app, did),
    async findList(address) {
      const name = readStatusListAddress(address)
      return name && address.startsWith(`${app.publicUrl()}/`) ? findStatusList(app, name) : undefined
    },
  }
}

/** Keys and lists out of files that were kept: no installation is asked. Without `lists` nothing is said of the status. */
export function fileSources(files: {
  documents: readonly DidDocument[]
  lists?: readonly unknown[]
  now: Date
}): CredentialSources {
  const resolve: ResolveDid = async (did) => files.documents.find((one) => one.id === did)
  const { lists, now } = files
  if (!lists) return { resolve, now }
  const findList = async (address: string) =>
    lists.find((one) => (one as { id?: unknown } | null)?.id === address)
  return { resolve, now, findList }
}
