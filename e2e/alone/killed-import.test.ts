import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { desktop, signIn, visitor } from '../browser.ts'
import {
  copyDataDir,
  endProcess,
  freshDataDir,
  removeDataDir,
  runCommand,
  startServer,
  type Server,
} from '../server.ts'
import { ask, chosen } from '../journeys/ground.ts'
import { plainList } from '../journeys/teachers.ts'

const many = 20_000
let dataDir: string
let server: Server
let context: BrowserContext

beforeAll(async () => {
  dataDir = await freshDataDir()
  await copyDataDir(inject('prepared'), dataDir)
  server = await startServer(dataDir)
  context = await visitor(desktop, { url: server.url })
})
afterAll(async () => {
  await context.close()
  await server.stop()
  await removeDataDir(dataDir)
})

/** Different names for everybody, so that nobody is taken for somebody else. */
function bigList(): string {
  const first = [
    'An',
    'Bình',
    'Chi',
    'Dung',
    'Giang',
    'Hà',
    'Khánh',
    'Lan',
    'Minh',
    'Nga',
    'Oanh',
    'Phúc',
    'Quân',
    'Sơn',
    'Tú',
    'Vân',
    'Xuân',
    'Yến',
    'Đạt',
    'Hiếu',
  ]
  const rows = Array.from({ length: many }, (_, at) => {
    const given = [at, at / 20, at / 400, at / 8000].map((place) => first[Math.floor(place) % 20]!)
    return [
      `Nguyễn ${given.join(' ')}`,
      `${(at % 28) + 1}/${(at % 12) + 1}/${1960 + (at % 40)}`,
      'Nữ',
      'Giảng viên',
      'Biên chế',
    ]
  })
  return plainList(rows)
}

/** The batch of this test; the example has one of its own. */
const ours = `(select id from platform.import_batch where file_name = 'ca-tinh.csv')`

const state = async () =>
  (await ask<{ state: string }>(`select state from platform.import_batch where id = ${ours}`, [], dataDir))[0]
    ?.state
const held = async () =>
  (
    await ask<{ posts: number }>(
      'select count(*)::int as posts from staff.post where not is_demo',
      [],
      dataDir,
    )
  )[0]!.posts
const staged = async () =>
  (
    await ask<{ rows: number }>(
      `select count(*)::int as rows from platform.import_row where batch_id = ${ours}`,
      [],
      dataDir,
    )
  )[0]!.rows

/** Ends the server as a power cut would, once a job has the batch in hand and its statements are running. */
async function killWhile(wanted: string): Promise<void> {
  const isAtWork = async () => {
    const [found] = await ask<{ busy: boolean }>(
      `select exists (select 1 from platform.job_run where state = 'running' and progress > 0) and
         (select state from platform.import_batch where id = ${ours}) = $1 as busy`,
      [wanted],
      dataDir,
    )
    return found!.busy
  }
  await expect.poll(isAtWork, { timeout: 60_000, interval: 20 }).toBe(true)
  await endProcess(server.process, 'SIGKILL')
}

/** Starts the server again at the address it had, as its operator would. */
async function startAgain(): Promise<void> {
  server = await startServer(dataDir, { env: { PORT: new URL(server.url).port } })
}

/** The batch found again from the list of batches, until it says what is wanted. */
async function find(page: Page, words: string): Promise<void> {
  await page.goto('/nhap-du-lieu')
  await page.getByRole('link', { name: 'ca-tinh.csv' }).first().click()
  await page.waitForURL(/nhap-du-lieu\/[0-9a-f-]{36}/)
  const address = page.url()
  const read = async () => {
    await page.goto(address)
    return page.locator('main').innerText()
  }
  await expect.poll(read, { timeout: 120_000, interval: 500 }).toContain(words)
}

test('a server killed while it checks or writes 20,000 rows leaves all or nothing, and the work ends after the next start', async () => {
  const page = await signIn(context, 'department-officer')
  await page.goto('/nhap-du-lieu/tai-len/staff')
  await page.selectOption('select[name=institution]', { label: 'Trường Cao đẳng Y tế Huế (cd-y-te-hue)' })
  await page.setInputFiles('input[type=file]', chosen('ca-tinh.csv', bigList()))
  await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click()
  await page.waitForURL(/cong-viec/)

  await killWhile('checking')
  expect([await state(), await staged()], 'half-checked rows are not kept').toEqual(['checking', 0])
  await startAgain()
  await find(page, '20.000 bản ghi mới sẽ được thêm')
  expect([await state(), await staged(), await held()]).toEqual(['ready', many, 0])

  await page.getByRole('button', { name: 'Ghi 20.000 bản ghi' }).click()
  await page.waitForURL(/cong-viec/)
  await killWhile('committing')
  expect([await state(), await held()], 'nothing half-written').toEqual(['committing', 0])
  await startAgain()
  await find(page, 'Đã ghi: 20.000 bản ghi mới')
  expect([await state(), await held()]).toEqual(['committed', many])
  const acts = await ask(
    `select count(*)::int as acts from platform.audit_change where subject = 'staff.post'
    and entry_seq = (select commit_seq from platform.import_batch where id = ${ours})`,
    [],
    dataDir,
  )
  expect(acts).toEqual([{ acts: many }])
  expect(runCommand(dataDir, 'audit', 'verify')).toMatchObject({ status: 0 })
}, 300_000)
