import { randomBytes } from 'node:crypto'
import type { Actor } from '#platform/access.ts'
import type { TestRepository } from '../../testing/repository.ts'

export const tus = { 'tus-resumable': '1.0.0' }

const head = Buffer.from('%PDF-1.4\n')
/** So many bytes that are taken for a PDF. */
export const pdfOf = (size: number): Buffer<ArrayBuffer> =>
  Buffer.concat([head, randomBytes(size - head.length)])

const base64 = (text: string) => Buffer.from(text).toString('base64')

export type Line = ReturnType<typeof lineOf>

/** Uploads as a browser sends them; without another actor or draft, the teacher's into `version`. */
export function lineOf(here: TestRepository, version: string) {
  return {
    begin: (name: string, size: number, actor: Actor = here.teacher, into = version) =>
      here.site.as(actor).send('/tai-len', {
        method: 'POST',
        headers: {
          ...tus,
          'upload-length': String(size),
          'upload-metadata': `filename ${base64(name)},version ${base64(into)},modified ${base64('1700000000000')}`,
        },
      }),
    send: (address: string, offset: number, bytes: BodyInit, actor: Actor = here.teacher) =>
      here.site.as(actor).send(address, {
        method: 'PATCH',
        headers: {
          ...tus,
          'upload-offset': String(offset),
          'content-type': 'application/offset+octet-stream',
        },
        body: bytes,
        duplex: 'half',
      } as RequestInit),
    ask: (address: string, actor: Actor = here.teacher) =>
      here.site.as(actor).send(address, { method: 'HEAD', headers: tus }),
  }
}
