import { createHash } from 'node:crypto'
import { base58 } from '@scure/base'
import { importJWK, jwtVerify } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor, type Actor } from '#platform/access.ts'
import { fixture } from '#modules/students/testing/fixture.ts'
import { issuingSchools } from '../credentials/testing/issued.ts'

type Schools = Awaited<ReturnType<typeof issuingSchools>>
let schools: Schools
let me: Actor
let diploma: { id: string; serial: string; public_id: string }

beforeAll(async () => {
  schools = await issuingSchools()
  const [id = ''] = await schools.issue(['Nguyễn Thị Đoan Trang'])
  const person = await fixture(schools.app.database.owner).person('Nguyễn Thị Đoan Trang', schools.home)
  const [row] = await schools.rows(
    `update diplomas.diploma set state = 'issued', person_id = $2, issue_date = '2026-11-20', credential_file = 'x'
     where id = $1 returning serial, public_id`,
    [id, person],
  )
  me = schools.site.actor('learner', { kind: 'self', id: person }, person)
  diploma = { id, serial: String(row!.serial), public_id: String(row!.public_id) }
})

/** Makes a link; answers its own page, the link and the file made for it. */
async function shared(fields: string[]) {
  const { site } = schools
  const made = await site.as(me).post(`/van-bang-cua-toi/${diploma.id}`, {
    _form: 'share',
    'fields[]': fields,
    purpose: 'Nộp hồ sơ xin việc',
    to_date: '31/12/2026',
  })
  const own = made.headers.get('location')!
  const page = await (await site.as(me).get(own)).text()
  const link = /\/van-bang\/chia-se\/[\w-]+/.exec(page)![0]
  const file = await site.as(me).get(`${own}/van-bang.sd-jwt`)
  expect(file.status).toBe(200)
  expect(page).toContain(`${own}/van-bang.sd-jwt`)
  return { own, link, text: await file.text() }
}

const decoded = (text: string) =>
  text
    .split(/[.~]/)
    .map((part) => Buffer.from(part, 'base64url').toString())
    .join(' ')

/** As somebody else's verifier reads it (RFC 9901): the signature by jose, the digests by hand. */
async function readElsewhere(text: string) {
  const [jwt = '', ...rest] = text.split('~')
  const head = JSON.parse(Buffer.from(jwt.split('.')[0]!, 'base64url').toString()) as { kid: string }
  const did = await (
    await schools.site.as(publicActor).get(`/truong/${head.kid.split(/[:#]/)[4]}/did.json`)
  ).json()
  const { verificationMethod } = did as { verificationMethod: { id: string; publicKeyMultibase: string }[] }
  const method = verificationMethod.find((one) => one.id === head.kid)!
  const key = base58.decode(method.publicKeyMultibase.slice(1)).slice(2)
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') }
  const { payload } = await jwtVerify(jwt, await importJWK(jwk, 'EdDSA'), {
    currentDate: new Date('2026-11-25'),
  })
  const digests = payload._sd as string[]
  const shown = rest.slice(0, -1).map((one) => {
    expect(digests).toContain(createHash('sha256').update(one).digest('base64url'))
    return JSON.parse(Buffer.from(one, 'base64url').toString()) as [string, string, unknown]
  })
  return { payload, shown: Object.fromEntries(shown.map(([, name, value]) => [name, value])), digests }
}

const send = async (text: string) => {
  const data = new FormData()
  data.set('tep', new File([text], 'van-bang.sd-jwt'))
  return schools.site.as(publicActor).post('/van-bang/tep', { tep: data.get('tep') } as never)
}

describe('the file of a link', () => {
  test('holds the lines chosen and no way to the others', async () => {
    const { link, text } = await shared(['name', 'graduation_year'])
    const { payload, shown, digests } = await readElsewhere(text)
    expect(Object.keys(shown).toSorted()).toEqual(['graduation_year', 'name'])
    expect(shown.name).toBe('Nguyễn Thị Đoan Trang')
    expect(digests).toHaveLength(2)
    expect(payload.id).toMatch(new RegExp(`${link}$`))
    expect(new Date(payload.exp! * 1000).toISOString()).toBe('2026-12-31T16:59:59.000Z')
    for (const kept of [diploma.serial, diploma.public_id]) expect(decoded(text)).not.toContain(kept)
  })

  test('dropped on the page that checks diplomas leads to the link, which says what still holds', async () => {
    const { link, text, own } = await shared(['name'])
    expect((await send(text)).headers.get('location')).toBe(link)
    const api = await schools.site
      .as(publicActor)
      .post('/api/v1/diplomas/check', { file: new File([text], 'x') } as never)
    expect(await api.json()).toMatchObject({ result: 'valid', file: 'sd-jwt', diploma: null })
    const looks = await schools.rows('select 1 from diplomas.share_look where share_id = $1', [
      own.split('/').at(-1)!,
    ])
    expect(looks).toHaveLength(1)
    await schools.site.as(me).post(own, { _form: 'take' })
    const after = await schools.site
      .as(publicActor)
      .post('/api/v1/diplomas/check', { file: new File([text], 'x') } as never)
    expect(await after.json()).toMatchObject({ result: 'unknown', failed: 'closed', diploma: null })
    expect((await schools.site.as(me).get(`${own}/van-bang.sd-jwt`)).status).toBe(409)
  })

  test('with one letter changed is altered', async () => {
    const { text } = await shared(['name'])
    const [jwt = '', ...rest] = text.split('~')
    const forged = [jwt.replace(/\.(.{20})./, (_, kept: string) => `.${kept}A`), ...rest].join('~')
    const to = (await send(forged)).headers.get('location')!
    expect(to).toMatch(/^\/van-bang\?tep=/)
    expect(await (await schools.site.as(publicActor).get(to)).text()).not.toContain(
      'Thật và đang có hiệu lực',
    )
  })

  test('is for its holder alone', async () => {
    const { own } = await shared(['name'])
    const other = schools.site.actor('learner', { kind: 'self' })
    expect((await schools.site.as(other).get(`${own}/van-bang.sd-jwt`)).status).toBe(404)
  })
})
