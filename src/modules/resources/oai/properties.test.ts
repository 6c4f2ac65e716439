import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deriveKeys } from '#platform/keys.ts'
import { parseXml, XmlFault } from '#platform/xml.ts'
import { dublinCoreXml } from '../catalogue/metadata/dublin-core.ts'
import { lomXml } from '../catalogue/metadata/lom.ts'
import type { MetadataRecord } from '../catalogue/metadata/record.ts'
import { readDescription } from './harvester/describe.ts'
import { readAnswer } from './harvester/read.ts'
import { readToken, writeToken, type Place } from './provider/token.ts'
import { listXml } from './testing/source.ts'

const plain: MetadataRecord = {
  version_id: '',
  code: '0123456789',
  number: 1,
  kind: 'video',
  title: 'x',
  title_en: null,
  summary: '',
  summary_en: null,
  languages: ['vi'],
  keywords: [],
  levels: [],
  audiences: [],
  accessibility: [],
  accessibility_note: null,
  rights_holder: null,
  licence: {
    code: 'cc-by-sa-4.0',
    name: 'CC BY-SA 4.0',
    name_en: 'CC BY-SA 4.0',
    url: 'https://creativecommons.org/licenses/by-sa/4.0/',
  },
  address: null,
  pages: null,
  seconds: null,
  study_minutes: null,
  authors: [],
  publisher: null,
  files: [],
  occupations: [],
  units: [],
  components: [],
  origins: [],
  published_at: null,
  withdrawn_at: null,
}
/** Words as XML can carry them: no signs it forbids, spaces as one. */
const words = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 60 })
  .map((text) =>
    text
      // oxlint-disable-next-line no-control-regex -- XML 1.0 knows no control signs
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  .filter(Boolean)

test.each([
  ['Dublin Core', dublinCoreXml],
  ['LOM', lomXml],
])('whatever a record of ours says, the harvester reads it back from %s', (_name, write) => {
  fc.assert(
    fc.property(words, words, fc.uniqueArray(words, { maxLength: 3 }), (title, summary, keywords) => {
      const record = { ...plain, title, summary, keywords }
      const said = readDescription(parseXml(write(record, 'https://kho.vidu.vn')))
      expect(said).toMatchObject({
        title,
        summary,
        keywords,
        licence: 'cc-by-sa-4.0',
        address: 'https://kho.vidu.vn/hoc-lieu/0123456789',
        languages: ['vi'],
      })
    }),
    { numRuns: 300 },
  )
})

test('descriptions typed in the fonts before Unicode are read as they were meant', () => {
  const old =
    parseXml(`<dc><title>Gi¸o tr×nh phÇn mÒm AutoCAD</title><description>Laép maïch ñieän daân duïng</description>
    <subject>Tù ®éng ho¸</subject><creator>NguyÔn V¨n An</creator><publisher>Café Müller</publisher>
    <identifier>https://kho.vidu.vn/1</identifier></dc>`)
  expect(readDescription(old)).toMatchObject({
    title: 'Giáo trình phần mềm AutoCAD',
    summary: 'Lắp mạch điện dân dụng',
    keywords: ['Tự động hoá'],
    authors: ['Nguyễn Văn An'],
    rights_holder: 'Café Müller',
  })
})

test('whatever a source answers is read or refused, never a crash', () => {
  const whole = listXml([{ id: 'a' }, { id: 'b', isDeleted: true }], 'tiep')
  const cut = fc
    .tuple(fc.nat(whole.length), fc.nat(60), fc.string({ unit: 'binary', maxLength: 20 }))
    .map(([at, size, text]) => whole.slice(0, at) + text + whole.slice(at + size))
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), cut), (text) => {
      try {
        for (const one of readAnswer(text).records) readDescription(one.metadata)
      } catch (error) {
        expect(error).toBeInstanceOf(XmlFault)
      }
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ['records', '<record>'],
  ['headers', '<record><header '],
  ['headers and their ends', '<record><header></record>'],
  ['tokens', '<resumptionToken '],
  ['beginnings', '<OAI-PMH '],
])('megabytes of broken %s hold nothing up', (_name, piece) => {
  const text = `<OAI-PMH><ListRecords>${piece.repeat(Math.floor((2 * 1024 * 1024) / piece.length))}`
  const before = performance.now()
  try {
    readAnswer(text)
  } catch (error) {
    expect(error).toBeInstanceOf(XmlFault)
  }
  expect(performance.now() - before).toBeLessThan(10_000)
})

test('a token is read back, and none that we did not write', () => {
  const keys = deriveKeys('a master secret for tests, 32 characters or more')
  const place: Place = [
    'oai_dc',
    null,
    null,
    'kind_video',
    '2026-11-22T03:00:00Z',
    crypto.randomUUID(),
    200,
    450,
  ]
  const token = writeToken(keys, place)
  expect(readToken(keys, token)).toEqual(place)
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom('a', 'Z', '.', '-', '_', '9'), (at, sign) => {
      const other = token.slice(0, at) + sign + token.slice(at + 1)
      if (other !== token) expect(() => readToken(keys, other)).toThrow('not given by this repository')
    }),
  )
  expect(() => readToken(deriveKeys('another master secret, 32 characters or more'), token)).toThrow()
})
