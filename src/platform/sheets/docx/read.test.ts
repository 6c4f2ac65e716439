import { describe, expect, test } from 'vitest'
import { findTables, openWorkbook } from '../index.ts'
import { zipOf } from '../testing.ts'

const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const cell = (content: string, more = '') => `<w:tc><w:tcPr>${more}</w:tcPr>${content}</w:tc>`
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`
const table = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`
const words = (...texts: string[]) => row(...texts.map((text) => cell(paragraph(text))))

const documentOf = (body: string) =>
  zipOf({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
  })

async function open(body: string) {
  const workbook = await openWorkbook(await documentOf(body), { name: 'a.docx' })
  const [found] = await findTables(workbook)
  const rows: (string | undefined)[][] = []
  for await (const line of found?.rows() ?? []) rows.push([...line.cells].map((one) => one?.text))
  return { workbook, found, rows }
}

describe('a Word document as a workbook', () => {
  test('each table is a sheet; the lines since the table before stand above it', async () => {
    const { workbook } = await open(
      `${paragraph('Một')}${table(words('Mã', 'Tên'), words('1', 'A'))}${paragraph('Tên nghề: Hàn')}${table(words('Mã', 'Tên'), words('2', 'B'))}`,
    )
    expect(workbook.kind).toBe('docx')
    expect(workbook.sheets.map((sheet) => sheet.name)).toEqual(['Bảng 1', 'Bảng 2'])
    expect((await findTables(workbook)).map((one) => one.preface)).toEqual([{}, { 'Tên nghề': 'Hàn' }])
  })

  test('a head of merged cells is read as in Excel', async () => {
    const head = [
      row(
        cell(paragraph('Mã'), '<w:vMerge w:val="restart"/>'),
        cell(paragraph('Thời gian'), '<w:gridSpan w:val="2"/>'),
      ),
      row(cell('<w:p/>', '<w:vMerge/>'), cell(paragraph('Tổng số')), cell(paragraph('Kiểm tra'))),
    ]
    const { found, rows } = await open(table(...head, words('MH01', '30', '2')))
    expect(found?.columns.map((column) => column.label)).toEqual([
      'Mã',
      'Thời gian › Tổng số',
      'Thời gian › Kiểm tra',
    ])
    expect(rows).toEqual([['MH01', '30', '2']])
  })

  test('lines of a cell, a table inside it, signs and struck text', async () => {
    const inner = cell(
      `${paragraph('A &amp; B')}<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:r><w:t>mới</w:t></w:r></w:p>${table(words('trong', 'bảng'))}`,
    )
    const { rows } = await open(table(words('Mã', 'Tên'), row(cell(paragraph('1')), inner)))
    expect(rows).toEqual([['1', 'A & B\nmới\ntrong\nbảng']])
  })

  test('a cell wider than any table is refused, by its span or by what stands before it', async () => {
    const wide = (span: string) => cell(paragraph('A'), `<w:gridSpan w:val="${span}"/>`)
    for (const cells of [[wide('1000000000')], [wide('400'), wide('400')]])
      await expect(open(table(row(...cells), words('1', '2')))).rejects.toMatchObject({
        code: 'too_many_columns',
      })
  })

  test('without a table there is nothing to read', async () => {
    await expect(
      openWorkbook(await documentOf(paragraph('Chỉ có chữ')), { name: 'a.docx' }),
    ).rejects.toMatchObject({
      code: 'no_table',
    })
  })
})
