import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accesses } from '../resource.ts'
import { check, mayHandIn, type Checked } from './checks.ts'
import { durationText, readAddress, readDuration } from './description.ts'
import { compare, isSame, type Laid } from './difference.ts'
import { findLicenceFaults, licenceFor, questions, type Licence, type Source } from './licence.ts'
import { propose, titleFrom } from './propose.ts'
import { freePath } from './store/file.ts'

const licence = (code: string, more: Partial<Licence> = {}): Licence => ({
  code,
  name: code.toUpperCase(),
  name_en: code,
  url: 'https://creativecommons.org/',
  may_derive: !code.includes('nd'),
  share_alike: code.includes('sa'),
  may_sell: !code.includes('nc'),
  needs_credit: code !== 'cc0',
  widest: 'public',
  source: '',
  is_verified: true,
  ...more,
})
const internal = licence('noi-bo', {
  url: null,
  may_derive: true,
  share_alike: true,
  may_sell: false,
  widest: 'signed_in',
})
const schoolOnly = licence('noi-bo-truong', { ...internal, code: 'noi-bo-truong', widest: 'school' })
const source = (one: Licence | null, more: Partial<Source> = {}): Source => ({
  title: 'Nguồn',
  authors: 'Nhóm',
  relation: 'based_on',
  licence: one,
  isSameSchool: false,
  ...more,
})

describe('a licence', () => {
  test.each([
    ['by over by', 'by', source(licence('by')), []],
    ['cc0 over by loses the credit', 'cc0', source(licence('by')), ['credit_kept']],
    ['by over nc loses non-commercial', 'by', source(licence('by-nc')), ['non_commercial']],
    ['by over sa', 'by', source(licence('by-sa')), ['share_alike']],
    ['sa over sa', 'by-sa', source(licence('by-sa')), []],
    ['anything over nd', 'by', source(licence('by-nd')), ['no_derivatives']],
    [
      'a translation of nd',
      'by-nd',
      source(licence('by-nd'), { relation: 'translation_of' }),
      ['no_derivatives'],
    ],
    ['nd as a part', 'by', source(licence('by-nd'), { relation: 'contains' }), []],
    ['sa as a part', 'by', source(licence('by-sa'), { relation: 'contains' }), []],
    ['a source nobody licensed', 'by', source(null), ['unknown']],
    ['a source without its authors', 'by', source(licence('by'), { authors: ' ' }), ['credit']],
    ['internal made public', 'by', source(internal), ['source_access', 'share_alike']],
    [
      'the internal of another school',
      'by',
      source(schoolOnly),
      ['other_school', 'source_access', 'share_alike'],
    ],
  ])('%s', (_name, code, from, faults) => {
    const found = findLicenceFaults({ licence: licence(code), access: 'public' }, [from])
    expect(found.map((one) => one.key)).toEqual(faults)
  })

  test('internal work is passed on within its own circle', () => {
    const own = source(schoolOnly, { isSameSchool: true })
    expect(findLicenceFaults({ licence: schoolOnly, access: 'school' }, [own])).toEqual([])
    expect(findLicenceFaults({ licence: schoolOnly, access: 'school' }, [source(internal)])).toEqual([])
    expect(findLicenceFaults({ licence: internal, access: 'public' }, [])).toMatchObject([{ key: 'access' }])
  })

  test('without a source only its own width counts, and a source never makes more allowed', () => {
    const any = fc
      .constantFrom('by', 'by-sa', 'by-nc', 'by-nc-sa', 'by-nd', 'cc0')
      .map((code) => licence(code))
    fc.assert(
      fc.property(any, any, fc.constantFrom(...accesses), (mine, theirs, access) => {
        expect(findLicenceFaults({ licence: mine, access }, [])).toEqual([])
        const alone = findLicenceFaults({ licence: mine, access }, [source(theirs)])
        const both = findLicenceFaults({ licence: mine, access }, [source(theirs), source(mine)])
        expect(both.length).toBeGreaterThanOrEqual(alone.length)
        if (theirs.share_alike && alone.length === 0) expect(mine.code).toBe(theirs.code)
      }),
    )
  })

  test('three answers always name one that exists', () => {
    const known = [
      'cc-by-4.0',
      'cc-by-sa-4.0',
      'cc-by-nc-4.0',
      'cc-by-nc-sa-4.0',
      'cc-by-nd-4.0',
      'cc-by-nc-nd-4.0',
      'noi-bo',
      'noi-bo-truong',
    ]
    for (const who of questions.who)
      for (const change of questions.change)
        for (const sell of questions.sell) expect(known).toContain(licenceFor({ who, change, sell }))
    expect(licenceFor({ who: 'public', change: 'alike', sell: 'no' })).toBe('cc-by-nc-sa-4.0')
  })
})

describe('what is proposed', () => {
  test.each([
    ['Bai_giang_01.pptx', 'Bai giang 01'],
    ['an-toan-dien.pdf', 'An toan dien'],
    ['Bài 3 - Mạch điện.docx', 'Bài 3 - Mạch điện'],
    ['thư mục/bài (2).pdf', 'Bài'],
    ['.pdf', ''],
    ['video', 'Video'],
  ])('%s is called “%s”', (name, title) => expect(titleFrom(name)).toBe(title))

  test('a lecture of several files is what tells most; English is heard from the name', () => {
    const files = [
      { name: 'a.pdf', kind: 'pdf' },
      { name: 'b.mp4', kind: 'mp4' },
    ]
    expect(propose(files).kind).toBe('video')
    expect(propose([{ name: 'cu.ppt', kind: 'cfb' }]).kind).toBe('slides')
    expect(propose([{ name: 'Welding_en.pdf', kind: 'pdf' }]).languages).toEqual(['en'])
    expect(propose([{ name: 'Hàn.pdf', kind: 'pdf' }]).languages).toEqual(['vi'])
    expect(propose([])).toEqual({ title: '', kind: 'document', languages: ['vi'] })
  })
})

test('durations read back as they are written', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 99 * 3600 }),
      (seconds) => readDuration(durationText(seconds)) === seconds,
    ),
  )
  expect(['12', '1:00:00', '0', 'abc', '1:99', '-5'].map(readDuration)).toEqual([
    720,
    3600,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('only addresses of the web are taken', () => {
  expect(readAddress('vidu.edu.vn/bai?x=1')).toBe('https://vidu.edu.vn/bai?x=1')
  for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'localhost', '', '//'])
    expect(readAddress(bad)).toBeUndefined()
})

test('a name that is taken gets the first free number, before the ending', () => {
  expect(freePath('a/b.tar.gz', new Set(['a/b.tar.gz']))).toBe('a/b.tar (2).gz')
  expect(freePath('a', new Set(['a', 'a (2)']))).toBe('a (3)')
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.array(fc.string()), (path, taken) => {
      const all = new Set([...taken, path])
      expect(all.has(freePath(path, all))).toBe(false)
    }),
  )
})

const laid = (files: Laid['files'], more: Partial<Laid['version']> = {}): Laid => ({
  version: {
    title: 'Bài',
    title_en: null,
    kind: 'document',
    summary: '',
    summary_en: null,
    licence: null,
    rights_holder: null,
    address: null,
    pages: null,
    seconds: null,
    study_minutes: null,
    accessibility_note: null,
    access: 'school',
    open_on: null,
    languages: [],
    keywords: [],
    levels: [],
    audiences: [],
    accessibility: [],
    ...more,
  },
  files,
  authors: [],
  subjects: [],
  origins: [],
  items: [],
})
const file = (path: string, hash: string) => ({ path, hash, size: 1 })

describe('the difference of two versions', () => {
  test('tells a renamed file from one taken away and one added', () => {
    const before = laid([file('a.pdf', '1'), file('b.pdf', '2'), file('c.pdf', '3')])
    const after = laid([file('a.pdf', '9'), file('moi/b.pdf', '2'), file('d.pdf', '4')], { pages: 3 })
    expect(compare(before, after)).toEqual({
      texts: [{ field: 'pages', before: null, after: '3' }],
      lists: [],
      files: [
        { path: 'a.pdf', change: 'changed', from: null },
        { path: 'moi/b.pdf', change: 'moved', from: 'b.pdf' },
        { path: 'd.pdf', change: 'added', from: null },
        { path: 'c.pdf', change: 'removed', from: null },
      ],
    })
  })

  test('tells another order, who may read it, and what is said of a file', () => {
    const before = { ...laid([{ ...file('a.png', '1'), alternative_text: null }]), items: ['Một', 'Hai'] }
    const after = {
      ...laid([{ ...file('a.png', '1'), alternative_text: 'Mối hàn' }], {
        access: 'public',
        open_on: '2026-12-01',
      }),
      items: ['Hai', 'Một'],
    }
    expect(compare(before, after)).toEqual({
      texts: [
        { field: 'access', before: 'school', after: 'public' },
        { field: 'open_on', before: null, after: '2026-12-01' },
        { field: 'items', before: 'Một; Hai', after: 'Hai; Một' },
      ],
      lists: [],
      files: [{ path: 'a.png', change: 'described', from: null }],
    })
  })

  test('is none against itself, and names every file that is not the same', () => {
    const files = fc.uniqueArray(
      fc.record({
        path: fc.string({ minLength: 1 }),
        hash: fc.constantFrom('1', '2', '3'),
        size: fc.constant(1),
      }),
      {
        selector: (one) => one.path,
      },
    )
    fc.assert(
      fc.property(files, files, (one, other) => {
        expect(isSame(compare(laid(one), laid(one)))).toBe(true)
        const named = new Set(compare(laid(one), laid(other)).files.flatMap(({ path, from }) => [path, from]))
        const known = new Map(one.map((each) => [each.path, each.hash]))
        for (const each of other) expect(named.has(each.path)).toBe(known.get(each.path) !== each.hash)
      }),
    )
  })
})

describe('the checks', () => {
  const whole: Checked = {
    version: {
      kind: 'document',
      title: 'Bài',
      summary: 'x',
      licence: 'cc',
      address: null,
      audiences: ['learner'],
      languages: ['vi'],
      accessibility: [],
    },
    files: [{ path: 'a.pdf', mime: 'application/pdf', role: 'content', alternative_text: null }],
    authors: 1,
    tags: 1,
    items: 0,
    faults: [],
    likenesses: [],
  }
  const keys = (more: Partial<Checked>, version: Partial<Checked['version']> = {}) =>
    check({ ...whole, ...more, version: { ...whole.version, ...version } }).map((one) => one.key)

  test('ask only for what is needed; the rest is advice', () => {
    expect(keys({})).toEqual([])
    expect(keys({ files: [], authors: 0 }, { title: '', licence: null })).toEqual([
      'title',
      'licence',
      'files',
      'authors',
    ])
    expect(keys({ files: [] }, { kind: 'link' })).toEqual(['address'])
    expect(keys({ files: [] }, { kind: 'collection' })).toEqual(['items'])
    const advice = check({
      ...whole,
      tags: 0,
      likenesses: [{ code: 'x', title: 'y', by: 'file', file: 'a.pdf', is_joinable: false }],
    })
    expect(advice.map((one) => one.key)).toEqual(['tags', 'same_file'])
    expect(mayHandIn(advice)).toBe(true)
  })

  test('ask for captions of what speaks and words for what is seen', () => {
    const video = { path: 'v.mp4', mime: 'video/mp4', role: 'content' as const, alternative_text: null }
    const image = { path: 'i.png', mime: 'image/png', role: 'content' as const, alternative_text: null }
    expect(keys({ files: [video, image] })).toEqual(['captions', 'alternative_text'])
    expect(keys({ files: [video] }, { languages: ['zxx'] })).toEqual([])
    expect(keys({ files: [video, { ...video, path: 'v.vtt', mime: 'text/vtt', role: 'captions' }] })).toEqual(
      [],
    )
  })
})
