import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { stopDocuments } from '#platform/documents/index.ts'
import { AppError } from '#platform/errors.ts'
import { checkPdf, signPdf, toPem } from '#platform/signing/index.ts'
import { issueForTest, type Issued } from '#platform/signing/testing/keys.ts'
import { hasProgram } from '#platform/signing/testing/tools.ts'
import { twoSchools, type TwoSchools } from '../registers/testing/school.ts'
import { loadKeysDemo } from './demo/keys.ts'
import { diplomaPdf } from './diploma-pdf.ts'
import { standingOf } from './key.ts'
import { pdfSignerOf } from './keys.ts'
import { exampleContent } from './testing/content.ts'

afterAll(stopDocuments)
const hasOpenssl = hasProgram('openssl')

let here: TwoSchools
beforeAll(async () => {
  here = await twoSchools()
})

/** The key file an authority would hand out. */
function keyFile(issued: Issued, passphrase = 'bi mat'): Blob {
  const folder = mkdtempSync(join(tmpdir(), 'p12-'))
  try {
    const path = (name: string) => join(folder, name)
    writeFileSync(path('key.pem'), issued.pem)
    writeFileSync(path('all.pem'), toPem(issued.certificates))
    const made = spawnSync('openssl', [
      'pkcs12',
      '-export',
      '-inkey',
      path('key.pem'),
      '-in',
      path('all.pem'),
      '-passout',
      `pass:${passphrase}`,
    ])
    return new File([made.stdout], 'truong.p12')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const send = async (file: Blob, fields: Record<string, string> = {}, school = here.home) => {
  const answer = await here.site.as(here.at('school-manager', school)).post(`/khoa-ky/${school}`, {
    _form: 'file',
    institution: school,
    key_password: 'bi mat',
    ...fields,
    file,
  })
  return { status: answer.status, body: await answer.text() }
}

const signerFor = (school: string, day = '2026-11-25') =>
  here.site.app.database.read(systemActor('test'), (db) => pdfSignerOf(here.site.app, db, school, day))
const keyOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof AppError ? error.reason.key : String(error)),
  )

test('without a key nothing can be signed, and it is said what to do', async () => {
  expect(await keyOf(signerFor(here.away))).toBe('diplomas.keys.error.none')
  const page = await (
    await here.site.as(here.at('school-manager', here.away)).get(`/khoa-ky/${here.away}`)
  ).text()
  expect(page).toContain('Cơ sở chưa ký được văn bằng số')
})

describe.skipIf(!hasOpenssl)('a key file brought in by the head of a school (needs openssl)', () => {
  let issued: Issued
  beforeAll(async () => {
    issued = issueForTest('rsa', { to: '2026-12-10' })
    expect((await send(keyFile(issued))).status).toBe(303)
  })

  test('is sealed in the table; neither key nor passphrase stands there or in the log', async () => {
    const [row] = await here.rows(
      `select secret, public_part from diplomas.signing_key where institution_id = $1`,
      [here.home],
    )
    const log = JSON.stringify(await here.rows('select * from platform.audit_entry'))
    const body = issued.pem.split('\n')[1]!
    for (const text of [JSON.stringify(row), log]) {
      expect(text).not.toContain(body)
      expect(text).not.toContain('bi mat')
    }
    expect(here.site.app.keys.open(String(row!.secret))).toContain(body)
  })

  test('is shown with owner, authority, number and days, and warned of a month before its end', async () => {
    const page = await here.text(`/khoa-ky/${here.home}`, here.at('school-manager'))
    for (const words of ['Trường Cao đẳng Ví Dụ', 'CA thử nghiệm', '10/12/2026', 'Sắp hết hạn', 'RSA'])
      expect(page).toContain(words)
    const home = await here.text('/', here.at('school-manager'))
    expect(home).toContain('Chứng thư số sắp hết hạn')
    expect(await here.text('/', here.at('school-manager', here.away))).not.toContain('sắp hết hạn')
  })

  test('signs a diploma that anybody can check', async () => {
    const plain = await diplomaPdf({
      content: exampleContent(),
      numbers: { serial: 'A1', entry_no: '1/2026' },
      kind_code: 'college_diploma',
      medium: 'digital',
      checkUrl: 'https://ngheso.example/van-bang/7K3N0Q8ZT1V2X4Y6',
      layout: null,
      at: here.site.app.clock.now(),
    })
    const file = await signPdf(plain, await signerFor(here.home), {
      reason: 'Cấp văn bằng',
      location: 'Huế',
      at: here.site.app.clock.now(),
    })
    expect(checkPdf(file)).toMatchObject({
      altered: false,
      signatures: [{ valid: true, coversWholeFile: true }],
    })
  })

  test('is refused a second time, and from the day after its end nothing is signed with it', async () => {
    const again = await send(keyFile(issued))
    expect(again.status).toBe(422)
    expect(again.body).toContain('Chứng thư này đã có trong danh sách')
    expect(await keyOf(signerFor(here.home, '2026-12-10'))).toBe('nothing')
    expect(await keyOf(signerFor(here.home, '2026-12-11'))).toBe('diplomas.keys.error.expired')
  })

  test('is refused with what to do: wrong passphrase, expired, not yet in force, no key file, none at all', async () => {
    const wrong = await send(keyFile(issueForTest('ec')), { key_password: 'sai' })
    expect(wrong.body).toContain('Mật khẩu không mở được tệp')
    expect(wrong.body).not.toContain('value="sai"')
    const old = await send(keyFile(issueForTest('ec', { from: '2024-01-01', to: '2025-01-01' })))
    expect(old.body).toContain('hết hạn ngày 01/01/2025')
    const early = await send(keyFile(issueForTest('ec', { from: '2027-02-01', to: '2028-01-01' })))
    expect(early.body).toContain('đến ngày 01/02/2027 mới có hiệu lực')
    expect((await send(new File(['xin chào'], 'a.p12'))).body).toContain('Tệp không đọc được')
    expect((await send(new File([], ''))).body).toContain('Chọn tệp khóa')
    expect((await here.rows('select 1 from diplomas.signing_key')).length).toBe(1)
  })

  test('of another school is neither seen nor ended', async () => {
    const stranger = here.at('school-manager', here.away)
    expect((await here.site.as(stranger).get(`/khoa-ky/${here.home}`)).status).toBe(404)
    const [key] = await here.rows('select id from diplomas.signing_key')
    const answer = await here.site.as(stranger).post(`/khoa-ky/${here.away}`, {
      _form: 'end',
      key: String(key!.id),
      version: '1',
      reason: 'không phải của tôi',
    })
    expect(answer.status).toBe(404)
    expect((await here.site.as(here.office).get('/khoa-ky')).status).toBe(403)
  })

  test('is ended with a reason and then signs no more', async () => {
    const [key] = await here.rows('select id, version from diplomas.signing_key')
    const end = (reason: string) =>
      here.post(
        `/khoa-ky/${here.home}`,
        { _form: 'end', key: String(key!.id), version: String(key!.version), reason },
        here.at('school-manager'),
      )
    expect((await end('lộ')).status).toBe(422)
    expect((await end('Nghi lộ khóa')).status).toBe(303)
    expect(await keyOf(signerFor(here.home))).toBe('diplomas.keys.error.all_ended')
  })
})

test('a key on a token is named by the department alone', async () => {
  const form = {
    _form: 'outside',
    institution: here.away,
    provider: 'pkcs11',
    place: 'truong',
    number: '01',
    certificate: toPem(issueForTest('ec').certificates),
  }
  const school = await here.post(`/khoa-ky/${here.away}`, form, here.at('school-manager', here.away))
  expect(school.status).toBe(403)
  // No token is set up on this server: the department is told, and nothing is kept.
  const department = here.site.actor('department-officer', { kind: 'province' })
  const answer = await here.post(`/khoa-ky/${here.away}`, form, department)
  expect(await answer.text()).toContain('PKCS11_MODULE')
  expect(await keyOf(signerFor(here.away))).toBe('diplomas.keys.error.none')
})

test('example installs have a key for each school, whose certificate says that it is a try', async () => {
  const fresh = await twoSchools()
  await loadKeysDemo(fresh.site.app)
  const signer = await fresh.site.app.database.read(systemActor('test'), (db) =>
    pdfSignerOf(fresh.site.app, db, fresh.home, '2026-11-25'),
  )
  const file = await signPdf(
    await diplomaPdf({
      content: exampleContent(),
      numbers: { serial: 'A1', entry_no: '1/2026' },
      kind_code: 'college_diploma',
      medium: 'digital',
      checkUrl: 'https://ngheso.example/van-bang/7K3N0Q8ZT1V2X4Y6',
      layout: null,
      at: fresh.site.app.clock.now(),
      sample: true,
    }),
    signer,
    { reason: 'Thử', location: 'Huế', at: fresh.site.app.clock.now() },
  )
  const [signature] = checkPdf(file).signatures
  expect(signature).toMatchObject({ valid: true, signer: 'Trường truong-nghe (thử nghiệm)' })
  expect(signature!.issuer).toContain('không có giá trị pháp lý')
})

test.each([
  ['2026-11-26', null, null, 'waiting'],
  ['2026-11-25', null, null, 'in_force'],
  ['2026-11-25', '2026-12-26', null, 'in_force'],
  ['2026-11-25', '2026-12-25', null, 'ending'],
  ['2026-11-25', '2026-11-25', null, 'ending'],
  ['2026-01-01', '2026-11-24', null, 'expired'],
  ['2026-01-01', null, '2026-11-25', 'ended'],
  ['2026-01-01', null, '2026-11-26', 'in_force'],
] as const)('a key from %s to %s, ended %s, is %s on 25 November', (from, to, revoked, standing) => {
  expect(standingOf({ from_date: from, to_date: to, revoked_on: revoked }, '2026-11-25')).toBe(standing)
})
