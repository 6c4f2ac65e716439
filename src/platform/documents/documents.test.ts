import { existsSync, readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { DocumentError, renderPdf, stopDocuments } from '#platform/documents/index.ts'

afterAll(stopDocuments)

const about = { title: 'Quyết định về việc thử', lang: 'vi', at: new Date('2026-11-22T00:00:00Z') }

/** Everything a PDF holds, with its compressed parts opened. */
function opened(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf)
  const parts = [bytes.toString('latin1')]
  for (const found of parts[0]!.matchAll(/stream\r?\n/g)) {
    if (parts[0]!.startsWith('end', found.index - 3)) continue
    try {
      parts.push(inflateSync(bytes.subarray(found.index + found[0].length)).toString('latin1'))
    } catch {
      // Not a compressed part.
    }
  }
  return parts.join('\n')
}

/** The letters that a reader can copy out: the targets of the font maps. */
function letters(pdf: Uint8Array): Set<string> {
  const found = new Set<string>()
  for (const [, map = ''] of opened(pdf).matchAll(/begincmap([\s\S]*?)endcmap/g)) {
    for (const [, target = ''] of map.matchAll(/<[0-9a-f]+>\s*<([0-9a-f]+)>\s*(?=<|end)/gi)) {
      for (let at = 0; at < target.length; at += 4)
        found.add(String.fromCharCode(Number.parseInt(target.slice(at, at + 4), 16)))
    }
  }
  return found
}

const pagesOf = (pdf: Uint8Array) => Number(/<xmpTPg:NPages>(\d+)</.exec(opened(pdf))?.[1])

const decision = `
#import "/base.typ": *
#show: official
#letterhead(parent: data.parent, body: data.body, number: data.number, place: data.place, date: data.date)
#document-title("Quyết định", about: data.about)
#data.text
#listing(
  columns: (12mm, 1fr, 30mm), align: (center, left, right),
  head: ("STT", "Họ và tên", "Điểm"), rows: data.rows,
)
#signature("Giám đốc", data.signer)
`
const row = (n: number) => [String(n), 'Nguyễn Thị Ủy Quyên', '8,5']
const record = {
  parent: 'Ủy ban nhân dân thành phố Huế',
  body: 'Sở Giáo dục và Đào tạo',
  number: '15/QĐ-SGDĐT',
  place: 'Huế',
  date: '2026-02-05',
  about: 'Về việc công nhận kết quả bồi dưỡng kỹ năng số',
  text: 'Căn cứ nghị quyết đã ký, những người dưới đây được công nhận: ằẵặẳ ếệểễ ốộổỗ ứựửữ ỳỵỷỹ đĐ.',
  rows: [row(1), row(2)],
  signer: 'Trần Văn Đức',
}

describe('an official document', () => {
  test('is a PDF with title and language, in which every Vietnamese letter can be copied', async () => {
    const pdf = await renderPdf(decision, record, about)
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
    const inside = opened(pdf)
    expect(Buffer.from(inside, 'latin1').toString()).toContain('Quyết định về việc thử')
    expect(inside).toMatch(/\/Lang\s*\(vi\)/)
    const copied = letters(pdf)
    const written = record.text + record.about + record.signer + 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
    expect([...new Set(written.replaceAll(' ', ''))].filter((letter) => !copied.has(letter))).toEqual([])
  })

  test('is PDF/A-2u when asked, and only then', async () => {
    const archived = opened(await renderPdf(decision, record, { ...about, pdfa: true }))
    expect(archived).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(archived).toContain('<pdfaid:conformance>U</pdfaid:conformance>')
    expect(archived).toContain('/OutputIntents')
    expect(opened(await renderPdf(decision, record, about))).not.toContain('<pdfaid:part>')
  })

  test('is the same, byte for byte, when made again at the same moment', async () => {
    const made = await renderPdf(decision, record, { ...about, pdfa: true })
    expect(Buffer.from(await renderPdf(decision, record, { ...about, pdfa: true })).equals(made)).toBe(true)
  })

  test('prints what the data says, never runs it', async () => {
    const pdf = await renderPdf(decision, { ...record, text: '#panic("x") *b* $a$ `' }, about)
    expect(letters(pdf)).toContain('$')
  })
})

test('a table of 500 rows runs over pages, with its head on each', async () => {
  await renderPdf(decision, record, about)
  const rows = Array.from({ length: 500 }, (_, n) => row(n + 1))
  const before = performance.now()
  const pages = pagesOf(await renderPdf(decision, { ...record, rows }, { ...about, pdfa: true }))
  const spent = performance.now() - before
  console.info(`500 rows: ${pages} pages, ${(spent / pages).toFixed(1)} ms a page`)
  expect(pages).toBeGreaterThan(8)
  expect(pages).toBeLessThan(40)
})

test('reports carry no head of state, and files beside the template can be used', async () => {
  const main = `
#import "/base.typ": *
#import "/lib/part.typ": part
#show: report
= #data.title
#part
#image("/mark.svg", width: 1cm, alt: "dấu")
#listing(columns: (1fr, 1fr), head: ("Tên", "Số"), rows: (("a", 1), (none, 2.5)))`
  const files = {
    '/lib/part.typ': '#let part = [phần]',
    '/mark.svg': new TextEncoder().encode(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    ),
  }
  expect(pagesOf(await renderPdf({ main, files }, { title: 'Báo cáo' }, about))).toBe(1)
  await expect(renderPdf('#image("/mark.svg")', {}, about)).rejects.toMatchObject({ code: 'template' })
})

describe('a wrong template', () => {
  test('is told with its file and line', async () => {
    const failed = renderPdf('#import "/base.typ": *\n\n#data.nothing.here', { a: 1 }, about)
    await expect(failed).rejects.toBeInstanceOf(DocumentError)
    await expect(failed).rejects.toMatchObject({ code: 'template', file: '/template.typ', line: 3 })
    await expect(failed).rejects.toThrow('/template.typ:3: dictionary does not contain key "nothing"')
  })

  test('cannot read the machine', async () => {
    for (const path of ['/etc/passwd', '../../../../etc/passwd']) {
      await expect(renderPdf(`#read("${path}")`, {}, about)).rejects.toMatchObject({ code: 'template' })
    }
  })

  test('that never ends is refused by the compiler', async () => {
    const endless = renderPdf('#while true { }', {}, about)
    await expect(endless).rejects.toMatchObject({ code: 'template', line: 1 })
  })

  test('that takes too long is given up, and the next document comes', async () => {
    const slow = '#let n = 0\n#for i in range(2000) { for j in range(2000) { n = n + 1 } }'
    const given = renderPdf(slow, {}, { ...about, limitMs: 50 })
    const next = renderPdf('được', {}, { ...about, pdfa: true })
    await expect(given).rejects.toMatchObject({ code: 'timeout' })
    expect(pagesOf(await next)).toBe(1)
  })
})

test('many at once all come, each with its own data', async () => {
  const made = await Promise.all(
    ['α', 'β', 'γ'].map((mark) => renderPdf('#import "/base.typ": data\n#data', mark, about)),
  )
  expect(made.map((pdf) => ['α', 'β', 'γ'].filter((mark) => letters(pdf).has(mark)))).toEqual([
    ['α'],
    ['β'],
    ['γ'],
  ])
})

const children = `/proc/${process.pid}/task/${process.pid}/children`

test.runIf(existsSync(children))('a compiler that was killed while idle is started again', async () => {
  const running = () => readFileSync(children, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  stopDocuments()
  await expect.poll(running).toEqual([])
  await renderPdf('một', {}, about)
  const [pid] = running()
  process.kill(pid!, 'SIGKILL')
  await expect.poll(running).toEqual([])
  expect(pagesOf(await renderPdf('hai', {}, { ...about, pdfa: true }))).toBe(1)
})
