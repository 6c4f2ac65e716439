import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { AppError } from '#platform/errors.ts'
import { toPem } from '#platform/signing/index.ts'
import { issueForTest, type Issued } from '#platform/signing/testing/keys.ts'
import { hasProgram } from '#platform/signing/testing/tools.ts'
import { twoSchools, type TwoSchools } from '../registers/testing/school.ts'
import { pdfSignerOf } from './keys.ts'

let here: TwoSchools
beforeAll(async () => {
  here = await twoSchools()
})

const signerFor = (school: string, day = '2026-11-25') =>
  here.site.app.database.read(systemActor('test'), (db) => pdfSignerOf(here.site.app, db, school, day))
const keyOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof AppError ? error.reason.key : String(error)),
  )

const library = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib64/pkcs11/libsofthsm2.so'].find((one) =>
  existsSync(one),
)

describe.skipIf(!library || !hasProgram('pkcs11-tool') || !hasProgram('softhsm2-util'))(
  'a key on a token (needs softhsm2 and opensc)',
  () => {
    const onToken = issueForTest('ec')
    const department = () => here.site.actor('department-officer', { kind: 'province' })
    const name = (certificate: Issued) =>
      here.post(
        `/khoa-ky/${here.away}`,
        {
          _form: 'outside',
          institution: here.away,
          provider: 'pkcs11',
          place: 'truong',
          number: '01',
          certificate: toPem(certificate.certificates),
        },
        department(),
      )
    let folder: string
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'token-'))
      const path = (file: string) => join(folder, file)
      writeFileSync(path('softhsm2.conf'), `directories.tokendir = ${folder}\n`)
      writeFileSync(path('pins'), 'truong=1234\n')
      writeFileSync(path('key.pem'), onToken.pem)
      process.env['SOFTHSM2_CONF'] = path('softhsm2.conf')
      run('--init-token', '--free', '--label', 'truong', '--so-pin', '0000', '--pin', '1234')
      run('--import', path('key.pem'), '--token', 'truong', '--label', 'a', '--id', '01', '--pin', '1234')
      Object.assign(here.site.app.config.signing, { tokens: { module: library, pinFile: path('pins') } })
    })
    afterAll(() => {
      delete process.env['SOFTHSM2_CONF']
      Object.assign(here.site.app.config.signing, { tokens: undefined })
      rmSync(folder, { recursive: true, force: true })
    })
    const run = (...words: string[]) => {
      const done = spawnSync('softhsm2-util', words, { encoding: 'utf8' })
      if (done.status !== 0) throw new Error(done.stderr + done.stdout)
    }

    test('with another’s certificate is refused and not kept', async () => {
      const answer = await name(issueForTest('ec'))
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('Khóa không khớp với chứng thư')
      expect(await here.rows(`select 1 from diplomas.signing_key where provider = 'pkcs11'`)).toHaveLength(0)
    })

    test('is named once it has signed as a try, and signs diplomas of the school', async () => {
      expect((await name(onToken)).status).toBe(303)
      const [row] = await here.rows(
        `select secret, reference from diplomas.signing_key where provider = 'pkcs11'`,
      )
      expect(row).toEqual({ secret: null, reference: 'token=truong;id=01' })
      const signer = await signerFor(here.away)
      expect((await signer.sign(Buffer.from('nội dung'))).length).toBeGreaterThan(60)
    })

    test('whose PIN is gone from the server is said to be so', async () => {
      writeFileSync(join(folder, 'pins'), '')
      expect(await keyOf(signerFor(here.away))).toBe('diplomas.keys.error.no_pin')
      writeFileSync(join(folder, 'pins'), 'truong=9999\n')
      const signer = await signerFor(here.away)
      expect(await keyOf(signer.sign(Buffer.from('a')))).toBe('diplomas.keys.error.token')
    })
  },
)
