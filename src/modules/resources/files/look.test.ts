import { chmod, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runJob } from '#platform/jobs/queue.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { readContent } from './content/read.ts'
import { lookAtFile } from './jobs.ts'
import { eicar, fakeClamd, pagesPdf, slides, wav } from './testing/made.ts'

let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
})

type Row = Record<string, unknown>

/** Drops one file as a teacher does and lets the worker at it; answers the draft, the file and what is known of it. */
async function look(name: string, bytes: Uint8Array | string) {
  const code = await here.drop([new File([bytes as BlobPart], name)])
  return lookIn(code)
}

async function lookIn(code: string) {
  const version = await here.version(code)
  const files = await here.rows(
    `select * from resources.version_file where version_id = $1 order by position`,
    [version.id],
  )
  for (const file of files) await runJob(here.site.app, lookAtFile, { file: file.id })
  const [state] = await here.rows(`select * from resources.file_state where hash = $1`, [files[0]!.hash])
  const [text] = await here.rows(`select text, pages from resources.file_text where hash = $1`, [
    files[0]!.hash,
  ])
  return {
    code,
    file: files[0] as Row,
    state: state as Row,
    text: text?.text,
    draft: await here.version(code),
  }
}

async function pictureSize(hash: unknown) {
  const { stream } = await here.site.app.files.get(String(hash))
  const { width, height, format } = await sharp(Buffer.concat(await stream.toArray())).metadata()
  return { width, height, format }
}

test('adding a file puts one job into the queue, in the act that adds it', async () => {
  const code = await here.drop([new File([pagesPdf(1, 'mot')], 'một.pdf')])
  const version = await here.version(code)
  const [file] = await here.rows(`select id from resources.version_file where version_id = $1`, [version.id])
  const jobs = await here.rows(`select 1 from graphile_worker.jobs where key = $1`, [`look:${file!.id}`])
  expect(jobs).toHaveLength(1)
})

test('a PDF: pages are proposed, its words are kept, its first page is a picture', async () => {
  const { state, text, draft } = await look('bài.pdf', pagesPdf(3, 'An toan lao dong'))
  expect(draft).toMatchObject({ pages: 3 })
  expect(state).toMatchObject({ pages: 3, scan: 'none', fault: null })
  expect(text).toBe('An toan lao dong\fAn toan lao dong\fAn toan lao dong')
  expect(await pictureSize(state.thumbnail)).toMatchObject({ height: 480, format: 'webp' })
})

test('what the author typed is not overwritten by what the file says', async () => {
  const code = await here.drop([new File([pagesPdf(4, 'bon')], 'bốn.pdf')])
  await here.save(code, { pages: '12', title: 'Tên tôi đặt' })
  const { draft, state } = await lookIn(code)
  expect(draft).toMatchObject({ pages: 12, title: 'Tên tôi đặt' })
  expect(state.pages).toBe(4)
})

test('a PDF of 5,000 pages is read within bounds', async () => {
  const begun = performance.now()
  const { state, draft, text } = await look('dày.pdf', pagesPdf(5000, 'x'.repeat(400)))
  expect([state.pages, draft.pages]).toEqual([5000, 5000])
  expect(String(text).length).toBeLessThanOrEqual(1_000_000)
  expect(performance.now() - begun).toBeLessThan(25_000)
})

test('slides: their words in order with the notes, how many there are; without LibreOffice it is said', async () => {
  here.site.app.config.uploads.converter = '/nowhere/soffice'
  const texts = Array.from({ length: 11 }, (_, at) => `Trang ${at + 1} &amp; hết`)
  const { state, text, draft } = await look('bài giảng.pptx', await slides(texts))
  expect(String(text).split('\f')).toEqual(
    Array.from(
      { length: 11 },
      (_, at) => `Trang ${at + 1} & hết${at === 0 ? '\nGhi chú của giảng viên' : ''}`,
    ),
  )
  expect(draft).toMatchObject({ pages: 11, kind: 'slides' })
  expect(state).toMatchObject({ preview: null, preview_fault: 'no_converter', fault: null })
})

test('an office document becomes a PDF where a converter is there; one that fails is said to have failed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ngheso-converter-'))
  const program = join(folder, 'soffice')
  await writeFile(join(folder, 'made.pdf'), pagesPdf(2, 'Trang chieu'))
  const write = async (work: string) => {
    // the words before are those LibreOffice takes: --outdir FOLDER FILE
    await writeFile(program, `#!/bin/sh\nfor word; do out=$last; last=$word; done\n${work}\n`)
    await chmod(program, 0o755)
  }
  here.site.app.config.uploads.converter = program
  await write(`cp '${folder}/made.pdf' "$out/tep.pdf"`)
  const made = await look('xem trước.pptx', await slides(['Một', 'Hai']))
  expect(made.state.preview_fault).toBeNull()
  const { stream } = await here.site.app.files.get(String(made.state.preview))
  expect(Buffer.concat(await stream.toArray()).equals(pagesPdf(2, 'Trang chieu'))).toBe(true)
  expect(made.state.thumbnail).not.toBeNull()
  await write('exit 1')
  const failed = await look('hỏng.pptx', await slides(['Ba']))
  expect(failed.state).toMatchObject({ preview: null, preview_fault: 'failed' })
})

test('a picture is shrunk as it was held; one that is not whole is said so', async () => {
  const held = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#639' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const { state } = await look('ảnh.jpg', held)
  expect(state).toMatchObject({ width: 800, height: 1200 })
  expect(await pictureSize(state.thumbnail)).toMatchObject({ width: 320, height: 480 })
  const broken = await look('hỏng.jpg', held.subarray(0, 600))
  expect(broken.state).toMatchObject({ thumbnail: null, fault: 'resources.files.fault.picture' })
})

test('sound: its length is proposed; a strange codec and a cut film are said, and the files stay', async () => {
  const plain = await look('bài nghe.wav', wav(3))
  expect(plain.draft).toMatchObject({ seconds: 3, kind: 'audio' })
  expect(plain.state.fault).toBeNull()
  const strange = await look('lạ.wav', wav(2, 0x0011))
  expect(strange.state).toMatchObject({ fault: 'resources.files.fault.codec' })
  const cut = Buffer.concat([
    Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex'),
    Buffer.alloc(2000, 7),
  ])
  const film = await look('phim.mp4', cut)
  expect(film.file.kind).toBe('mp4')
  expect(film.draft.seconds).toBeNull()
})

test('captions are checked line by line', async () => {
  const cases: [string, string | null][] = [
    ['WEBVTT\n\n00:01.000 --> 00:04.000\nXin chào', null],
    ['WEBVTT\n\n1\n00:01.000 --> 00:04,000\nXin chào', 'resources.files.fault.captions_time'],
    ['WEBVTT\n\n00:04.000 --> 00:01.000\nXin chào', 'resources.files.fault.captions_backwards'],
    [
      'WEBVTT\n\n00:04.000 --> 00:05.000\nA\n\n00:01.000 --> 00:02.000\nB',
      'resources.files.fault.captions_order',
    ],
    ['WEBVTT\n\n', 'resources.files.fault.captions_none'],
  ]
  const folder = await mkdtemp(join(tmpdir(), 'ngheso-captions-'))
  const path = join(folder, 'a.vtt')
  for (const [text, fault] of cases) {
    await writeFile(path, text)
    expect((await readContent({ what: 'captions', path })).fault?.key ?? null).toBe(fault)
  }
  expect((await look('phụ đề.vtt', cases[1]![0])).state).toMatchObject({
    fault: 'resources.files.fault.captions_time',
    fault_params: { line: 4 },
  })
})

test('a damaged document is kept, and it is said that it cannot be read', async () => {
  const damaged = await look('hỏng.pdf', '%PDF-1.4 nothing more')
  expect(damaged.state).toMatchObject({ fault: 'resources.files.fault.pdf', pages: null })
})

test('with a scanner nothing is served before it was called clean; what is not is given to nobody and told', async () => {
  const clamd = await fakeClamd()
  afterAll(clamd.close)
  here.site.app.config.uploads.clamdUrl = clamd.url
  const code = await here.drop([
    new File([pagesPdf(1, 'sach')], 'sạch.pdf'),
    new File([`${eicar}\n`], 'bẩn.txt'),
  ])
  const version = await here.version(code)
  const files = await here.rows(
    `select id, hash from resources.version_file where version_id = $1 order by position`,
    [version.id],
  )
  const get = (at: number) => here.site.as(here.teacher).get(`/hoc-lieu/tep/${files[at]!.id}`)
  expect([(await get(0)).status, (await get(1)).status]).toEqual([409, 409])
  expect(await (await get(0)).text()).toContain('chờ quét mã độc')
  await lookIn(code)
  expect([(await get(0)).status, (await get(1)).status]).toEqual([200, 409])
  expect(await (await get(1)).text()).toContain('Eicar-Test-Signature')
  const [text] = await here.rows(`select 1 from resources.file_text where hash = $1`, [files[1]!.hash])
  expect(text).toBeUndefined()
  here.site.app.config.uploads.clamdUrl = undefined
  expect((await get(1)).status).toBe(409)
})

test('a scanner that is away keeps the file waiting, and it is scanned when it is back', async () => {
  const clamd = await fakeClamd()
  clamd.close()
  here.site.app.config.uploads.clamdUrl = clamd.url
  const code = await here.drop([new File([pagesPdf(1, 'doi')], 'đợi.pdf')])
  await expect(lookIn(code)).rejects.toThrow('scanner')
  const back = await fakeClamd()
  afterAll(back.close)
  here.site.app.config.uploads.clamdUrl = back.url
  expect((await lookIn(code)).state).toMatchObject({ scan: 'clean' })
  expect(back.seen).toHaveLength(1)
  here.site.app.config.uploads.clamdUrl = undefined
})
