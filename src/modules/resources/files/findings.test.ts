import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { FileError } from '#platform/files/index.ts'
import { runJob } from '#platform/jobs/queue.ts'
import { zipOf } from '#platform/sheets/testing.ts'
import { scormPackage } from '../packages/testing/made.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { lookAgainJob, lookAtFile } from './jobs.ts'
import { pagesPdf, slides } from './testing/made.ts'

let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
  here.site.app.config.uploads.converter = '/nowhere/soffice'
})

async function dropped(name: string, bytes: Uint8Array) {
  const code = await here.drop([new File([bytes as BlobPart], name)])
  const version = await here.version(code)
  const [file] = await here.rows(`select id, hash from resources.version_file where version_id = $1`, [
    version.id,
  ])
  const state = async () =>
    (await here.rows(`select * from resources.file_state where hash = $1`, [file!.hash]))[0]!
  return { code, id: String(file!.id), state }
}

const look = (id: string, signal?: AbortSignal) => runJob(here.site.app, lookAtFile, { file: id }, signal)

/** A program that is called as LibreOffice is: --outdir FOLDER FILE come last, `$profile` is its profile. */
async function converter(work: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ngheso-converter-'))
  await writeFile(
    join(folder, 'soffice'),
    `#!/bin/sh\nfor word; do case $word in -env:*) profile=\${word#*file://};; esac; out=$last; last=$word; done\ncd '${folder}'\n${work}\n`,
  )
  await chmod(join(folder, 'soffice'), 0o755)
  here.site.app.config.uploads.converter = join(folder, 'soffice')
  return folder
}

/** A text document that says of itself how many pages it has. */
const docx = (pages: string, title = 'Bài') =>
  zipOf({
    '[Content_Types].xml': `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    'word/document.xml': '<w:document xmlns:w="w"><w:p><w:t>Một đoạn</w:t></w:p></w:document>',
    'docProps/core.xml': `<c><title>${title}</title></c>`,
    'docProps/app.xml': `<Properties><Pages>${pages}</Pages></Properties>`,
  })

test('what a file says of itself that no database keeps is left out, and the rest is there', async () => {
  for (const pages of ['2.5', '99999999999', '1e400']) {
    const { id, state } = await dropped(`${pages}.docx`, await docx(pages, `Tên ${pages} &#xD83D; hết`))
    await look(id)
    expect(await state()).toMatchObject({ pages: null, looked_at: expect.any(Date), fault: null })
  }
})

test('a text in the old Vietnamese of Windows is read in its letters', async () => {
  // "Điện trở", with its marks behind their letters as that encoding has them
  const old = Buffer.from([0xd0, 0x69, 0xea, 0xf2, 0x6e, 0x20, 0x74, 0x72, 0xf5, 0xd2, 0x0a])
  const { id, state } = await dropped('cũ.txt', old)
  await look(id)
  const [read] = await here.rows(`select text from resources.file_text where hash = $1`, [
    (await state()).hash,
  ])
  expect(read!.text).toBe('Điện trở')
})

test('pages are counted in the preview, whatever the document says', async () => {
  const folder = await converter(`cp made.pdf "$out/tep.pdf"`)
  await writeFile(join(folder, 'made.pdf'), pagesPdf(4, 'bon trang'))
  const { code, id, state } = await dropped('mẫu.docx', await docx('1'))
  await look(id)
  expect((await state()).pages).toBe(4)
  expect((await here.version(code)).pages).toBe(4)
})

test('words are found with the page they stand on, and lead to it', async () => {
  const code = await here.ready('Giáo trình hàn')
  await here.post(`/hoc-lieu/${code}/soan`, {
    ...(await here.draft(code, { access: 'public', licence: 'cc-by-4.0' })),
    'files[]': new File([pagesPdf(3, ['', 'Mo dau', 'Han ho quang tay'])], 'chương 1.pdf'),
  })
  for (const { id } of await here.rows(
    `select f.id from resources.version_file f join resources.version v on v.id = f.version_id
      join resources.resource r on r.id = v.resource_id where r.code = $1`,
    [code],
  ))
    await look(String(id))
  await here.rows(
    `with now_is as (update resources.version v set state = 'published', published_at = now(), access = 'public'
        from resources.resource r where r.code = $1 and v.resource_id = r.id returning v.id, v.resource_id)
     update resources.resource r set published_id = n.id, access = 'public' from now_is n where r.id = n.resource_id`,
    [code],
  )
  const page = await here.text('/hoc-lieu?q=ho+quang', here.publicActor)
  expect(page).toContain('Trong chương 1.pdf, trang 3:')
  const [, address] = /href="(\/hoc-lieu\/[^"]*trang=3)"/.exec(page) ?? []
  const shown = await here.text(address!.replaceAll('&amp;', '&'), here.publicActor)
  expect(shown).toMatch(/<iframe src="[^"]*\/trang#page=3"/)
})

test('the program that makes previews is told to fetch nothing a document links to, and to run nothing in it', async () => {
  const folder = await converter(`cp "$profile/user/registrymodifications.xcu" seen.xcu`)
  await look((await dropped('liên kết.pptx', await slides(['Liên kết']))).id)
  const settings = await readFile(join(folder, 'seen.xcu'), 'utf8')
  for (const name of ['BlockUntrustedRefererLinks', 'DisableActiveContent', 'DisableMacrosExecution'])
    expect(settings).toMatch(new RegExp(`"${name}" oor:op="fuse"><value>true<`))
})

test('when the process ends, the conversion ends with all it began, and is begun again later', async () => {
  const folder = await converter(`sleep 300 & echo $! > begun\nwait`)
  const { id, state } = await dropped('lâu.pptx', await slides(['Lâu']))
  const end = new AbortController()
  const looking = look(id, end.signal)
  const begun = async () => Number(await readFile(join(folder, 'begun'), 'utf8').catch(() => 0))
  await expect.poll(begun, { timeout: 20_000 }).toBeGreaterThan(0)
  end.abort()
  await expect(looking).rejects.toThrow('abort')
  const child = await begun()
  await expect.poll(() => isRunning(child), { timeout: 20_000 }).toBe(false)
  expect((await state()).looked_at).toBeNull()
})

/** One that was ended and that nobody has taken note of yet runs no more. */
async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return stat !== '' && !/^\d+ \(.*\) [ZX]/.test(stat)
}

test('a store that is away is no fault of the file: it is looked at again, by itself', async () => {
  const { files } = here.site.app
  const put = files.put
  const { id, state } = await dropped('vắng.pdf', pagesPdf(2, 'vang'))
  files.put = () => Promise.reject(new FileError('unavailable'))
  await expect(look(id)).rejects.toThrow('unavailable')
  files.put = put
  expect(await state()).toMatchObject({ looked_at: null, fault: null })
  await here.rows(`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`)
  await here.rows(
    `update resources.file_state set added_at = now() - interval '2 hours' where looked_at is null`,
  )
  await runJob(here.site.app, lookAgainJob, undefined)
  expect(await here.rows(`select 1 from graphile_worker.jobs where key = $1`, [`look:${id}`])).toHaveLength(1)
  await look(id)
  expect(await state()).toMatchObject({ pages: 2, looked_at: expect.any(Date) })
})

test('a package that could not be looked into is said to be not opened; its page waits for nothing', async () => {
  const { files } = here.site.app
  const { withFile } = files
  const { code, id } = await dropped('gói.zip', await scormPackage('1.2', { 'index.html': '<html></html>' }))
  const player = `/hoc-lieu/${code}/xem-goi/${id}`
  expect((await here.site.as(here.teacher).get(player)).headers.get('refresh')).toBe('5')
  files.withFile = () => Promise.reject(new Error('a defect'))
  await look(id)
  files.withFile = withFile
  const page = await here.site.as(here.teacher).get(player)
  expect([page.headers.get('refresh'), await page.text()]).toEqual([
    null,
    expect.stringContaining('Gói này không mở được'),
  ])
})

test('documents that become previews go one after the other; every file waits behind the letters', async () => {
  const { id } = await dropped('xếp hàng.pdf', pagesPdf(1, 'xep hang'))
  const slow = await dropped('xếp hàng.docx', await docx('1'))
  const waits = await here.rows(
    `select j.key, q.queue_name, j.priority from graphile_worker._private_jobs j
     left join graphile_worker._private_job_queues q on q.id = j.job_queue_id where j.key = any ($1)`,
    [[`look:${id}`, `look:${slow.id}`]],
  )
  expect(new Map(waits.map(({ key, ...how }) => [key, how]))).toEqual(
    new Map([
      [`look:${id}`, { queue_name: null, priority: 10 }],
      [`look:${slow.id}`, { queue_name: 'resources.convert', priority: 10 }],
    ]),
  )
})
