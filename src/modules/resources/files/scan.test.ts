import { afterEach, beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { runJob } from '#platform/jobs/queue.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { openDue } from '../sharing/actions/open-due.ts'
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

test('malware found after a draft was handed in stops its acceptance, its publishing and its day', async () => {
  const [accepted, code] = [await here.ready('Đã chấp nhận'), await here.ready('Đang thẩm định')]
  const hold = async (of: string) =>
    here.post(`/hoc-lieu/${of}/soan`, {
      ...(await here.draft(of)),
      'files[]': new File([`${eicar} \n`], 'muộn.txt'),
    })
  const reviewed = async (of: string) => {
    await hold(of)
    const round = await here.handIn(of)
    for (const reviewer of [here.manager, here.office]) await here.answer(round, reviewer)
    return round
  }
  await here.decide(await reviewed(accepted), here.manager, { publish: 'false' })
  const round = await reviewed(code)
  here.site.app.config.uploads.clamdUrl = await clamd()
  const { id } = await here.version(code)
  const [file] = await here.rows(
    `select id from resources.version_file where version_id = $1 and path = 'muộn.txt'`,
    [id],
  )
  await look(String(file!.id))

  const words = 'Tệp muộn.txt có mã độc (Eicar-Test-Signature)'
  const decided = await here.decide(round, here.manager)
  expect([decided.status, await decided.text()]).toEqual([422, expect.stringContaining(words)])
  expect((await here.version(code)).state).toBe('reviewed')
  const back = await here.decide(round, here.manager, { decision: 'return', note: 'Tệp có mã độc' })
  expect(back.status).toBe(303)

  const status = `/hoc-lieu/${accepted}/tham-dinh`
  const one = { id: String((await here.version(accepted)).id) }
  await here.rows(`alter table resources.version disable trigger keep_version`)
  const opens = (day: string | null) =>
    here.rows(`update resources.version set open_on = $2 where id = $1`, [one.id, day])
  await here.rows(`update resources.resource set published_id = $1 where code = $2`, [one.id, accepted])
  await opens('2026-11-22')
  expect(await act(here.site.app, openDue, {}, systemActor('test'))).toBe(0)
  await opens(null)
  await here.rows(`update resources.resource set published_id = null where code = $1`, [accepted])
  await here.rows(`alter table resources.version enable trigger keep_version`)
  const published = await here.post(status, { _form: 'publish', ...one })
  expect([published.status, await published.text()]).toEqual([422, expect.stringContaining(words)])
  expect((await here.post(status, { _form: 'takeBack', ...one })).status).toBe(303)
  expect((await here.version(accepted)).state).toBe('draft')
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
