import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { today } from '#platform/clock.ts'
import { CredentialError, readKeyProof, sdJwtType, type JsonObject } from '#platform/credentials/index.ts'
import { AppError } from '#platform/errors.ts'
import { defineEndpoint, type Endpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import { addressOf, guardRate } from '#platform/rate.ts'
import { getDiploma } from '../../store/diploma.ts'
import { credentialKeyOf } from '../keys.ts'
import { shareFields, type ShareField } from '../../own/share.ts'
import { issueDiplomaSdJwt, typeAddress } from '../presentation.ts'
import { redeemOffer, takeOffered } from './actions/offer.ts'
import { configurationId, grantType, isNonce, newNonce, offerMinutes, offerOf } from './offer.ts'

const wallet = systemActor('wallet')
const headers = { 'cache-control': 'no-store', 'access-control-allow-origin': '*' }
const refuse = (status: number, error: string, error_description = '') =>
  Response.json({ error, ...(error_description && { error_description }) }, { status, headers })

/** The words of a claim as wallets show them. */
const words = (app: App, key: ShareField) =>
  (['vi', 'en'] as const).map((locale) => ({
    name: app.catalog(locale)(`diplomas.wallet.claim.${key}`),
    locale,
  }))
const names = (app: App) =>
  (['vi', 'en'] as const).map((locale) => ({
    name: app.catalog(locale)('diplomas.wallet.credential'),
    locale,
  }))

const open = (path: string, make: (app: App) => JsonObject) =>
  defineEndpoint({
    method: 'GET',
    path,
    permission: 'public',
    handle: async ({ app }) =>
      Response.json(make(app), { headers: { ...headers, 'cache-control': 'public, max-age=300' } }),
  })

/** What an issuer tells wallets of itself. */
const issuerMetadata = open('/.well-known/openid-credential-issuer', (app) => ({
  credential_issuer: app.publicUrl(),
  credential_endpoint: `${app.publicUrl()}/api/v1/wallet/credential`,
  nonce_endpoint: `${app.publicUrl()}/api/v1/wallet/nonce`,
  credential_configurations_supported: {
    [configurationId]: {
      format: sdJwtType,
      vct: typeAddress(app),
      scope: configurationId,
      cryptographic_binding_methods_supported: ['jwk'],
      credential_signing_alg_values_supported: ['EdDSA'],
      proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256', 'EdDSA'] } },
      credential_metadata: {
        display: names(app),
        claims: shareFields.map((name) => ({ path: [name], display: words(app, name) })),
      },
    },
  },
}))

const serverMetadata = open('/.well-known/oauth-authorization-server', (app) => ({
  issuer: app.publicUrl(),
  token_endpoint: `${app.publicUrl()}/api/v1/wallet/token`,
  grant_types_supported: [grantType],
  response_types_supported: [],
  'pre-authorized_grant_anonymous_access_supported': true,
}))

/** What the type of these credentials says of itself (SD-JWT VC type metadata). */
const typeMetadata = open('/vct/van-bang', (app) => ({
  vct: typeAddress(app),
  name: app.catalog('en')('diplomas.wallet.credential'),
  display: names(app),
  claims: shareFields.map((name) => ({ path: [name], display: words(app, name), sd: 'always' })),
}))

/** An offer by its code: whoever asks knows the code already, and learns nothing more. */
const offer = defineEndpoint({
  method: 'GET',
  path: '/api/v1/wallet/offers/:code',
  permission: 'public',
  handle: async ({ app, params }) => Response.json(offerOf(app.publicUrl(), params.code ?? ''), { headers }),
})

/** The code of an offer for a token. */
const token = defineEndpoint({
  method: 'POST',
  path: '/api/v1/wallet/token',
  permission: 'public',
  async handle({ app, request }) {
    await guardRate(app, `wallet ${addressOf(request.headers) ?? ''}`, { most: 60, within: 600 })
    const form = new URLSearchParams(await request.text())
    if (form.get('grant_type') !== grantType) return refuse(400, 'unsupported_grant_type')
    try {
      const answer = await act(app, redeemOffer, { code: form.get('pre-authorized_code') ?? '' }, wallet)
      const said = { access_token: answer.token, token_type: 'Bearer', expires_in: offerMinutes * 60 }
      return Response.json(said, { headers })
    } catch (error) {
      if (error instanceof AppError) return refuse(400, 'invalid_grant')
      throw error
    }
  },
})

const nonce = defineEndpoint({
  method: 'POST',
  path: '/api/v1/wallet/nonce',
  permission: 'public',
  handle: async ({ app }) => Response.json({ c_nonce: newNonce(app) }, { headers }),
})

/** A token for the credential, bound to the key the wallet proves. */
const credential = defineEndpoint({
  method: 'POST',
  path: '/api/v1/wallet/credential',
  permission: 'public',
  async handle({ app, request }: EndpointContext) {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
    const body = (await request.json().catch(() => ({}))) as JsonObject
    if (body.credential_configuration_id !== configurationId)
      return refuse(400, 'unknown_credential_configuration')
    // The proof first: a token is good once, and a wrong proof must not use it up.
    const jwt = ((body.proofs as JsonObject | undefined)?.jwt as unknown[] | undefined)?.[0]
    const proof = await readKeyProof(jwt, { audience: app.publicUrl(), now: app.clock.now() }).catch(
      (error: unknown) => {
        if (error instanceof CredentialError) return error
        throw error
      },
    )
    if (proof instanceof CredentialError) return refuse(400, 'invalid_proof', proof.detail)
    if (!isNonce(app, proof.nonce)) return refuse(400, 'invalid_nonce')
    try {
      const { diploma } = await act(app, takeOffered, { token: bearer ?? '' }, wallet)
      return Response.json(
        { credentials: [{ credential: await make(app, diploma, proof.jwk) }] },
        { headers },
      )
    } catch (error) {
      if (error instanceof AppError) return refuse(401, 'invalid_token')
      throw error
    }
  },
})

const make = (app: App, id: string, jwk: JsonObject) =>
  app.database.read(wallet, async (db) => {
    const diploma = await getDiploma(db, id)
    const key = await credentialKeyOf(app, db, diploma.institution_id, today(app.clock))
    return issueDiplomaSdJwt(app, diploma, key, { holder: { jwk } })
  })

/** OpenID4VCI: how a wallet takes a diploma its holder offered. */
export const walletEndpoints: Endpoint[] = [
  issuerMetadata,
  serverMetadata,
  typeMetadata,
  offer,
  token,
  nonce,
  credential,
]
