import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { publicActor } from '#platform/access.ts'
import { toPem } from '#platform/signing/index.ts'
import type { Issued } from '#platform/signing/testing/keys.ts'
import { fixture } from '#modules/students/testing/fixture.ts'
import { diplomasCommand } from '../command.ts'
import { issuedDiplomas, type TestDiploma } from './testing/issued.ts'
import { signedFiles, stopDocuments } from './testing/signed.ts'

let site: TestApp
let folder: string
let key: Issued
let files: ReturnType<typeof signedFiles>
let home: string
let valid: TestDiploma
let revoked: TestDiploma
let corrected: TestDiploma
let replaced: TestDiploma

const put = async (name: string, content: string | Uint8Array) => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
const fetched = async (address: string, name: string) => {
  const answer = await site.as(publicActor).get(new URL(address).pathname)
  expect(answer.status).toBe(200)
  return put(name, await answer.text())
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-'))
  site = await testApp()
  const { owner } = site.app.database
  home = await fixture(owner).institution('truong-nghe')
  const issued = issuedDiplomas(owner)
  files = signedFiles(site.app)
  key = await files.key(home)
  await owner.query(
    `insert into diplomas.status_list (institution_id, list, taken, seed) values ($1, 1, 10, 'x')`,
    [home],
  )
  valid = await issued({ institution: home, serial: 'V-1' })
  revoked = await issued({ institution: home, serial: 'V-2', state: 'revoked' })
  corrected = await issued({ institution: home, serial: 'V-3', state: 'corrected', successor: valid })
  replaced = await issued({ institution: home, serial: 'V-4', state: 'replaced', successor: valid })
  for (const [at, one] of [valid, revoked, corrected, replaced].entries())
    await owner.query(`update diplomas.diploma set status_list = 1, status_index = $2 where id = $1`, [
      one.id,
      at + 4,
    ])
  await put('valid.json', JSON.stringify(await files.credential(valid, home, 4)))
  await put('revoked.json', JSON.stringify(await files.credential(revoked, home, 5)))
  await put('corrected.json', JSON.stringify(await files.credential(corrected, home, 6)))
  await put('replaced.json', JSON.stringify(await files.credential(replaced, home, 7)))
  await put('valid.pdf', await files.pdf(valid, key))
  await put('cert.pem', toPem(key.certificates))
  // What a stranger would have fetched once: the school's keys, its lists of status.
  await fetched('http://test.local/truong/truong-nghe/did.json', 'did.json')
  await fetched('http://test.local/truong/truong-nghe/trang-thai/1/revocation', 'list-revocation.json')
  await fetched('http://test.local/truong/truong-nghe/trang-thai/1/suspension', 'list-suspension.json')
  await fetched('http://test.local/truong/truong-nghe/trang-thai/1/message', 'list-message.json')
})
afterAll(async () => {
  await stopDocuments()
  await rm(folder, { recursive: true })
})

type Options = Record<string, string | true>

async function verify(file: string, options: Options = {}, isHere = false) {
  let text = ''
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((piece) => ((text += String(piece)), true))
  try {
    const status = await diplomasCommand.run(
      { words: ['verify', join(folder, file)], options: { json: true, ...options } },
      {
        env: {},
        input: process.stdin,
        withApp: (work) => (isHere ? work(site.app) : Promise.reject(new Error('asked for a database'))),
      },
    )
    return { status, answer: JSON.parse(text) as Record<string, unknown> }
  } finally {
    out.mockRestore()
  }
}
const offline = () => ({ did: join(folder, 'did.json'), status: folder })

test('offline, a credential is valid by its keys and lists alone', async () => {
  vi.useFakeTimers({ now: site.app.clock.now(), toFake: ['Date'] })
  const { status, answer } = await verify('valid.json', offline())
  expect(answer).toEqual({
    result: 'valid',
    suspended: false,
    failed: null,
    detail: null,
    public_id: valid.public_id,
    signer: 'did:web:test.local:truong:truong-nghe',
    state_from: 'status',
  })
  expect(status).toBe(0)
  vi.useRealTimers()
})

test.each([
  ['revoked.json', 'revoked', null],
  ['corrected.json', 'corrected', null],
  ['replaced.json', 'replaced', null],
  ['altered.json', 'altered', 'bad_signature'],
  ['longer.json', 'altered', 'undefined_field'],
  ['unsigned.json', 'unknown', 'unsigned'],
  ['context.json', 'unknown', 'unknown_context'],
  ['other.json', 'unknown', 'unknown_issuer'],
])('offline, %s is %s by the check that failed: %s', async (name, result, failed) => {
  const json = await files.credential(valid, home, 4)
  const { proof: _, ...unsigned } = json
  await put('altered.json', JSON.stringify(json).replace('Khá', 'Giỏi'))
  await put('longer.json', JSON.stringify({ ...json, xếp_hạng: 1 }))
  await put('unsigned.json', JSON.stringify(unsigned))
  await put(
    'context.json',
    JSON.stringify({ ...json, '@context': [...(json['@context'] as string[]), 'https://example.org/ctx'] }),
  )
  await put('other.json', JSON.stringify(json).replaceAll('truong-nghe', 'truong-khac'))
  vi.useFakeTimers({ now: site.app.clock.now(), toFake: ['Date'] })
  const { status, answer } = await verify(name, offline())
  vi.useRealTimers()
  expect(answer).toMatchObject({ result, failed })
  expect(status).toBe(1)
})

test('offline, without lists, or with old ones, whether it stands cannot be told', async () => {
  const { did } = offline()
  vi.useFakeTimers({ now: site.app.clock.now(), toFake: ['Date'] })
  expect((await verify('valid.json', { did })).answer).toMatchObject({
    result: 'unknown',
    failed: 'status_missing',
  })
  vi.setSystemTime('2036-01-01')
  const old = (await verify('valid.json', offline())).answer
  vi.useRealTimers()
  expect(old).toMatchObject({ result: 'unknown', failed: 'stale_status' })
})

test('offline, a PDF is intact by the school’s certificate, or altered', async () => {
  const cert = join(folder, 'cert.pem')
  expect((await verify('valid.pdf', { cert })).answer).toMatchObject({
    result: 'unknown',
    failed: 'status_missing',
    signer: 'Trường Cao đẳng Ví Dụ',
  })
  await put('changed.pdf', Buffer.concat([await files.pdf(valid, key), Buffer.from('\nx')]))
  expect((await verify('changed.pdf', { cert })).answer).toMatchObject({ result: 'altered', failed: 'added' })
})

test('with the installation, the register says the state', async () => {
  for (const name of ['valid.json', 'valid.pdf'])
    expect(await verify(name, {}, true)).toMatchObject({
      status: 0,
      answer: { result: 'valid', public_id: valid.public_id, state_from: 'register' },
    })
  expect((await verify('revoked.json', {}, true)).answer).toMatchObject({
    result: 'revoked',
    state_from: 'register',
  })
})

test.each([
  ['khong-co.json', {}, 'không có tệp'],
  ['valid.json', { cert: 'x' }, 'cần --did'],
  ['valid.pdf', { did: 'x' }, 'cần --cert'],
])('%s with %j is a wrong call, said in words', async (file, options, said) => {
  await expect(verify(file, options as Options)).rejects.toThrow(said)
})
