import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { getDiploma } from '../store/diploma.ts'
import { credentialKeyOf } from './keys.ts'
import { claimsOf, issueDiplomaSdJwt, verifyPresentation } from './presentation.ts'
import { ownSources } from './sources.ts'
import { shareFields } from '../own/share.ts'
import { issuingSchools } from './testing/issued.ts'
import { presentDiploma } from './testing/present.ts'

type Schools = Awaited<ReturnType<typeof issuingSchools>>
let schools: Schools
beforeAll(async () => {
  schools = await issuingSchools()
})

const prepared = async (name: string) => {
  const [id = ''] = await schools.issue([name])
  return schools.app.database.read(systemActor('test'), async (db) => ({
    diploma: await getDiploma(db, id),
    key: await credentialKeyOf(schools.app, db, schools.home, '2026-11-25'),
  }))
}

describe('a presentation of some fields', () => {
  test('shows exactly the chosen ones, whichever they are, and is genuine', async () => {
    const { diploma, key } = await prepared('Nguyễn Thị Hồng Nhung')
    const all = claimsOf(diploma)
    await fc.assert(
      fc.asyncProperty(fc.subarray([...shareFields]), async (fields) => {
        const text = await presentDiploma(schools.app, diploma, key, fields)
        const verdict = await verifyPresentation(text, ownSources(schools.app))
        expect(verdict).toMatchObject({ result: 'genuine', of: { publicId: diploma.public_id } })
        const expected = Object.fromEntries(fields.filter((one) => one in all).map((one) => [one, all[one]]))
        expect(verdict.result === 'genuine' && verdict.shown).toEqual(expected)
      }),
      { numRuns: 25 },
    )
  })

  test('never holds the sex, birth place or people of its holder, shown or hidden', async () => {
    const { diploma, key } = await prepared('Trần Văn B')
    const text = await issueDiplomaSdJwt(schools.app, diploma, key)
    const said = text.split(/[.~]/).map((part) => Buffer.from(part, 'base64url').toString())
    expect(said.join(' ')).not.toMatch(/female|Kinh|birth_place|ethnicity/)
    expect(said.join(' ')).toContain('Trần Văn B')
  })

  test('that was altered is named so; junk is unknown', async () => {
    const { diploma, key } = await prepared('Lê C')
    const text = await presentDiploma(schools.app, diploma, key, ['name'])
    const [head = '', rest = ''] = [text.slice(0, text.indexOf('.')), text.slice(text.indexOf('.'))]
    const forged = `${head}${rest.replace(/^.(.{20})./, (_, kept: string) => `.${kept}A`)}`
    expect((await verifyPresentation(forged, ownSources(schools.app))).result).not.toBe('genuine')
    expect(await verifyPresentation('junk', ownSources(schools.app))).toMatchObject({
      result: 'unknown',
      failed: 'not_a_credential',
    })
    const posing = { ...key, did: 'did:web:test.local:truong:truong-xa' }
    const other = await presentDiploma(schools.app, diploma, posing, ['name'])
    expect(await verifyPresentation(other, ownSources(schools.app))).toMatchObject({
      result: 'altered',
      failed: 'wrong_issuer',
    })
  })
})
