import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { zipOf } from '#platform/sheets/testing.ts'

/** A PDF of so many pages, each with the same words, or with its own. */
export function pagesPdf(pages: number, words: string | readonly string[]): Buffer<ArrayBuffer> {
  const contents = (typeof words === 'string' ? [words] : words).map(
    (some) => `BT /F1 24 Tf 72 700 Td (${some}) Tj ET`,
  )
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages}/Kids[${Array.from({ length: pages }, (_, at) => `${at + 4 + contents.length} 0 R`).join(' ')}]>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...contents.map((content) => `<</Length ${content.length}>>stream\n${content}\nendstream`),
    ...Array.from(
      { length: pages },
      (_, at) =>
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${4 + Math.min(at, contents.length - 1)} 0 R/Resources<</Font<</F1 3 0 R>>>>>>`,
    ),
  ]
  let text = '%PDF-1.4\n'
  const places: number[] = []
  for (const [at, object] of objects.entries()) {
    places.push(text.length)
    text += `${at + 1} 0 obj${object}endobj\n`
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return Buffer.from(
    `${text}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF`,
    'latin1',
  )
}

/** Sound of a kind (1 is plain PCM) and length. */
export function wav(seconds: number, format = 1): Buffer {
  const [rate, bytes] = [8000, 8000 * seconds]
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + bytes, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(format, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(bytes, 40)
  return Buffer.concat([head, Buffer.alloc(bytes, 128)])
}

const office = 'http://schemas.openxmlformats.org'

/** A presentation with a slide for each text, and a note on the first. */
export async function slides(texts: readonly string[]): Promise<Uint8Array> {
  const type = 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml'
  const slide = (text: string) =>
    `<p:sld xmlns:p="${office}/presentationml/2006/main" xmlns:a="${office}/drawingml/2006/main"><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`
  return zipOf({
    '[Content_Types].xml': `<Types xmlns="${office}/package/2006/content-types"><Override PartName="/ppt/presentation.xml" ContentType="${type}"/></Types>`,
    'ppt/presentation.xml': '<p:presentation xmlns:p="x"/>',
    'docProps/app.xml': `<Properties><Slides>${texts.length}</Slides></Properties>`,
    // The tenth comes after the second, whatever the order in the archive.
    ...Object.fromEntries(
      texts.map((text, at) => [`ppt/slides/slide${at + 1}.xml`, slide(text)] as const).toReversed(),
    ),
    'ppt/slides/_rels/slide1.xml.rels': `<Relationships><Relationship Id="rId1" Type="notes" Target="../notesSlides/notesSlide1.xml"/></Relationships>`,
    'ppt/notesSlides/notesSlide1.xml': slide('Ghi chú của giảng viên'),
  })
}

/** The test file every scanner knows; put together here so that no scanner takes this source for it. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join(
  '',
)

/**
 * A clamd that knows one threat. It speaks the protocol as clamd does: command, pieces led by their length, an empty piece;
 * after `most` bytes it says that it takes no more, or hangs up without a word.
 */
export async function fakeClamd({ most = Infinity, isRude = false } = {}): Promise<{
  url: string
  seen: number[]
  close: () => void
}> {
  const seen: number[] = []
  const server = createServer((socket: Socket) => {
    let got = Buffer.alloc(0)
    socket.on('data', (piece) => {
      got = Buffer.concat([got, piece as Buffer])
      if (got.length > most && isRude) return socket.resetAndDestroy()
      if (got.length > most) return socket.end('INSTREAM size limit exceeded. ERROR\0')
      const content = contentOf(got)
      if (!content) return
      seen.push(content.length)
      const isThreat = content.includes(eicar)
      socket.end(`stream: ${isThreat ? 'Eicar-Test-Signature FOUND' : 'OK'}\0`)
    })
    socket.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () => server.close(),
  }
}

/** What was sent, once it is whole. */
function contentOf(got: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0'
  if (got.subarray(0, command.length).toString() !== command) return undefined
  const pieces: Buffer[] = []
  for (let at = command.length; at + 4 <= got.length;) {
    const length = got.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(got.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}
