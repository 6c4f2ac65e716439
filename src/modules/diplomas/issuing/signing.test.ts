import { beforeAll, describe, expect, test, vi } from 'vitest'
import { runJob } from '#platform/jobs/queue.ts'
import { SigningError } from '#platform/signing/index.ts'
import { resumeSigning } from './jobs.ts'
import { paperMaker, type PaperMaker } from './papers.ts'
import { signLines } from './sign-lines.ts'
import { graduatedClass, type GraduatedClass } from './testing/graduates.ts'

let here: GraduatedClass
let real: PaperMaker
beforeAll(async () => {
  here = await graduatedClass()
  real = await paperMaker(here.site.app, { institution: here.home, medium: 'digital', day: '2026-11-25' })
})

/** A numbered run of so many whose signing has been ordered; nobody has worked on it yet. */
async function ordered(name: string, count: number): Promise<string> {
  const names = Array.from({ length: count }, (_, at) => `${name} Thứ ${String.fromCharCode(65 + at)}n`)
  const { decision } = await here.graduates(names)
  const run = await here.start(decision)
  expect((await here.send(run, 'number')).status).toBe(303)
  expect((await here.send(run, 'sign', {}, here.manager)).status).toBe(303)
  return run
}
const states = async (run: string) => (await here.lines(run)).map((line) => line.state)
const eventsOf = (run: string) =>
  here.rows(
    `select e.act, count(*)::int as times from diplomas.event e join diplomas.diploma d on d.id = e.diploma_id
     where d.run_id = $1 group by e.act order by e.act`,
    [run],
  )

describe('a worker that is killed', () => {
  test('between making files and committing leaves no half diploma; another goes on and each is issued once', async () => {
    const run = await ordered('Lê Dở Dang', 3)
    let made = 0
    // The connection goes away with the process: nothing after this line happens.
    const killed: PaperMaker = async (diploma) => {
      await real(diploma)
      made += 1
      if (made === 3) throw Object.assign(new Error('killed'), { name: 'Killed' })
      return new Promise(() => undefined)
    }
    void signLines(here.site.app, run, { maker: killed })
    await vi.waitUntil(() => made === 3, { timeout: 20_000 })
    expect(await states(run)).toEqual(['numbered', 'numbered', 'numbered'])
    expect((await here.one('issue_run', run)).state).toBe('signing')
    // Its hold on the run ends with its connection.
    await here.rows(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database
        where datname = current_database()) and pid <> pg_backend_pid()`,
    )
    await runJob(here.site.app, resumeSigning, undefined)
    expect(await states(run)).toEqual(['issued', 'issued', 'issued'])
    expect((await here.one('issue_run', run)).state).toBe('issued')
    expect(await eventsOf(run)).toEqual([
      { act: 'issue', times: 3 },
      { act: 'number', times: 3 },
      { act: 'sign', times: 3 },
    ])
  })

  test('after some were committed: the rest follows, those issued keep their files', async () => {
    const run = await ordered('Phan Nửa Chừng', 23)
    const stop = new Error('stopped')
    await expect(
      signLines(here.site.app, run, { maker: real, progress: () => Promise.reject(stop) }),
    ).rejects.toBe(stop)
    const before = await here.lines(run)
    expect(before.filter((line) => line.state === 'issued')).toHaveLength(20)
    expect(await signLines(here.site.app, run)).toEqual({ issued: 3, failed: 0 })
    const after = new Map((await here.lines(run)).map((line) => [line.id, line]))
    for (const line of before)
      if (line.state === 'issued') expect(after.get(line.id)!.pdf_file).toBe(line.pdf_file)
    expect(await eventsOf(run)).toMatchObject([{ times: 23 }, { times: 23 }, { times: 23 }])
  })

  test('two workers at once: one works, the other leaves it', async () => {
    const run = await ordered('Đặng Hai Máy', 5)
    const done = await Promise.all([signLines(here.site.app, run), signLines(here.site.app, run)])
    expect(done).toContainEqual({ issued: 5, failed: 0 })
    expect(await eventsOf(run)).toMatchObject([{ times: 5 }, { times: 5 }, { times: 5 }])
    expect(await signLines(here.site.app, run)).toEqual({ issued: 0, failed: 0 })
  })
})

describe('a diploma that cannot be signed', () => {
  test('stands on the list with its reason while the others are issued; it goes on by one button', async () => {
    const run = await ordered('Vũ Lỗi Ký', 3)
    const [, second] = await here.lines(run)
    const failing: PaperMaker = (diploma) =>
      diploma.id === second!.id ? Promise.reject(new SigningError('remote', 'no answer')) : real(diploma)
    expect(await signLines(here.site.app, run, { maker: failing })).toEqual({ issued: 2, failed: 1 })
    expect(await states(run)).toEqual(['issued', 'numbered', 'issued'])
    const page = await here.text(`/cap-bang/${run}?xem=failed`, here.manager)
    expect(page).toContain('1 văn bằng ký chưa xong')
    expect(page).toContain('Dịch vụ ký từ xa không ký')
    expect(page).toContain('Làm tiếp 1 văn bằng')
    expect(await here.text('/', here.manager)).toContain('Làm tiếp đợt ký')
    // What failed for a reason waits for a person, not for the clock.
    await runJob(here.site.app, resumeSigning, undefined)
    expect((await states(run))[1]).toBe('numbered')
    expect((await here.send(run, 'sign', {}, here.manager)).status).toBe(303)
    expect(await signLines(here.site.app, run)).toEqual({ issued: 1, failed: 0 })
    expect((await here.one('issue_run', run)).state).toBe('issued')
  })

  test('a defect is told in words, its detail stays in the log', async () => {
    const run = await ordered('Hồ Lỗi Máy', 1)
    const broken: PaperMaker = () => Promise.reject(new Error('secret detail'))
    await signLines(here.site.app, run, { maker: broken })
    const page = await here.text(`/cap-bang/${run}`)
    expect(page).toContain('Máy chủ gặp lỗi khi lập tệp')
    expect(page).not.toContain('secret detail')
  })
})

test('what an issued diploma says and its numbers can be changed by nobody, not even with SQL', async () => {
  const run = await ordered('Trịnh Bất Biến', 1)
  await signLines(here.site.app, run)
  const [line] = await here.lines(run)
  for (const change of [`serial = 'X'`, `content = content || '{"a": 1}'`, `entry = 99`, `state = 'draft'`])
    await expect(
      here.rows(`update diplomas.diploma set ${change} where id = $1`, [line!.id]),
      change,
    ).rejects.toThrow()
  await expect(here.rows(`delete from diplomas.diploma where id = $1`, [line!.id])).rejects.toThrow()
})

test('files are kept sealed: the store alone shows no name', async () => {
  const run = await ordered('Quách Niêm Phong', 1)
  await signLines(here.site.app, run)
  const [line] = await here.lines(run)
  const { stream } = await here.site.app.files.get(String(line!.credential_file))
  const bytes = Buffer.concat(await stream.toArray())
  expect(bytes.includes('Niêm Phong')).toBe(false)
  expect(here.site.app.keys.openBytes(bytes).toString('utf8')).toContain('Niêm Phong')
})
