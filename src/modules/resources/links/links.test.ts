import { beforeAll, expect, test } from 'vitest'
import { stoppedClock } from '#platform/clock.ts'
import { SourceFault, type Knock } from '../oai/harvester/client.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { checkLinks } from './check.ts'

let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
})

/** A published link of the teacher. */
async function link(title: string, address: string): Promise<string> {
  const made = await here.post('/hoc-lieu/moi', { _form: 'create', kind: 'link', title, address })
  const code = /\/hoc-lieu\/([0-9a-z]{10})\//.exec(made.headers.get('location') ?? '')![1]!
  await here.save(code, { licence: 'cc-by-4.0', access: 'public' })
  await here.publish(code, [here.officer, here.secondOfficer], here.officer)
  return code
}

/** One weekly run: what each host answers, a code or why it does not. Nothing outside is asked. */
async function run(day: string, answers: Record<string, number | string>): Promise<number> {
  const knock: Knock = async (address) => {
    const { host } = new URL(address)
    const answer = answers[host]!
    if (typeof answer === 'number') return answer
    throw new SourceFault(answer, { host })
  }
  return checkLinks({ ...here.site.app, clock: stoppedClock(`${day}T19:20:00Z`) }, knock)
}

test('a link that does not open twice in a row is told to its author, on its page and in the search, until it does', async () => {
  const gone = await link('Mô phỏng mạch điện', 'https://mat.vidu.vn/mo-phong')
  await link('Video hàn TIG', 'https://con.vidu.vn/video')
  await link('Tài liệu trong mạng trường', 'https://trong.vidu.vn/tai-lieu')
  const rest = { 'con.vidu.vn': 403, 'trong.vidu.vn': 'inner' }
  const page = () => here.text(`/hoc-lieu/${gone}`, here.publicActor)
  const dead = 'Liên kết này có lẽ không còn mở được'
  expect(await run('2026-11-28', { 'mat.vidu.vn': 404, ...rest })).toBe(2)
  expect(await page()).not.toContain(dead)
  // The next day it is not its turn; only the one that could not be asked is.
  expect(await run('2026-11-29', { 'trong.vidu.vn': 'inner' })).toBe(0)
  expect(await run('2026-12-05', { 'mat.vidu.vn': 'unknown_host', ...rest })).toBe(2)
  expect(await page()).toContain(dead)
  expect(await page()).toContain('từ ngày 29/11/2026 đều không mở được: không có máy chủ nào tên mat.vidu.vn')
  expect(await here.text('/')).toContain('Sửa liên kết của “Mô phỏng mạch điện”')
  expect(await here.text('/', here.colleague)).not.toContain('Sửa liên kết')
  const found = await here.text('/hoc-lieu?loai=link', here.publicActor)
  expect(found.split('Liên kết không mở được')).toHaveLength(2)
  // When nothing answers it is our own line: what was known stays.
  expect(
    await run('2026-12-12', { 'mat.vidu.vn': 'slow', 'con.vidu.vn': 'slow', 'trong.vidu.vn': 'slow' }),
  ).toBe(0)
  const known = () => here.rows(`select failures from resources.link_state order by address`)
  expect(await known()).toEqual([{ failures: 0 }, { failures: 2 }])
  await run('2026-12-19', { 'mat.vidu.vn': 200, ...rest })
  expect(await page()).not.toContain(dead)
  expect(await here.text('/')).not.toContain('Sửa liên kết')
})

test('a new version with another address is no longer called dead', async () => {
  const code = await link('Bài đọc về an toàn', 'https://cu.vidu.vn/bai')
  const others = { 'mat.vidu.vn': 200, 'con.vidu.vn': 200, 'trong.vidu.vn': 200 }
  for (const day of ['2027-01-02', '2027-01-09']) await run(day, { 'cu.vidu.vn': 410, ...others })
  const page = () => here.text(`/hoc-lieu/${code}`, here.publicActor)
  expect(await page()).toContain('máy chủ trả lời mã 410')
  await here.post(`/hoc-lieu/${code}`, { _form: 'start', id: String((await here.version(code)).id) })
  await here.save(code, { address: 'https://moi.vidu.vn/bai', access: 'public' })
  await here.publish(code, [here.officer, here.secondOfficer], here.officer)
  expect(await page()).not.toContain('có lẽ không còn mở được')
})
