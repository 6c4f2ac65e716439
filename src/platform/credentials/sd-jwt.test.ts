import { describe, expect, test } from 'vitest'
import { resolveDidKey } from './did.ts'
import { CredentialError } from './errors.ts'
import { issueSdJwt, verifySdJwt } from './sd-jwt.ts'
import { presentSdJwt } from './testing/present.ts'
import { makeIssuer, now } from './testing/made.ts'

const open = {
  iss: 'https://ngheso.example/truong/A',
  iat: 1_782_000_000,
  vct: 'https://ngheso.example/vct/van-bang',
}
const hidden = { name: 'Nguyễn Thị Hồng Nhung', birth_date: '2004-02-29', classification: 'Giỏi' }

async function failure(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => '',
    (error: unknown) => (error instanceof CredentialError ? error.code : String(error)),
  )
}

describe('an SD-JWT', () => {
  test('shows the chosen claims and nothing of the others', async () => {
    const issuer = await makeIssuer('A')
    const whole = await issueSdJwt(open, hidden, issuer.signer)
    const part = await presentSdJwt(whole, ['name'])
    const { claims, signer } = await verifySdJwt(part, { resolve: issuer.resolve, now })
    expect(claims).toEqual({ ...open, name: hidden.name })
    expect(signer).toBe(issuer.did)
    const readable = part
      .split(/[.~]/)
      .map((piece) => Buffer.from(piece, 'base64url').toString())
      .join(' ')
    expect(readable).toContain('Hồng Nhung')
    expect(readable).not.toMatch(/2004-02-29|Giỏi|classification|birth_date/)
  })

  test('is refused when it is altered, signed by another, put together or past its end', async () => {
    const issuer = await makeIssuer('A')
    const other = await makeIssuer('B')
    const options = { resolve: issuer.resolve, now }
    const whole = await issueSdJwt(open, hidden, issuer.signer)
    const [jwt = '', ...shown] = whole.split('~')
    const [head = '', payload = '', signature = ''] = jwt.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
    const write = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const altered = [head, write({ ...claims, iat: 1 }), signature].join('.')
    expect(await failure(verifySdJwt([altered, ...shown].join('~'), options))).toBe('bad_signature')
    const foreign = Buffer.from(
      JSON.stringify(['AAAAAAAAAAAAAAAAAAAAAA', 'classification', 'Xuất sắc']),
    ).toString('base64url')
    expect(await failure(verifySdJwt([jwt, foreign, ''].join('~'), options))).toBe('bad_signature')
    const forged = await issueSdJwt(open, hidden, { ...other.signer, verificationMethod: `${issuer.did}#k1` })
    expect(await failure(verifySdJwt(forged, options))).toBe('bad_signature')
    expect(await failure(verifySdJwt(whole, { resolve: resolveDidKey, now }))).toBe('unknown_issuer')
    const ended = await issueSdJwt({ ...open, exp: 1_782_000_001 }, hidden, issuer.signer)
    expect(await failure(verifySdJwt(ended, options))).toBe('expired')
    const coming = await issueSdJwt({ ...open, nbf: 1_999_999_999 }, hidden, issuer.signer)
    expect(await failure(verifySdJwt(coming, options))).toBe('not_yet_valid')
    const none = [write({ typ: 'dc+sd-jwt', alg: 'none', kid: 'x' }), payload, ''].join('.')
    expect(await failure(verifySdJwt(`${none}~`, options))).toBe('unsupported_proof')
    expect(await failure(verifySdJwt('nonsense', options))).toBe('not_a_credential')
  })
})
