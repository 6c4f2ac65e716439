import * as fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { teacherForm, textsOf, workbookOf, zipOf } from './testing.ts'
import { findTables, openWorkbook, SheetError, type Row, type SheetLimits, type Workbook } from './index.ts'
import { isoToSerial, serialToIso } from './xlsx/styles.ts'

async function allRows(workbook: Workbook, sheet = 0): Promise<Row[]> {
  return Array.fromAsync(workbook.sheets[sheet]?.rows() ?? [])
}

async function refusal(
  bytes: Uint8Array | string,
  name = '',
  limits: Partial<SheetLimits> = {},
): Promise<string> {
  try {
    const workbook = await openWorkbook(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, {
      name,
      limits,
    })
    for (const sheet of workbook.sheets) for await (const _ of sheet.rows()) void _
    return 'accepted'
  } catch (error) {
    if (!(error instanceof SheetError)) throw error
    return error.code
  }
}

const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-42A]dd/mm/yyyy;@"/><numFmt numFmtId="171" formatCode="000000000000"/><numFmt numFmtId="172" formatCode="mm/yyyy"/></numFmts>
<fonts><font><name val="Calibri"/></font><font><name val=".VnTime"/></font><font><name val=".VnTimeH"/></font><font><name val="VNI-Times"/></font></fonts>
<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf fontId="1"/><xf fontId="2"/><xf fontId="3"/></cellXfs></styleSheet>`
const styled = (style: number, value: string) => ({ attributes: `s="${style}"`, xml: `<v>${value}</v>` })
const inline = (style: number, text: string) => ({
  attributes: `s="${style}" t="inlineStr"`,
  xml: `<is><t>${text}</t></is>`,
})

describe('cells of an XLSX workbook', () => {
  test('numbers, dates by their format, zeros by their format, texts', async () => {
    const rows = [
      [
        'Họ & tên',
        12.5,
        styled(1, '29377'),
        styled(2, '29377.5'),
        styled(3, '46080001234'),
        styled(4, '29373'),
        46080001234,
      ],
    ]
    const [row] = await allRows(
      await openWorkbook(await workbookOf({ sheets: [{ name: 'A', rows }], styles })),
    )
    expect(row?.cells).toEqual([
      { text: 'Họ & tên' },
      { text: '12.5', number: 12.5 },
      { text: '05/06/1980', number: 29377, date: '1980-06-05' },
      { text: '05/06/1980', number: 29377.5, date: '1980-06-05' },
      { text: '046080001234', number: 46080001234 },
      { text: '06/1980', number: 29373 },
      { text: '46080001234', number: 46080001234 },
    ])
  })

  test('the 1904 date system is honoured', async () => {
    const sheets = [{ name: 'A', rows: [[styled(1, '27915')]] }]
    const bytes = await workbookOf({ sheets, styles, workbookPr: '<workbookPr date1904="1"/>' })
    expect((await allRows(await openWorkbook(bytes)))[0]?.cells[0]?.date).toBe('1980-06-05')
  })

  test('formulas give their remembered value; without one the cell is at fault', async () => {
    const rows = [
      [
        { xml: '<f>1+1</f><v>2</v>' },
        { attributes: 't="str"', xml: '<f>A1&amp;"x"</f><v>2x</v>' },
        { xml: '<f>B1</f>' },
        { attributes: 't="e"', xml: '<f>C1</f><v>#REF!</v>' },
        { attributes: 't="b"', xml: '<v>1</v>' },
      ],
    ]
    const workbook = await openWorkbook(await workbookOf({ sheets: [{ name: 'A', rows }] }))
    const [row] = await allRows(workbook)
    expect(row?.cells).toEqual([
      { text: '2', number: 2, formula: '1+1' },
      { text: '2x', formula: 'A1&"x"' },
      { text: '', formula: 'B1', fault: 'no_value' },
      { text: '#REF!', formula: 'C1', fault: 'error' },
      { text: 'TRUE' },
    ])
    expect(workbook.warnings).toContainEqual({ code: 'formulas', sheet: 'A', count: 4 })
  })

  test('rich and inline text is joined, phonetic hints and escapes are not text', async () => {
    const rich =
      '<is><r><t>Nguyễn </t></r><r><t xml:space="preserve">Văn </t></r><t>An</t><rPh sb="0"><t>hint</t></rPh></is>'
    const rows = [
      [
        { attributes: 't="inlineStr"', xml: rich },
        'a_x000D_b',
        { attributes: 't="inlineStr"', xml: '<is><t><![CDATA[1 < 2 &amp;]]></t></is>' },
      ],
    ]
    const [row] = await allRows(await openWorkbook(await workbookOf({ sheets: [{ name: 'A', rows }] })))
    expect(textsOf(row)).toEqual(['Nguyễn Văn An', 'a\nb', '1 < 2 &amp;'])
  })

  test('text in an old font is shown in Unicode, Unicode text in such a font is left alone', async () => {
    const rows = [
      [
        inline(5, 'NguyÔn V¨n An'),
        inline(6, 'NguyÔn'),
        inline(7, 'Nguyeãn'),
        inline(5, 'Nguyễn'),
        inline(5, 'Nam'),
      ],
    ]
    const workbook = await openWorkbook(await workbookOf({ sheets: [{ name: 'A', rows }], styles }))
    expect((await allRows(workbook))[0]?.cells).toEqual([
      { text: 'Nguyễn Văn An', converted: 'tcvn3' },
      { text: 'NGUYỄN', converted: 'tcvn3' },
      { text: 'Nguyễn', converted: 'vni' },
      { text: 'Nguyễn' },
      { text: 'Nam' },
    ])
    expect(workbook.warnings).toContainEqual({ code: 'old_font' })
  })

  test('cells and rows without references, hidden rows and sheets', async () => {
    const sheet =
      '<x:worksheet><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row><x:row hidden="1"><x:c><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    const bytes = await workbookOf({
      sheets: [
        { name: 'A', rows: [] },
        { name: 'B', rows: [['x']], state: 'hidden' },
      ],
      extra: { 'xl/worksheets/sheet1.xml': sheet },
    })
    const workbook = await openWorkbook(bytes)
    expect(await allRows(workbook)).toEqual([
      {
        number: 1,
        cells: [
          { text: '1', number: 1 },
          { text: '2', number: 2 },
        ],
      },
      { number: 2, cells: [{ text: '3', number: 3 }], hidden: true },
    ])
    expect(workbook.warnings).toEqual([
      { code: 'hidden_rows', sheet: 'A', count: 1 },
      { code: 'hidden_sheet', sheet: 'B' },
    ])
  })

  test('a sheet can be read again and again, and left in the middle', async () => {
    const workbook = await openWorkbook(
      await workbookOf({ sheets: [{ name: 'A', rows: [['a'], ['b'], ['c']] }] }),
    )
    for await (const row of workbook.sheets[0]?.rows() ?? []) if (row.number === 2) break
    expect(await allRows(workbook)).toHaveLength(3)
    expect(workbook.sheets[0]?.rowCount).toBe(3)
  })

  test('serials and days are each other’s inverse, through the day that never was', () => {
    expect([1, 59, 60, 61].map((serial) => serialToIso(serial))).toEqual([
      '1900-01-01',
      '1900-02-28',
      undefined,
      '1900-03-01',
    ])
    const serials = fc.integer({ min: 1, max: 2_958_465 }).filter((serial) => serial !== 60)
    fc.assert(
      fc.property(serials, (serial) => {
        expect(isoToSerial(serialToIso(serial) ?? '')).toBe(serial)
      }),
    )
  })
})

describe('files that are refused', () => {
  test('what is no workbook', async () => {
    expect(await refusal(randomBytes(5000))).toBe('not_a_workbook')
    expect(await refusal('<html><table><tr><td>1</td></tr></table></html>', 'a.xls')).toBe('not_a_workbook')
    expect(await refusal('%PDF-1.7 …')).toBe('not_a_workbook')
    expect(await refusal(await zipOf({ 'ppt/presentation.xml': '<p/>' }))).toBe('not_a_workbook')
    // A letter in Word is read for its tables; this one has none.
    expect(await refusal(await zipOf({ 'word/document.xml': '<w/>' }), 'van-ban.xlsx')).toBe('no_table')
    expect(await refusal('')).toBe('empty')
    expect(await refusal(await workbookOf({ sheets: [{ name: 'A', rows: [] }] }))).toBe('empty')
  })

  test('a Word file is read for its tables, whatever its name says', async () => {
    const row = (text: string) => `<w:tr><w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc></w:tr>`
    const table = `<w:tbl>${row('Họ và tên')}${row('H’Hen Niê')}</w:tbl>`
    const bytes = await zipOf({ 'word/document.xml': `<w:document><w:body>${table}</w:body></w:document>` })
    const workbook = await openWorkbook(bytes, { name: 'danh-sach.xlsx' })
    expect(workbook.kind).toBe('docx')
    expect((await allRows(workbook)).map((one) => one.cells[0]?.text)).toEqual(['Họ và tên', 'H’Hen Niê'])
  })

  test('an old or protected workbook is named as such', async () => {
    const ole = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('Workbook', 'utf16le'),
    ])
    expect(await refusal(ole, 'a.xls')).toBe('old_format')
    const locked = await writeXlsx({
      sheets: [{ name: 'A', rows: [['x']] }],
      encryption: { password: 'x', spinCount: 1000 },
    })
    expect(await refusal(locked)).toBe('encrypted')
  })

  test('a bomb is stopped while it inflates, whatever its headers say', async () => {
    const filler = `<worksheet><sheetData>${' '.repeat(8_000_000)}</sheetData></worksheet>`
    const bomb = Buffer.from(
      await workbookOf({
        sheets: [{ name: 'A', rows: [['x']] }],
        extra: { 'xl/worksheets/sheet1.xml': filler },
      }),
    )
    expect(await refusal(bomb)).toBe('zip_bomb')
    const lying = Buffer.from(bomb)
    for (let at = lying.indexOf('PK\x01\x02'); at >= 0; at = lying.indexOf('PK\x01\x02', at + 1))
      lying.writeUInt32LE(10, at + 24)
    expect(await refusal(lying)).toBe('zip_bomb')
    expect(await refusal(bomb, '', { ratio: 1e6, inflatedBytes: 1_000_000 })).toBe('zip_bomb')
    expect(await refusal(await zipOf({ a: '', b: '', c: '' }), '', { entries: 2 })).toBe('zip_bomb')
  })

  test('limits of size, rows and columns', async () => {
    const rows = [['a', 'b', 'c'], ['d'], ['e']]
    const bytes = await workbookOf({ sheets: [{ name: 'A', rows }] })
    expect(await refusal(bytes, '', { fileBytes: 100 })).toBe('too_large')
    expect(await refusal(bytes, '', { rows: 2 })).toBe('too_many_rows')
    expect(await refusal(bytes, '', { columns: 2 })).toBe('too_many_columns')
    expect(await refusal(bytes, '', { rows: 3, columns: 3 })).toBe('accepted')
    expect(await refusal('a,b\n1,2\n3,4\n', 'a.csv', { rows: 2 })).toBe('too_many_rows')
  })

  test('a row number no sheet has is damage; a merge down the whole sheet costs nothing', async () => {
    const far = (r: string) =>
      workbookOf({
        sheets: [{ name: 'A', rows: [] }],
        extra: {
          'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>Mã</v></c><c r="B1" t="str"><v>Tên</v></c></row><row r="${r}"><c r="A${r}"><v>1</v></c><c r="B${r}"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A${r}"/></mergeCells></worksheet>`,
        },
      })
    expect(await refusal(await far('900000000'))).toBe('damaged')
    expect(await refusal(await far('x'))).toBe('damaged')
    const begun = performance.now()
    await findTables(await openWorkbook(await far('1048576'), { name: 'a.xlsx' }))
    expect(performance.now() - begun).toBeLessThan(2000)
  })

  test('a part may be named with letters of any script; a name that is no address is damage', async () => {
    const linked = (target: string) =>
      workbookOf({
        sheets: [{ name: 'A', rows: [] }],
        extra: {
          'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="${target}"/></Relationships>`,
          'xl/worksheets/trang tính.xml':
            '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>Mã</v></c></row></sheetData></worksheet>',
        },
      })
    const workbook = await openWorkbook(await linked('worksheets/trang%20tính.xml'), { name: 'a.xlsx' })
    expect((await allRows(workbook))[0]?.cells[0]?.text).toBe('Mã')
    for (const broken of ['http://[', 'worksheets/%zz.xml'])
      expect([broken, await refusal(await linked(broken))]).toEqual([broken, 'damaged'])
  })

  test('a document type, and so any entity bomb, is refused', async () => {
    const sheet = '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>'
    const bytes = await workbookOf({
      sheets: [{ name: 'A', rows: [] }],
      extra: { 'xl/worksheets/sheet1.xml': sheet },
    })
    expect(await refusal(bytes)).toBe('damaged')
  })

  test('macros are ignored and named', async () => {
    const bytes = await workbookOf({
      sheets: [{ name: 'A', rows: [['x']] }],
      extra: { 'xl/vbaProject.bin': 'VBA' },
    })
    const workbook = await openWorkbook(bytes, { name: 'a.xlsm' })
    expect(workbook.warnings).toContainEqual({ code: 'macros' })
    expect(await allRows(workbook)).toHaveLength(1)
  })

  test('a workbook cut or spoilt anywhere ends in a named refusal, never in another error', async () => {
    const whole = Buffer.from(await workbookOf({ sheets: [teacherForm([[1, 'Nguyễn Văn An', '5/6/1980']])] }))
    const spoilt = fc.tuple(fc.nat(whole.length - 1), fc.uint8Array({ maxLength: 12 }), fc.boolean())
    await fc.assert(
      fc.asyncProperty(spoilt, async ([at, noise, cut]) => {
        const bytes = cut ? whole.subarray(0, at) : Buffer.from(whole)
        if (!cut) bytes.set(noise.subarray(0, whole.length - at), at)
        expect(await refusal(bytes)).toBeTruthy()
      }),
      { numRuns: 300 },
    )
  })
})

describe('CSV', () => {
  const names = 'Họ và tên;Ngày sinh\nTrần Thị Phượng;05/06/1980\n'

  test.each([
    ['utf-8', Buffer.from(names)],
    ['utf-8', Buffer.from(`\ufeff${names}`)],
    ['utf-16le', Buffer.from(`\ufeff${names}`, 'utf16le')],
    ['utf-16le', Buffer.from(names, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${names}`, 'utf16le').swap16()],
    [
      'windows-1258',
      Buffer.from(
        '48f92076e020 74ea6e3b4e67e079 73696e680a 5472e2cc6e 5468f220 5068fd f2 6e67 3b 30352f30362f313938300a'.replaceAll(
          ' ',
          '',
        ),
        'hex',
      ),
    ],
    ['tcvn3', Buffer.from('Hä vµ tªn;Ngµy sinh\nTrÇn ThÞ Ph­îng;05/06/1980\n', 'latin1')],
  ])('%s is recognised', async (encoding, bytes) => {
    const workbook = await openWorkbook(bytes, { name: 'danh sách.csv' })
    expect(workbook.encoding).toBe(encoding)
    expect(workbook.delimiter).toBe(';')
    if (encoding === 'windows-1258') return
    const rows = await allRows(workbook)
    expect(rows.map(textsOf)).toEqual([
      ['Họ và tên', 'Ngày sinh'],
      ['Trần Thị Phượng', '05/06/1980'],
    ])
  })

  test.each([
    [',', 'a,b,c\n1,"2,5",3\n'],
    ['\t', 'a\tb\n1,5\t2,5\n'],
    [';', 'a;b\n1,5;2,5\n3,5;4,5\n'],
    [';', 'a;b;c\n1,5;2,5;3,5\n3,5;4,5;6,5\n3,5;4,5;6,5\n3,5;4,5;6,5\n'],
    [';', 'Danh sách, năm 2025\na;b\nx;y\n'],
    ['|', 'a|b\n1|2\n'],
  ])('delimiter %j', async (delimiter, text) => {
    expect((await openWorkbook(Buffer.from(text))).delimiter).toBe(delimiter)
  })

  test('quotes, line breaks in cells, blank lines, uneven rows', async () => {
    const workbook = await openWorkbook(Buffer.from('a,b\r\n"x\ny","say ""hi"""\r\n\r\n1,2,3\r\n'), {
      name: 'x.csv',
    })
    const rows = await allRows(workbook)
    expect(rows.map((row) => [row.number, ...textsOf(row)])).toEqual([
      [1, 'a', 'b'],
      [2, 'x\ny', 'say "hi"'],
      [4, '1', '2', '3'],
    ])
    expect(workbook.sheets[0]).toMatchObject({ name: 'x', rowCount: 5 })
  })
})
