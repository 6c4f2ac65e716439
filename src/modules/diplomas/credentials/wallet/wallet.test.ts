import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import type { JsonObject } from '#platform/credentials/index.ts'
import { verifyPresentation } from '../presentation.ts'
import { ownSources } from '../sources.ts'
import { issuingSchools } from '../testing/issued.ts'
import { grantType } from './offer.ts'

type Schools = Awaited<ReturnType<typeof issuingSchools>>
let schools: Schools
let person: string
let wallet: { privateKey: CryptoKey; publicKey: CryptoKey }
beforeAll(async () => {
  schools = await issuingSchools()
  person = await schools.one(
    `insert into people.person (full_name, name_key, birth_date, sex) values ('Nguyễn Thị Lan', 'lan', '2006-02-03', 'female') returning id`,
  )
  wallet = await generateKeyPair('ES256')
})

const holder = () => schools.site.actor('learner', { kind: 'self', id: person }, person)
const own = async (state = 'issued') => {
  const [id = ''] = await schools.issue(['Nguyễn Thị Lan'])
  await schools.rows(`update diplomas.diploma set person_id = $2, state = $3 where id = $1`, [
    id,
    person,
    state,
  ])
  return id
}

/** Presses the button of the page and reads the code as a wallet reads the QR code. */
async function offered(id: string): Promise<string> {
  const path = `/van-bang-cua-toi/${id}/vi`
  const as = schools.site.as(holder())
  const answer = await as.post(path, { _form: 'offer' })
  expect(answer.status).toBe(303)
  const page = await (await as.get(answer.headers.get('location')!)).text()
  const address = /openid-credential-offer:\/\/\?credential_offer_uri=([^"&]+)/.exec(page)?.[1] ?? ''
  const { pathname } = new URL(decodeURIComponent(address))
  const read = await schools.site.as(publicActor).get(pathname)
  const offer = (await read.json()) as { grants: Record<string, Record<string, string>> }
  return offer.grants[grantType]!['pre-authorized_code']!
}

const send = async (path: string, body: BodyInit, headers: Record<string, string> = {}) => {
  const answer = await schools.site.web.request(`http://test.local/api/v1/wallet/${path}`, {
    method: 'POST',
    body,
    headers,
  })
  return { status: answer.status, body: (await answer.json()) as JsonObject }
}
const redeem = (code: string) =>
  send('token', new URLSearchParams({ grant_type: grantType, 'pre-authorized_code': code }))
const nonce = async () => String((await send('nonce', '')).body.c_nonce)

async function prove(answered: string, more: { audience?: string; key?: CryptoKey } = {}): Promise<string> {
  const jwk = await exportJWK(wallet.publicKey)
  return new SignJWT({ nonce: answered })
    .setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk })
    .setIssuedAt(schools.app.clock.now())
    .setAudience(more.audience ?? 'http://test.local')
    .sign(more.key ?? wallet.privateKey)
}
const take = (token: unknown, jwt: string) =>
  send(
    'credential',
    JSON.stringify({ credential_configuration_id: 'diploma-sd-jwt', proofs: { jwt: [jwt] } }),
    {
      'content-type': 'application/json',
      authorization: `Bearer ${String(token)}`,
    },
  )

describe('a wallet', () => {
  test('takes a diploma its holder offers, bound to its key, and the diploma is genuine', async () => {
    const code = await offered(await own())
    const token = await redeem(code)
    expect(token).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 600 } })
    const taken = await take(token.body.access_token, await prove(await nonce()))
    expect(taken.status).toBe(200)
    const [{ credential } = { credential: '' }] = taken.body.credentials as { credential: string }[]
    const verdict = await verifyPresentation(credential, ownSources(schools.app))
    expect(verdict).toMatchObject({
      result: 'genuine',
      shown: { name: 'Nguyễn Thị Lan', classification: 'Khá' },
    })
    const { kty, crv, x, y } = await exportJWK(wallet.publicKey)
    expect(verdict.result === 'genuine' && verdict.open.cnf).toEqual({ jwk: { kty, crv, x, y } })
  })

  test('takes it once: neither the code nor the token is good a second time', async () => {
    const code = await offered(await own())
    const { body } = await redeem(code)
    expect(await redeem(code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    const proof = async () => prove(await nonce())
    expect((await take(body.access_token, await proof())).status).toBe(200)
    expect(await take(body.access_token, await proof())).toMatchObject({
      status: 401,
      body: { error: 'invalid_token' },
    })
  })

  test('gets nothing for a made-up code, a foreign proof or an old number; the token stays good for the right one', async () => {
    expect(await redeem('nonsense')).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
    expect(await send('token', new URLSearchParams({ grant_type: 'password' }))).toMatchObject({
      body: { error: 'unsupported_grant_type' },
    })
    const { body } = await redeem(await offered(await own()))
    const other = await generateKeyPair('ES256')
    const wrong: [string, string][] = [
      [await prove(await nonce(), { key: other.privateKey }), 'invalid_proof'],
      [await prove(await nonce(), { audience: 'https://example.com' }), 'invalid_proof'],
      ['junk', 'invalid_proof'],
      [await prove('junk'), 'invalid_nonce'],
    ]
    for (const [jwt, error] of wrong)
      expect(await take(body.access_token, jwt)).toMatchObject({ status: 400, body: { error } })
    expect((await take(body.access_token, await prove(await nonce()))).status).toBe(200)
  })

  test('is not offered what no longer stands, nor what belongs to somebody else', async () => {
    const revoked = await own('revoked')
    const as = schools.site.as(holder())
    const answer = await as.post(`/van-bang-cua-toi/${revoked}/vi`, { _form: 'offer' })
    expect(await answer.text()).toContain('không còn hiệu lực')
    const [foreign = ''] = await schools.issue(['Trần Văn Khác'])
    expect((await as.get(`/van-bang-cua-toi/${foreign}/vi`)).status).toBe(404)
    expect((await as.post(`/van-bang-cua-toi/${foreign}/vi`, { _form: 'offer' })).status).toBe(404)
  })

  test('that comes after the diploma was revoked gets nothing', async () => {
    const id = await own()
    const { body } = await redeem(await offered(id))
    await schools.state(id, 'revoked')
    expect((await take(body.access_token, await prove(await nonce()))).status).toBe(401)
  })

  test('is told what there is, in the words of the standard', async () => {
    const read = async (path: string) =>
      (await (await schools.site.as(publicActor).get(path)).json()) as JsonObject
    expect(await read('/.well-known/openid-credential-issuer')).toMatchObject({
      credential_issuer: 'http://test.local',
      credential_configurations_supported: {
        'diploma-sd-jwt': { format: 'dc+sd-jwt', vct: 'http://test.local/vct/van-bang' },
      },
    })
    expect(await read('/.well-known/oauth-authorization-server')).toMatchObject({
      token_endpoint: 'http://test.local/api/v1/wallet/token',
    })
    expect(await read('/vct/van-bang')).toMatchObject({ vct: 'http://test.local/vct/van-bang' })
  })
})
