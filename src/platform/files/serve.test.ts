import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  contentDisposition,
  kinds,
  parseRange,
  safeFileName,
  servingHeaders,
  type KindName,
} from '#platform/files/index.ts'

describe('a file name', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\Lan\\Bằng tốt nghiệp.pdf', 'Bằng tốt nghiệp.pdf'],
    ['..', 'tep'],
    ['', 'tep'],
    ['.htaccess', 'htaccess'],
    ['con.txt', '_con.txt'],
    ['anh\u202egnp.exe', 'anhgnp.exe'],
    ['a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie_ x=1.pdf'],
    ['a<b>|"c?.pdf', 'a_b___c_.pdf'],
  ])('%j is kept as %j', (given, kept) => {
    expect(safeFileName(given)).toBe(kept)
  })

  test('is cut between letters, and keeps its ending', () => {
    const cut = safeFileName(`${'Nguyễn '.repeat(60)}.pdf`)
    expect(cut).toMatch(/^Nguyễn[\p{L} ]+\.pdf$/u)
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(180)
  })

  test('of any kind is safe in a header and on a disk', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = safeFileName(name)
        expect(safe).not.toMatch(/[/\\\p{Cc}]|^\./u)
        expect(safeFileName(safe)).toBe(safe)
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(180)
        const header = contentDisposition(name)
        expect(header).toMatch(/^attachment; filename="[\w.,()+ -]+"; filename\*=UTF-8''[\w.~%-]+$/)
        expect(decodeURIComponent(header.split("''")[1]!)).toBe(safe)
      }),
      { numRuns: 1000, examples: [['\u{e0100}'], ['\ud800']] },
    )
  })
})

test('a Vietnamese name travels in full, with a plain one beside it', () => {
  expect(contentDisposition('Đề án số hoá.pdf')).toBe(
    `attachment; filename="De an so hoa.pdf"; filename*=UTF-8''%C4%90%E1%BB%81%20%C3%A1n%20s%E1%BB%91%20ho%C3%A1.pdf`,
  )
})

test('what can carry script is never shown in a page', () => {
  for (const kind of ['svg', 'html', 'xml', 'zip', 'docx'] satisfies KindName[]) {
    const headers = servingHeaders({ kind, name: `a.${kinds[kind].endings[0]}` }, 'inline')
    expect(headers['Content-Disposition']).toMatch(/^attachment;/)
    expect(headers['Content-Type']).toBe('application/octet-stream')
    expect(headers['X-Content-Type-Options']).toBe('nosniff')
    expect(headers['Content-Security-Policy']).toContain('sandbox')
  }
})

test('a picture or a PDF is shown when asked', () => {
  expect(servingHeaders({ kind: 'png', name: 'ảnh.png' }, 'inline')).toMatchObject({
    'Content-Type': 'image/png',
    'Content-Disposition': expect.stringMatching(/^inline; filename="anh.png"/),
  })
  expect(servingHeaders({ kind: 'pdf', name: 'a.pdf' }, 'inline')).toMatchObject({
    'Content-Type': 'application/pdf',
  })
  expect(servingHeaders({ kind: 'pdf', name: 'a.pdf' })['Content-Disposition']).toMatch(/^attachment/)
})

test('parts are read from the header', () => {
  expect(parseRange('bytes=0-4', 10)).toEqual({ start: 0, end: 4 })
  expect(parseRange('bytes=5-', 10)).toEqual({ start: 5, end: 9 })
  expect(parseRange('bytes=-3', 10)).toEqual({ start: 7, end: 9 })
  expect(parseRange('bytes=-30', 10)).toEqual({ start: 0, end: 9 })
  expect(parseRange('bytes=5-99', 10)).toEqual({ start: 5, end: 9 })
  for (const header of [undefined, '', 'bytes=-', 'bytes=4-2', 'bytes=0-1,3-4', 'lines=1-2']) {
    expect(parseRange(header, 10)).toBeUndefined()
  }
  expect(() => parseRange('bytes=10-', 10)).toThrow('bad_range')
})
