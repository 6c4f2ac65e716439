import { afterEach, beforeAll, expect, test } from 'vitest'
import { runJob } from '#platform/jobs/queue.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { lookAgainJob, lookAtFile } from './jobs.ts'
import { scanBytes } from './scan/clamd.ts'
import { eicar, fakeClamd, pagesPdf } from './testing/made.ts'

let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
})

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
  here.site.app.config.uploads.clamdUrl = undefined
})

async function clamd(how?: Parameters<typeof fakeClamd>[0]) {
  const made = await fakeClamd(how)
  ends.push(made.close)
  return made.url
}

async function* film(megabytes: number) {
  for (let at = 0; at < megabytes; at++) yield Buffer.alloc(1024 * 1024, at)
}

async function dropped(name: string, bytes: Uint8Array) {
  const code = await here.drop([new File([bytes as BlobPart], name)])
  const [file] = await here.rows(
    `select f.id, f.hash from resources.version_file f join resources.version v on v.id = f.version_id
     join resources.resource r on r.id = v.resource_id where r.code = $1`,
    [code],
  )
  return { code, id: String(file!.id), hash: String(file!.hash) }
}

const look = (file: string) => runJob(here.site.app, lookAtFile, { file })
const served = async (id: string) => {
  const answer = await here.site.as(here.teacher).get(`/hoc-lieu/tep/${id}`)
  return [answer.status, await answer.text()]
}
const waiting = async (id: string) =>
  (await here.rows(`select 1 from graphile_worker.jobs where key = $1`, [`look:${id}`])).length

test('a scanner that hangs up in the middle of a film is one that does not answer, and nothing else ends', async () => {
  const url = await clamd({ most: 3_000_000, isRude: true })
  for (let time = 0; time < 3; time++)
    await expect(scanBytes(url, film(20))).rejects.toMatchObject({
      reason: { key: 'resources.files.error.scanner' },
    })
})

test('more than the scanner takes is told as that, given to nobody, and tried again once a day', async () => {
  here.site.app.config.uploads.clamdUrl = await clamd({ most: 1000 })
  const { code, id, hash } = await dropped(
    'lớn.pdf',
    Buffer.concat([pagesPdf(1, 'lon'), Buffer.alloc(50_000)]),
  )
  await look(id)
  expect(await served(id)).toEqual([409, expect.stringContaining('lớn hơn mức trình quét mã độc nhận')])
  expect(await here.text(`/hoc-lieu/${code}/soan`)).toContain('lớn hơn mức trình quét mã độc nhận')
  await here.rows(`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`)
  await runJob(here.site.app, lookAgainJob, undefined)
  expect(await waiting(id)).toBe(0)
  await here.rows(
    `update resources.file_state set scanned_at = now() - interval '25 hours' where hash = $1`,
    [hash],
  )
  await runJob(here.site.app, lookAgainJob, undefined)
  expect(await waiting(id)).toBe(1)
  here.site.app.config.uploads.clamdUrl = await clamd()
  await look(id)
  expect((await served(id))[0]).toBe(200)
})

test('a draft with a file that carries malware is not handed in; one that waits long is told of', async () => {
  here.site.app.config.uploads.clamdUrl = await clamd()
  const code = await here.ready('Bài sạch')
  const added = await here.save(code, { licence: 'cc-by-4.0' })
  expect(added.status).toBe(303)
  await here.post(`/hoc-lieu/${code}/soan`, {
    ...(await here.draft(code)),
    'files[]': new File([`${eicar}\n`], 'bẩn.txt'),
  })
  const files = await here.rows(
    `select f.id, f.path from resources.version_file f join resources.version v on v.id = f.version_id
     join resources.resource r on r.id = v.resource_id where r.code = $1 order by f.position`,
    [code],
  )
  await here.rows(
    `update resources.file_state set added_at = now() - interval '10 minutes' where scan = 'waiting'`,
  )
  const waiting = await here.text(`/hoc-lieu/${code}/soan`)
  for (const file of files) expect(waiting).toContain(`Tệp ${String(file.path)} còn chờ quét mã độc`)
  for (const file of files) await look(String(file.id))
  const page = await here.text(`/hoc-lieu/${code}/soan`)
  expect(page).toContain('Tệp bẩn.txt có mã độc (Eicar-Test-Signature)')
  expect(page).not.toContain('còn chờ quét')
  await expect(here.handIn(code)).rejects.toThrow('not handed in')
})

test('a scanner set up later keeps back what came before it, and scans it by itself', async () => {
  const seen = await dropped('trước.pdf', pagesPdf(1, 'truoc'))
  await look(seen.id)
  const never = await dropped('xưa.pdf', pagesPdf(1, 'xua'))
  await here.rows(`delete from resources.file_state where hash = $1`, [never.hash])
  await here.rows(`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`)
  for (const { id } of [seen, never]) expect((await served(id))[0]).toBe(200)
  here.site.app.config.uploads.clamdUrl = await clamd()
  for (const { id } of [seen, never])
    expect(await served(id)).toEqual([409, expect.stringContaining('chờ quét mã độc')])
  await runJob(here.site.app, lookAgainJob, undefined)
  for (const { id } of [seen, never]) {
    expect(await waiting(id)).toBe(1)
    await look(id)
    expect((await served(id))[0]).toBe(200)
  }
})
