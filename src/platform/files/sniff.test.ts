import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  checkBytes,
  createDiskStore,
  receive,
  sniffBytes,
  type FileStore,
  type Purpose,
} from '#platform/files/index.ts'

/** A zip of one file after another, as office programs write them. */
function zip(files: Record<string, string>): Buffer {
  const parts = Object.entries(files).map(([name, content]) => {
    const packed = deflateRawSync(content)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(crc32(content), 14)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(Buffer.byteLength(content), 22)
    head.writeUInt16LE(Buffer.byteLength(name), 26)
    return Buffer.concat([head, Buffer.from(name), packed])
  })
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  return Buffer.concat([...parts, end])
}

const office = 'application/vnd.openxmlformats-officedocument'
const officeFile = (main: string) =>
  zip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/main.xml" ContentType="${main}"/></Types>`,
    'main.xml': '<x/>',
  })

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj <<>> endobj\n')
const xlsx = officeFile(`${office}.spreadsheetml.sheet.main+xml`)
const xlsm = officeFile('application/vnd.ms-excel.sheet.macroEnabled.main+xml')
const svg = Buffer.from(
  '<?xml version="1.0"?>\n<!-- hình -->\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
)
const evidence: Purpose = { purpose: 'evidence', maxBytes: 10_000, types: ['pdf', 'png', 'jpeg'] }
const sheet: Purpose = { purpose: 'sheet', maxBytes: 10_000, types: ['xlsx', 'csv'] }

describe('the real type is read from the content', () => {
  test.each([
    ['pdf', pdf],
    ['png', png],
    ['xlsx', xlsx],
    ['docx', officeFile(`${office}.wordprocessingml.document.main+xml`)],
    ['zip', zip({ 'imsmanifest.xml': '<manifest/>' })],
    ['svg', svg],
    ['html', Buffer.from('\ufeff  <!DOCTYPE html><title>x</title>')],
    ['html', Buffer.from('xin chào <script>alert(1)</script>')],
    ['xml', Buffer.from('<?xml version="1.0"?><kml/>')],
    ['text', Buffer.from('Họ và tên;Ngày sinh\nNguyễn Thị Ủy;5/3/1990\n')],
    ['text', Buffer.from('\ufeffHọ và tên', 'utf16le')],
    ['cfb', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])],
    [undefined, Buffer.from('MZ\u0090\u0000\u0003', 'latin1')],
    [undefined, Buffer.from([0, 1, 2, 3, 4, 5])],
    [undefined, xlsm],
  ])('%s', async (kind, bytes) => {
    expect(await sniffBytes(bytes)).toBe(kind)
  })
})

describe('what is taken', () => {
  test('a file whose content, name and purpose agree', async () => {
    expect(await checkBytes(pdf, 'Bằng tốt nghiệp.PDF', evidence)).toBe('pdf')
    expect(await checkBytes(xlsx, 'danh sách.xlsx', sheet)).toBe('xlsx')
    expect(await checkBytes(Buffer.from('a;b\n1;2'), 'danh sách.csv', sheet)).toBe('csv')
  })

  test('a file that lies about its type is refused, and the refusal says what it is', async () => {
    for (const [bytes, name, actual] of [
      [png, 'bang.pdf', 'png'],
      [pdf, 'anh.png', 'pdf'],
      [svg, 'anh.png', 'svg'],
      [pdf, 'bang', 'pdf'],
      [Buffer.from('<html><body>x'), 'danh sach.csv', 'html'],
    ] as const) {
      const refused = checkBytes(bytes, name, { ...evidence, types: ['pdf', 'png', 'csv'] })
      await expect(refused).rejects.toMatchObject({ code: 'type_lies', reason: { params: { actual } } })
    }
  })

  test('an honest file of another type is refused, and the refusal names what is accepted', async () => {
    await expect(checkBytes(xlsx, 'a.xlsx', evidence)).rejects.toMatchObject({
      code: 'type_refused',
      refusal: 'invalid',
      reason: { key: 'platform.file.type_refused', params: { accepted: 'pdf, png, jpg' } },
    })
    await expect(checkBytes(xlsm, 'a.xlsm', sheet)).rejects.toMatchObject({ code: 'type_refused' })
    await expect(checkBytes(svg, 'a.svg', evidence)).rejects.toMatchObject({ code: 'type_refused' })
  })

  test('too much and nothing are refused', async () => {
    await expect(checkBytes(Buffer.alloc(10_001), 'a.pdf', evidence)).rejects.toMatchObject({
      code: 'too_large',
    })
    await expect(checkBytes(Buffer.alloc(0), 'a.pdf', evidence)).rejects.toMatchObject({ code: 'empty' })
  })
})

describe('an upload', () => {
  let root: string
  let store: FileStore
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'receive-'))
    store = createDiskStore(root)
    return () => rm(root, { recursive: true })
  })

  test('is kept with its real type and a clean name', async () => {
    const received = await receive(store, pdf, '../../Bằng cấp.pdf', evidence)
    expect(received).toMatchObject({
      name: 'Bằng cấp.pdf',
      kind: 'pdf',
      mime: 'application/pdf',
      size: pdf.length,
    })
    expect(await store.exists(received.hash)).toBe(true)
  })

  test('that is refused leaves nothing, and takes nothing away that was kept before', async () => {
    await expect(receive(store, pdf, 'a.png', evidence)).rejects.toMatchObject({ code: 'type_lies' })
    expect(await readdir(root)).toEqual(['incoming'])
    const kept = await receive(store, pdf, 'a.pdf', evidence)
    await expect(receive(store, pdf, 'a.png', evidence)).rejects.toMatchObject({ code: 'type_lies' })
    expect(await store.exists(kept.hash)).toBe(true)
  })
})
