import { spawnSync } from 'node:child_process'
import { afterAll, describe, expect, test } from 'vitest'
import { stopDocuments } from '#platform/documents/index.ts'
import type { DiplomaContent } from '../diploma.ts'
import { diplomaPdf, type DiplomaSource } from './diploma-pdf.ts'
import type { Layout } from './layout.ts'
import { exampleContent } from './testing/content.ts'
import { dayInWords, sideOf } from './side.ts'
import { buildCatalog } from '#platform/i18n/index.ts'
import { documentWords } from './words.ts'

afterAll(stopDocuments)

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined
const numbers = { serial: 'CDVD-2026-00012', entry_no: 'CDVD/CĐ/2026/00012' }
const checkUrl = 'https://ngheso.example/van-bang/7K3N0Q8ZT1V2X4Y6'
const source = (content: DiplomaContent, over: Partial<DiplomaSource> = {}): DiplomaSource => ({
  content,
  numbers,
  kind_code: 'college_diploma',
  medium: 'digital',
  checkUrl,
  layout: null,
  at: new Date('2026-06-25T03:00:00Z'),
  ...over,
})

const booklet: Layout = {
  form: 'booklet',
  use: 'own',
  width_mm: 190,
  height_mm: 135,
  pages: 4,
  backgrounds: [],
  fields: [],
}

/** Words of each page as poppler reads them out, with the boxes they stand in (points). */
function wordsOf(pdf: Uint8Array) {
  const made = spawnSync('pdftotext', ['-bbox', '-', '-'], { input: pdf, encoding: 'utf8' })
  return made.stdout
    .split('<page ')
    .slice(1)
    .map((page) => ({
      width: Number(/width="([\d.]+)"/.exec(page)![1]),
      height: Number(/height="([\d.]+)"/.exec(page)![1]),
      words: [
        ...page.matchAll(
          /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</g,
        ),
      ].map(([, x0, y0, x1, y1, text]) => ({
        x0: Number(x0),
        y0: Number(y0),
        x1: Number(x1),
        y1: Number(y1),
        text: text!.normalize('NFC'),
      })),
    }))
}
const textOf = (page: ReturnType<typeof wordsOf>[number]) => page.words.map((word) => word.text).join(' ')

type Box = { x0: number; y0: number; x1: number; y1: number }
/** Do two words cover each other by more than the air a face leaves above and below its letters? */
function overlaps(a: Box, b: Box): boolean {
  const across = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0)
  const down = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0)
  return across > 0.5 && down > 0.45 * Math.min(a.y1 - a.y0, b.y1 - b.y0)
}

const hardNames = [
  'Nguyễn Thị Ủy Quyên',
  'Đặng Đình Đức Đạt',
  'Công Tằng Tôn Nữ Nguyễn Thị Đoan Trang Hương Giang Ngọc Khuê',
  'H’Đrưh Niê Kđăm Buôn Krông Ana Ƀing Ƀlao Jŭ Ê Ban M’nông',
  'Nguyễn Thị Ủy Quyên'.normalize('NFD'),
]

describe.skipIf(!hasPoppler)('a diploma as its reader gets it (needs pdftotext)', () => {
  for (const [form, layout] of [
    ['sheet', null],
    ['booklet', booklet],
  ] as const) {
    test.each(hardNames)(`the ${form} shows the whole name and nothing overlaps: %s`, async (full_name) => {
      const content = exampleContent({
        full_name,
        birth_place: 'Xã Phú Vang, huyện Phú Vang, tỉnh Thừa Thiên Huế',
      })
      content.institution.name =
        'Trường Cao đẳng Kỹ thuật Công nghiệp và Thương mại Du lịch Miền Trung – Tây Nguyên Việt Nam'
      const pages = wordsOf(await diplomaPdf(source(content, { layout })))
      expect(pages.length).toBe(form === 'sheet' ? 2 : 4)
      const inside = form === 'sheet' ? pages : pages.slice(1, 3)
      for (const page of inside) {
        expect(textOf(page)).toContain(full_name.normalize('NFC'))
        for (const word of page.words) {
          expect(word.x0).toBeGreaterThan(0)
          expect(word.x1).toBeLessThan(page.width)
          expect(word.y1).toBeLessThan(page.height)
        }
        const met = page.words.flatMap((a, at) =>
          page.words.slice(at + 1).flatMap((b) => (overlaps(a, b) ? [`${a.text} / ${b.text}`] : [])),
        )
        expect(met).toEqual([])
      }
    })
  }

  test('says every mandatory content in both languages, with numbers and the address of its check', async () => {
    const [vi, en] = wordsOf(await diplomaPdf(source(exampleContent()))).map(textOf)
    for (const words of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập – Tự do – Hạnh phúc',
      'TRƯỜNG CAO ĐẲNG VÍ DỤ',
      'BẰNG TỐT NGHIỆP CAO ĐẲNG',
      'Kỹ sư thực hành',
      'Điện công nghiệp',
      'Cho bà',
      '05/02/2004',
      'Giỏi',
      '2026',
      'Chính quy',
      'Huế, ngày 25 tháng 6 năm 2026',
      'Trần Văn Đức',
      numbers.serial,
      numbers.entry_no,
      checkUrl,
    ])
      expect(vi).toContain(words)
    for (const words of [
      'EXAMPLE COLLEGE',
      'COLLEGE DIPLOMA',
      'Industrial Electricity',
      'PRINCIPAL',
      'Very good',
    ])
      expect(en).toContain(words)
  })

  test('example data say so on every page that speaks of a person', async () => {
    const pages = wordsOf(await diplomaPdf(source(exampleContent(), { sample: true }))).map(textOf)
    expect(pages[0]).toContain('KHÔNG CÓ GIÁ TRỊ')
    expect(pages[1]).toContain('WITHOUT VALUE')
  })
})

test('the same source and moment give the same bytes, marked as PDF/A-2u', async () => {
  const first = await diplomaPdf(source(exampleContent()))
  const second = await diplomaPdf(source(exampleContent()))
  expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true)
  expect(Buffer.from(first).toString('latin1')).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>U</)
})

test('a side leaves out what the diploma does not say', () => {
  const content = exampleContent({ birth_date: null, birth_year: 1990, birth_place: null, sex: null })
  const side = sideOf(
    { ...content, honour: null, classification: null },
    numbers,
    'elementary_certificate',
    'vi',
  )
  expect(side.to).toBe('Cho')
  expect(side.lines.map((line) => line.label)).toEqual([
    'Chương trình đào tạo',
    'Năm sinh',
    'Hình thức đào tạo',
    'Năm hoàn thành',
    'Quyết định công nhận',
  ])
})

test.each([
  ['2026-02-05', 'ngày 05 tháng 02 năm 2026', '5 February 2026'],
  ['2026-06-05', 'ngày 05 tháng 6 năm 2026', '5 June 2026'],
  ['2026-12-31', 'ngày 31 tháng 12 năm 2026', '31 December 2026'],
])('the day %s is written as official papers do', (day, vi, en) => {
  const speak = buildCatalog([documentWords])
  expect(dayInWords(day, speak('vi'))).toBe(vi)
  expect(dayInWords(day, speak('en'))).toBe(en)
})
