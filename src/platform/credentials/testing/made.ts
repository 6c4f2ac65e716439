import {
  addProof,
  didDocument,
  didWeb,
  generateKeyPair,
  openBadgesContext,
  signWith,
  type ResolveDid,
  type Signer,
} from '../index.ts'
import { credentialsContext } from '../contexts.ts'
import { resolveDidKey } from '../did.ts'

export const origin = 'https://ngheso.example'
export const now = new Date('2026-11-22T03:00:00Z')

export type TestIssuer = { did: string; signer: Signer; publicKey: string; resolve: ResolveDid }

/** An issuer with a key of its own; `resolve` knows its document and did:key only. */
export async function makeIssuer(code: string, options: { revoked?: string } = {}): Promise<TestIssuer> {
  const pair = await generateKeyPair()
  const did = didWeb(origin, ['truong', code])
  const document = didDocument(did, [{ name: 'k1', publicKey: pair.publicKey, revoked: options.revoked }])
  return {
    did,
    publicKey: pair.publicKey,
    signer: { verificationMethod: `${did}#k1`, sign: await signWith(pair.secret) },
    resolve: async (asked) => (asked === did ? document : resolveDidKey(asked)),
  }
}

/** A small achievement; `more` joins the credential. */
export function achievement(issuer: string, more: Record<string, unknown> = {}) {
  return {
    '@context': [credentialsContext, openBadgesContext],
    id: `${origin}/van-bang/0123456789ABCDEF`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Chứng chỉ sơ cấp – Hàn',
    issuer: { id: issuer, type: ['Profile'], name: 'Trường Cao đẳng nghề' },
    validFrom: '2026-06-30T00:00:00+07:00',
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [
        {
          type: 'IdentityObject',
          identityType: 'name',
          hashed: false,
          identityHash: 'Nguyễn Thị Hồng Nhung',
        },
      ],
      achievement: {
        id: `${origin}/nghe/5520123`,
        type: ['Achievement'],
        name: 'Hàn',
        description: 'Welding',
        criteria: { narrative: 'Quyết định số 12/QĐ-CĐN ngày 20/6/2026' },
      },
    },
    ...more,
  }
}

export async function signedAchievement(issuer: TestIssuer, more: Record<string, unknown> = {}) {
  return addProof(achievement(issuer.did, more), issuer.signer, { created: '2026-06-30T02:00:00Z' })
}
