import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excerpt } from './mark.tsx'
import { cutsOf, distance, readings, slips } from './correct.ts'
import { addressOf, filtersOf, keptQuery, Query, sortOf } from './filter.ts'
import { askFor, cutQuestion, isSyllable, runsOf, type Piece } from './question.ts'

const loose = (folded: string, spelled = folded): Piece => ({
  tokens: { folded: folded.split(' '), spelled: spelled.split(' ') },
  isPhrase: false,
})

describe('a question to the index', () => {
  test('a syllable counts in files beside its neighbour only, a telling word alone', () => {
    expect(askFor([loose('ho quang')], [], {}).match).toBe("(('ho' | 'ho_quang') & ('quang' | 'ho_quang'))")
    expect(askFor([loose('phay cnc')], [], {}).match).toContain("'=cnc'")
    expect(askFor([loose('phay cnc')], [], {}).match).not.toContain("'=phay'")
    expect(askFor([loose('han')], [], {}).match).toBe("('han' | '=han')")
  })

  test('marks that were typed are asked for first, in the title before the description', () => {
    const { tiers } = askFor([loose('han', 'ha2n')], [], {})
    expect(tiers).toEqual(["'^ha2n'", "'~ha2n'", "'^han'", "'han'", "('han' | '=han')"])
    expect(askFor([loose('han')], [], {}).tiers).toEqual(["'^han'", "'han'", "('han' | '=han')"])
  })

  test('a phrase in quotes stands together; the rest is loose', () => {
    expect(cutQuestion('“hồ quang” tay')).toEqual([
      { text: 'hồ quang', isPhrase: true },
      { text: 'tay', isPhrase: false },
    ])
    const piece = { ...loose('ho quang tay'), isPhrase: true }
    expect(askFor([piece], [], {}).match).toBe("('ho_quang' & 'quang_tay')")
  })

  test('synonyms are asked for beside what was typed, the longest term first', () => {
    const { match } = askFor([loose('sua o to')], [['o to', 'xe hoi']], {})
    expect(match).toContain("'xe_hoi'")
    expect(match).toContain("'sua'")
    expect(askFor([loose('ho')], [['o to', 'xe hoi']], {}).match).not.toContain('xe_hoi')
  })

  test('filters are words of the index, in every way to be found', () => {
    const asked = askFor([loose('han')], [], { kind: 'video', year: '2026' })
    for (const tier of asked.tiers) expect(tier).toContain("'kind:video' & 'year:2026'")
    expect(askFor([], [], { kind: 'video' }).match).toBe("'kind:video'")
    expect(askFor([], [], {}).match).toBeUndefined()
  })

  test('quotes and strokes in a value cannot leave the word', () => {
    expect(askFor([], [], { licence: `a' | 'b\\` }).match).toBe(`'licence:a'' | ''b\\\\'`)
  })

  test.each(['han', 'nghieng', 'quyen', 'uy', 'gia'])('%s could be a syllable', (word) =>
    expect(isSyllable(word)).toBe(true),
  )
  test.each(['cnc', 'oto', 'python', 'web', 'h2o', '3d', 'excel', 'arduino'])('%s could not', (word) =>
    expect(isSyllable(word)).toBe(false),
  )

  test('runs of up to four words', () => {
    expect(runsOf(['a', 'b', 'c'])).toEqual(['a', 'a b', 'a b c', 'b', 'b c', 'c'])
  })
})

describe('what somebody meant', () => {
  test('one slip of the finger is one: left out, put in, another, changed over', () => {
    for (const typed of ['pyhton', 'pythn', 'pythoon', 'pithon']) {
      expect(distance(typed, 'python')).toBe(1)
      expect(slips(typed)).toContain('python')
    }
  })

  test('every slip is at a distance of one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{1,8}$/), (word) => {
        expect(new Set(slips(word).map((one) => distance(word, one)))).toEqual(new Set([1]))
      }),
      { numRuns: 30 },
    )
  })

  test('words written as one are cut; readings stay few', () => {
    expect(cutsOf('laptrinh')).toContainEqual(['lap', 'trinh'])
    expect(readings([['a', 'b'], ['c'], ['d', 'e']], 3)).toEqual([
      ['a', 'c', 'd'],
      ['a', 'c', 'e'],
      ['b', 'c', 'd'],
    ])
    // The nearest of each word first, wherever the word stands.
    const three = ['1', '2', '3', '4'].map((at) => `a${at}`)
    expect(readings([three, three, three], 4).map((one) => one.join(' '))).toEqual([
      'a1 a1 a1',
      'a1 a1 a2',
      'a1 a2 a1',
      'a2 a1 a1',
    ])
  })
})

describe('the address', () => {
  const query = Query.parse({ q: ' hàn ', loai: 'video', nam: '20x6', sau: 'x', xep: 'dung', la: '1' })

  test('what does not belong there is as if it were not', () => {
    expect(query).toMatchObject({ q: 'hàn', loai: 'video', xep: 'dung' })
    expect(query.nam).toBeUndefined()
    // A long question is cut, not taken for none.
    expect(Query.parse({ q: 'hàn '.repeat(100) }).q).toHaveLength(199)
    expect(Query.parse({ q: '  ' }).q).toBeUndefined()
  })

  test('taking a filter away begins anew and keeps the rest', () => {
    expect(addressOf(query, { loai: undefined })).toBe('/hoc-lieu?q=h%C3%A0n&xep=dung')
  })

  test('what is kept of it has no page and no order', () => {
    expect(keptQuery(query)).toBe('q=h%C3%A0n&loai=video')
  })

  test('an unknown school finds nothing; ranking needs words', () => {
    expect(filtersOf(Query.parse({ co_so: 'khong-co' }), () => undefined)).toEqual({ school: 'none' })
    expect(sortOf(Query.parse({ xep: 'phu_hop' }))).toBe('newest')
    expect(sortOf(Query.parse({ q: 'a' }))).toBe('relevance')
  })
})

test('an excerpt shows the words, whatever lies before them', () => {
  const text = `${'mở đầu '.repeat(60)}mối hàn hồ quang tay ${'kết thúc '.repeat(60)}`
  expect(excerpt(text, new Set(['ho', 'quang']), 20)).toMatch(/^… .*hàn hồ quang tay.* …$/)
  expect(excerpt('ngắn', new Set(['x']), 20)).toBe('ngắn')
})
