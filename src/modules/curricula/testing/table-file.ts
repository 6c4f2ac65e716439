import { workbookOf, zipOf } from '#platform/sheets/testing.ts'

export type Line = (string | number | null)[]
const head: Line[] = [
  ['Mã MH/MĐ', 'Tên môn học, mô đun', 'Số tín chỉ', 'Thời gian học tập (giờ)', null, null, null],
  [null, null, null, 'Tổng số', 'Lý thuyết', 'Thực hành/thực tập/thí nghiệm/bài tập/thảo luận', 'Kiểm tra'],
]
/** The lines above the table that name a programme. */
export const heading = (name: string) => [
  `Tên ngành, nghề: ${name}`,
  `Mã chương trình: ${name}`,
  'Mã ngành, nghề: 5520123',
  'Trình độ đào tạo: Trung cấp',
]
/** Its table, with sums that are right. */
export const table: Line[] = [
  ['I', 'Các môn học chung', 3, 45, 24, 18, 3],
  ['MH01', 'Pháp luật', 1, 15, 9, 5, 1],
  ['MH02', 'Giáo dục thể chất', 2, 30, 15, 13, 2],
  ['II', 'Các môn học, mô đun chuyên môn', null, null, null, null, null],
  ['II.1', 'Môn học, mô đun cơ sở', 3, 60, 30, 27, 3],
  ['MH07', 'Vẽ kỹ thuật', 3, 60, 30, 27, 3],
  ['II.2', 'Môn học, mô đun chuyên môn', null, null, null, null, null],
  ['MĐ10', 'Hàn hồ quang', 4, 95, 30, 55, 5],
  ['Tổng cộng', null, 10, 200, 84, 100, 11],
]

/** The table as a Word document: a heading in paragraphs, merged cells in the head, as schools have it. */
export function docx(lines: readonly string[], rows: readonly Line[]): Promise<Uint8Array> {
  const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
  const cell = (text: string | number | null, more = '') =>
    `<w:tc><w:tcPr>${more}</w:tcPr>${paragraph(String(text ?? ''))}</w:tc>`
  const span = (at: number) => (at < 3 ? '<w:vMerge w:val="restart"/>' : '<w:gridSpan w:val="4"/>')
  const first = head[0]!
    .slice(0, 4)
    .map((text, at) => cell(text, span(at)))
    .join('')
  const second = head[1]!.map((text, at) => cell(text, at < 3 ? '<w:vMerge/>' : '')).join('')
  const body = rows.map((row) => `<w:tr>${row.map((text) => cell(text)).join('')}</w:tr>`).join('')
  const letterhead = `<w:tbl><w:tr>${cell('TRƯỜNG CAO ĐẲNG')}${cell('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')}</w:tr></w:tbl>`
  return zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${letterhead}${lines.map(paragraph).join('')}<w:tbl><w:tr>${first}</w:tr><w:tr>${second}</w:tr>${body}</w:tbl></w:body></w:document>`,
  })
}

/** The same as a workbook, with the merged head schools use. */
export const xlsx = (lines: readonly string[], rows: readonly Line[]): Promise<Uint8Array> => {
  const [first, second] = [lines.length + 1, lines.length + 2]
  return workbookOf({
    sheets: [
      {
        name: 'CTĐT',
        rows: [...lines.map((text) => [text]), ...head, ...rows],
        merges: ['A', 'B', 'C'].map((of) => `${of}${first}:${of}${second}`).concat(`D${first}:G${first}`),
      },
    ],
  })
}
