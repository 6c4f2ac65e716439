import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor, systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { addProof, statusListLength, type DidDocument } from '#platform/credentials/index.ts'
import { offlineResult, offlineWord } from '../check/offline/verdict.ts'
import { credentialKeyOf, listCredentialKeys, revokeCredentialKey, rotateCredentialKey } from './keys.ts'
import { placeOf } from './shuffle.ts'
import { fileSources, ownSources } from './sources.ts'
import { takeStatusPlaces } from './status.ts'
import { issuingSchools } from './testing/issued.ts'
import { verifyCredential, type CredentialVerdict } from './verify.ts'

type Schools = Awaited<ReturnType<typeof issuingSchools>>
let schools: Schools
beforeAll(async () => {
  schools = await issuingSchools()
})

const did = 'did:web:test.local:truong:truong-nghe'
const lists = '/truong/truong-nghe/trang-thai/1'
const check = (json: unknown) => verifyCredential(json, ownSources(schools.app))
const open = (path: string, headers: Record<string, string> = {}) =>
  schools.site.as(publicActor).get(path, headers)
const openJson = async (path: string) => (await (await open(path)).json()) as Record<string, unknown>
const short = ({ result, failed }: CredentialVerdict) => (failed ? `${result}: ${failed}` : result)

const keyOf = (school: string) =>
  schools.app.database.read(systemActor('test'), (db) =>
    credentialKeyOf(schools.app, db, school, '2026-11-25'),
  )

/** What somebody keeps who will not ask the installation again. */
async function keptFiles() {
  const document = (await openJson('/truong/truong-nghe/did.json')) as unknown as DidDocument
  return {
    documents: [document],
    lists: [await openJson(`${lists}/revocation`), await openJson(`${lists}/suspension`)],
  }
}

describe('a diploma as a credential', () => {
  test('says what the register says, without the citizen number, and is genuine and in force', async () => {
    const [id = ''] = await schools.issue(['Nguyễn Thị Hồng Nhung'])
    const credential = await schools.credential(id)
    const [row] = await schools.rows(
      `select public_id, serial, entry_no from diplomas.diploma where id = $1`,
      [id],
    )
    const verdict = await check(credential)
    expect(verdict).toEqual({
      result: 'genuine',
      publicId: row!.public_id,
      issuer: did,
      status: { revoked: false, suspended: false },
    })
    expect(await check(JSON.stringify(credential))).toEqual(verdict)
    const subject = credential.credentialSubject as Record<string, unknown>
    expect(subject).toMatchObject({
      identifier: [
        { identityType: 'name', identityHash: 'Nguyễn Thị Hồng Nhung' },
        { identityType: 'ext:birthDate', identityHash: '2006-02-03' },
        { identityType: 'ext:registerEntry', identityHash: row!.entry_no },
      ],
      licenseNumber: row!.serial,
      achievement: { achievementType: 'Diploma', humanCode: '5520227', fieldOfStudy: 'Điện công nghiệp' },
      result: [{ value: 'Khá' }],
    })
    expect(credential.validFrom).toBe('2026-11-25T00:00:00+07:00')
    expect(JSON.stringify(credential)).not.toMatch(/nationalIdentityNumber|citizen/i)
  })

  test.each([
    ['revoked', { revoked: true, suspended: false, ended: 'revoked' }],
    ['suspended', { revoked: false, suspended: true }],
    ['delivered', { revoked: false, suspended: false }],
    ['corrected', { revoked: true, suspended: false, ended: 'corrected' }],
    ['replaced', { revoked: true, suspended: false, ended: 'replaced' }],
  ])('that is %s says so through the lists of its school, at once', async (state, status) => {
    const [id = '', other = ''] = await schools.issue(['Trần Văn A', 'Trần Văn B'])
    const credential = await schools.credential(id)
    expect(await check(credential)).toMatchObject({ status: { revoked: false, suspended: false } })
    await schools.state(id, state)
    const after = await check(credential)
    expect(after).toMatchObject({ result: 'genuine' })
    expect(after.status).toEqual(status)
    expect(await check(await schools.credential(other))).toMatchObject({
      status: { revoked: false, suspended: false },
    })
  })

  test('issued before the lists told corrected from replaced still stands, and still ends', async () => {
    const [id = ''] = await schools.issue(['Lê Thị Cũ'])
    const { proof: _, ...bare } = await schools.credential(id)
    const credentialStatus = [bare.credentialStatus].flat().slice(0, 2)
    const key = await keyOf(schools.home)
    const old = await addProof({ ...bare, credentialStatus } as typeof bare, key.signer)
    expect(offlineResult(await check(old))).toBe('valid')
    await schools.state(id, 'corrected')
    const after = await check(old)
    expect(after.status).toEqual({ revoked: true, suspended: false })
    expect([offlineResult(after), offlineWord(after)]).toEqual(['revoked', 'ended'])
  })

  test('is checked from kept files alone; an old list says that it is old', async () => {
    const [id = ''] = await schools.issue(['Lê Thị C'])
    const credential = await schools.credential(id)
    const files = await keptFiles()
    const now = new Date('2026-11-25T09:00:00Z')
    expect(await verifyCredential(credential, fileSources({ ...files, now }))).toMatchObject({
      result: 'genuine',
      status: { revoked: false, suspended: false },
    })
    const later = new Date('2026-11-26T09:00:00Z')
    const old = await verifyCredential(credential, fileSources({ ...files, now: later }))
    expect(old).toMatchObject({ result: 'genuine', failed: 'stale_status' })
    expect(old.status).toBeUndefined()
    const without = { documents: files.documents, now }
    expect(short(await verifyCredential(credential, fileSources(without)))).toBe('genuine')
    expect(short(await verifyCredential(credential, fileSources({ ...without, lists: [] })))).toBe(
      'genuine: status_missing',
    )
    expect(short(await verifyCredential(credential, fileSources({ documents: [], now })))).toBe(
      'unknown: unknown_issuer',
    )
  })

  test('that was changed, or never was one, is named as what it is', async () => {
    const [id = ''] = await schools.issue(['Phạm Đức D'])
    const credential = await schools.credential(id)
    const { proof, ...bare } = credential
    const subject = credential.credentialSubject as Record<string, unknown>
    const [v2, badges] = credential['@context']
    const cases: [unknown, string][] = [
      [{ ...credential, credentialSubject: { ...subject, licenseNumber: 'B-1' } }, 'altered: bad_signature'],
      [{ ...credential, credentialSubject: { ...subject, honours: 'x' } }, 'altered: undefined_field'],
      [
        { ...credential, issuer: { ...(credential.issuer as object), id: `${did}x` } },
        'altered: wrong_issuer',
      ],
      [{ ...credential, proof: { ...proof, verificationMethod: `${did}#k9` } }, 'unknown: unknown_key'],
      [{ ...credential, '@context': [v2, 'https://example.com/x'] }, 'unknown: unknown_context'],
      [{ ...credential, '@context': [v2, badges, {}] }, 'unknown: unknown_context'],
      [bare, 'unknown: unsigned'],
      ['{', 'unknown: not_a_credential'],
      ['x'.repeat(200_000), 'unknown: not_a_credential'],
      [null, 'unknown: not_a_credential'],
      [[], 'unknown: not_a_credential'],
      [{ hello: 'world' }, 'unknown: not_a_credential'],
    ]
    for (const [json, expected] of cases) expect(short(await check(json)), expected).toBe(expected)
  })

  test('whose terms are renamed though they mean the same is refused: a reader would miss them', async () => {
    const [id = ''] = await schools.issue(['Võ Thị E'])
    const credential = await schools.credential(id)
    const subject = credential.credentialSubject as Record<string, unknown>
    const { licenseNumber, ...rest } = subject
    const address = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#licenseNumber'
    const written = { ...credential, credentialSubject: { ...rest, [address]: licenseNumber } }
    expect(short(await check(written))).toBe('altered: undefined_field')
    const inner = { '@context': { so: address }, ...rest, so: licenseNumber }
    expect(short(await check({ ...credential, credentialSubject: inner }))).toBe('altered: undefined_field')
  })

  test('never throws over junk', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const { result } = await check(value)
        expect(['unknown', 'altered']).toContain(result)
      }),
      { numRuns: 60 },
    )
  })

  test('is downloaded by the office that keeps its register, and by no other', async () => {
    const [id = ''] = await schools.issue(['Hồ Văn F'])
    const credential = await schools.credential(id)
    const { app } = schools
    const { hash } = await app.files.put(app.keys.sealBytes(Buffer.from(JSON.stringify(credential))))
    await schools.rows(`update diplomas.diploma set credential_file = $2 where id = $1`, [id, hash])
    const path = `/van-bang-cap/${id}/van-bang.json`
    const answer = await schools.site.as(schools.office).get(path)
    expect(answer.headers.get('content-type')).toBe('application/vc')
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    expect(short(await check(await answer.text()))).toBe('genuine')
    const away = schools.at('academic-office', schools.away)
    expect((await schools.site.as(away).get(path)).status).toBe(404)
    expect((await open(path)).status).toBe(303)
    // A school merged into another: whoever keeps its register now.
    const keep = (school: string) => schools.rows(`update diplomas.book set keeper_id = $1`, [school])
    await keep(schools.away)
    expect((await schools.site.as(away).get(path)).status).toBe(200)
    await keep(schools.home)
  })
})

describe('keys', () => {
  test('are made once at first need, however many ask; the secret is sealed', async () => {
    const one = await schools.institution('truong-moi')
    const keys = await Promise.all(Array.from({ length: 4 }, () => keyOf(one)))
    expect(new Set(keys.map((key) => key.signer.verificationMethod))).toEqual(
      new Set(['did:web:test.local:truong:truong-moi#k1']),
    )
    const [row] = await schools.rows(`select secret from diplomas.signing_key where institution_id = $1`, [
      one,
    ])
    expect(row!.secret).toMatch(/^v1\./)
    const acts = await schools.rows(
      `select after from platform.audit_change where subject = 'diplomas.signing_key' and institution_id = $1`,
      [one],
    )
    expect(acts).toHaveLength(1)
    expect(JSON.stringify(acts)).not.toContain(String(row!.secret))
  })

  test('that are replaced go on being believed; those withdrawn are not', async () => {
    const [id = ''] = await schools.issue(['Bùi Thị G'])
    const before = await schools.credential(id)
    const manager = schools.at('school-manager')
    await act(schools.app, rotateCredentialKey, { institution: schools.home }, manager)
    const after = await schools.credential(id)
    expect(after.proof.verificationMethod).not.toBe(before.proof.verificationMethod)
    expect([short(await check(before)), short(await check(after))]).toEqual(['genuine', 'genuine'])

    const keys = await schools.app.database.read(manager, (db) => listCredentialKeys(db, schools.home))
    const old = keys.find((key) => `${did}#${key.name}` === before.proof.verificationMethod)!
    expect(old).not.toHaveProperty('secret')
    await act(
      schools.app,
      revokeCredentialKey,
      { id: old.id, version: old.version, reason: 'Lộ khóa' },
      manager,
    )
    expect([short(await check(before)), short(await check(after))]).toEqual([
      'unknown: revoked_key',
      'genuine',
    ])
    const document = (await openJson('/truong/truong-nghe/did.json')) as unknown as DidDocument
    expect(document.verificationMethod.find((one) => one.id === `${did}#${old.name}`)?.revoked).toBe(
      '2026-11-25T00:00:00+07:00',
    )
    expect(document.assertionMethod).not.toContain(`${did}#${old.name}`)
  })

  test('of another school are out of reach', async () => {
    const away = schools.at('school-manager', schools.away)
    await expect(
      act(schools.app, rotateCredentialKey, { institution: schools.home }, away),
    ).rejects.toMatchObject({
      refusal: 'not_found',
    })
    await expect(
      act(schools.app, rotateCredentialKey, { institution: schools.home }, schools.office),
    ).rejects.toMatchObject({ refusal: 'forbidden' })
  })

  test('of a school do not sign for another', async () => {
    const [id = ''] = await schools.issue(['Đặng Văn H'])
    const { proof: _, ...bare } = await schools.credential(id)
    const other = await keyOf(schools.away)
    expect(short(await check(await addProof(bare, other.signer)))).toBe('altered: wrong_issuer')
    const [mine] = await schools.rows(
      `select name from diplomas.signing_key where controller = $1 and revoked_on is null`,
      [did],
    )
    const posing = { ...other.signer, verificationMethod: `${did}#${String(mine!.name)}` }
    expect(short(await check(await addProof(bare, posing)))).toBe('altered: bad_signature')
  })
})

describe('addresses of an issuer', () => {
  test('answer anybody, from any site, with a mark to ask again by', async () => {
    await schools.credential((await schools.issue(['Mai I']))[0]!)
    const paths = [
      '/.well-known/did.json',
      '/truong/truong-nghe/did.json',
      `${lists}/revocation`,
      `${lists}/suspension`,
    ]
    for (const path of paths) {
      const answer = await open(path)
      expect(answer.status, path).toBe(200)
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(answer.headers.get('cache-control')).toBe('public, max-age=300')
      const etag = answer.headers.get('etag')!
      expect((await open(path, { 'if-none-match': etag })).status).toBe(304)
    }
    expect(await openJson('/.well-known/did.json')).toMatchObject({
      id: 'did:web:test.local',
      assertionMethod: [],
    })
  })

  test('that name nobody are not found', async () => {
    const none = [
      '/truong/khong-co/did.json',
      '/truong/truong-nghe/trang-thai/9/revocation',
      '/truong/truong-nghe/trang-thai/0/revocation',
      '/truong/truong-nghe/trang-thai/x/revocation',
      '/truong/truong-nghe/trang-thai/1/messages',
      '/truong/khong-co/trang-thai/1/revocation',
    ]
    for (const path of none) expect((await open(path)).status, path).toBe(404)
  })

  test('give the same list as long as nothing changes, another as soon as a diploma is revoked', async () => {
    const [id = ''] = await schools.issue(['Cao K'])
    const before = await open(`${lists}/revocation`)
    const again = await open(`${lists}/revocation`)
    expect(again.headers.get('etag')).toBe(before.headers.get('etag'))
    await schools.state(id, 'revoked')
    expect((await open(`${lists}/revocation`)).headers.get('etag')).not.toBe(before.headers.get('etag'))
  })
})

describe('places in a list', () => {
  test('are each taken once, though twenty acts take them at the same moment', async () => {
    const places = await Promise.all(
      Array.from({ length: 20 }, () => schools.write((tx) => takeStatusPlaces(tx, schools.home, 25))),
    )
    const all = places.flat().map((place) => `${place.list}/${place.index}`)
    expect(new Set(all).size).toBe(500)
  })

  test('are taken by whoever keeps the register of a merged school, and by no stranger', async () => {
    const take = () =>
      schools.write(
        (tx) => takeStatusPlaces(tx, schools.home, 1),
        schools.at('academic-office', schools.away),
      )
    await schools.issue(['Chu L'])
    await expect(take()).rejects.toThrow(/row-level security/)
    await schools.rows(`update diplomas.book set keeper_id = $1`, [schools.away])
    expect(await take()).toHaveLength(1)
    await schools.rows(`update diplomas.book set keeper_id = $1`, [schools.home])
  })

  test('go on in the next list when one is full', async () => {
    const school = await schools.institution('truong-day')
    await schools.rows(
      `insert into diplomas.status_list (institution_id, list, taken, seed) values ($1, 1, $2, 'x')`,
      [school, statusListLength - 1],
    )
    const actor = schools.at('academic-office', school)
    const places = await schools.write((tx) => takeStatusPlaces(tx, school, 3), actor)
    expect(places.map((place) => place.list)).toEqual([1, 2, 2])
  })

  test('are an order of the whole list: each number once, neighbours far apart', () => {
    const asked = [...Array(3000).keys(), ...Array.from({ length: 3000 }, (_, n) => statusListLength - 1 - n)]
    const places = new Set(asked.map((n) => placeOf('seed', n)))
    expect(places.size).toBe(asked.length)
    expect(Math.max(...places)).toBeLessThan(statusListLength)
    const first = Array.from({ length: 200 }, (_, n) => placeOf('seed', n))
    const near = first.filter((place, at) => at > 0 && Math.abs(place - first[at - 1]!) < 100)
    expect(near.length).toBeLessThan(10)
  })
})
