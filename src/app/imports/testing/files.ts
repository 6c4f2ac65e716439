import { buffer } from 'node:stream/consumers'
import { workbookOf, type FixtureCell, type FixtureSheet } from '#platform/sheets/testing.ts'
import { writeWorkbook, xlsxType } from '#platform/sheets/index.ts'

/** The headings of the sample import, as its template has them. */
export const heads = ['Mã thiết bị', 'Tên thiết bị', 'Ngày mua', 'Số CCCD']

/** A plain list: one heading row, then rows of text. */
export async function plainFile(rows: string[][], headings = heads, name = 'thiet-bi.xlsx'): Promise<File> {
  const sheet = { name: 'DS', columns: headings.map((header) => ({ header })), rows }
  return new File([await buffer(writeWorkbook([sheet]) as never)], name, { type: xlsxType })
}

/** A list as offices make it: titles above, "Tình trạng" over two columns, signatures below; one sheet for each set of rows. */
export async function workbookFile(...sets: string[][][]): Promise<File> {
  const sheets = sets.map((rows, at): FixtureSheet => ({
    name: `Khoa ${at + 1}`,
    rows: [
      ['SỞ GIÁO DỤC VÀ ĐÀO TẠO'],
      ['DANH SÁCH THIẾT BỊ'],
      ['Tên đơn vị: Trường Huế'],
      [],
      ['Mã thiết bị', 'Tên thiết bị', 'Ngày mua', 'Tình trạng', null, 'Số CCCD'],
      [null, null, null, 'Tốt', 'Hỏng', null],
      ...rows.map((row) =>
        row.map((cell): FixtureCell => (cell === '' ? null : /^\d{5}$/.test(cell) ? Number(cell) : cell)),
      ),
      [null, 'Tổng cộng', String(rows.length)],
      [null, null, null, 'Người lập bảng'],
    ],
    merges: ['A2:F2', 'A5:A6', 'B5:B6', 'C5:C6', 'D5:E5', 'F5:F6'],
  }))
  return new File([(await workbookOf({ sheets })) as BlobPart], 'thiet-bi.xlsx', { type: xlsxType })
}

export function csvFile(rows: string[][], headings = heads): File {
  return new File([[headings, ...rows].map((row) => row.join(',')).join('\n')], 'thiet-bi.csv', {
    type: 'text/csv',
  })
}
