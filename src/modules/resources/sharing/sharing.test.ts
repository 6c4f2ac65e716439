import { beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { openDue } from './actions/open-due.ts'

let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
})
const status = async (path: string, actor = here.publicActor) => (await here.site.as(actor).get(path)).status

describe('a link', () => {
  test('shows one draft with its files to who has it, until it is ended', async () => {
    const code = await here.ready('Bản nháp gửi bạn')
    const { id } = await here.version(code)
    const make = (more: Record<string, string>) =>
      here.post(`/hoc-lieu/${code}/chia-se`, { _form: 'make', id: String(id), ...more })
    expect((await make({ to_date: '01/01/2026' })).status).toBe(422)
    expect((await make({ to_date: '30/11/2026', note: 'Thầy Bình' })).status).toBe(303)
    const page = await here.text(`/hoc-lieu/${code}/chia-se`)
    const address = /\/hoc-lieu\/xem\/[\w-]{24}/.exec(page)?.[0] ?? ''
    const shown = await here.text(address, here.publicActor)
    expect(shown).toContain('Bản nháp gửi bạn')
    const file = /\/hoc-lieu\/xem\/[\w-]{24}\/tep\/[\w-]{36}/.exec(shown)?.[0] ?? ''
    expect(await status(file)).toBe(200)
    expect(await status(file.replace('/xem/', '/xem/x').slice(0, -1))).toBe(404)
    expect(await status(`${address.slice(0, -1)}${address.endsWith('_') ? 'a' : '_'}`)).toBe(404)
    // The file's usual address stays shut, and so does everything else of the draft.
    expect(await status(`/hoc-lieu/tep/${file.split('/').at(-1)}`)).toBe(404)
    expect(await status(`/hoc-lieu/${code}`)).toBe(404)
    expect(await status(`/hoc-lieu/${code}/chia-se`, here.colleague)).toBe(404)
    // Nowhere in the database does the secret stand in plain.
    const [kept] = await here.rows(`select sealed, digest from resources.share_link where version_id = $1`, [
      id,
    ])
    const secret = address.split('/').at(-1)!
    expect(`${String(kept!.sealed)} ${String(kept!.digest)}`).not.toContain(secret)
    const [link] = await here.rows(`select id from resources.share_link where version_id = $1`, [id])
    await here.post(`/hoc-lieu/${code}/chia-se`, { _form: 'end', link: String(link!.id) })
    expect(await status(address)).toBe(404)
    expect(await status(file)).toBe(404)
  })

  test('ends with its day', async () => {
    const code = await here.ready('Hết hạn')
    const { id } = await here.version(code)
    await here.post(`/hoc-lieu/${code}/chia-se`, { _form: 'make', id: String(id), to_date: '22/11/2026' })
    const address = /\/hoc-lieu\/xem\/[\w-]{24}/.exec(await here.text(`/hoc-lieu/${code}/chia-se`))?.[0] ?? ''
    expect(await status(address)).toBe(200)
    await here.rows(`update resources.share_link set to_date = '2026-11-21' where version_id = $1`, [id])
    expect(await status(address)).toBe(404)
  })
})

test('what opens is never counted, what opens nothing closes the place it is tried from', async () => {
  const code = await here.ready('Xem nhiều lần', { summary: 'Bằng lời', summary_en: 'In other words' })
  const { id } = await here.version(code)
  const make = (to_date: string) =>
    here.post(`/hoc-lieu/${code}/chia-se`, { _form: 'make', id: String(id), to_date })
  const long = await make('31/12/2099')
  expect([long.status, await long.text()]).toEqual([422, expect.stringContaining('nhiều nhất một năm')])
  await make('22/11/2027')
  const address = /\/hoc-lieu\/xem\/[\w-]{24}/.exec(await here.text(`/hoc-lieu/${code}/chia-se`))?.[0] ?? ''
  const from = async (path: string, place: string) =>
    (await here.site.as(here.publicActor).get(path, { 'x-forwarded-for': place })).status
  const hits = async () =>
    Number((await here.rows(`select coalesce(sum(hits), 0) as hits from platform.rate`))[0]!.hits)
  const before = await hits()
  expect(await from(address, '203.0.113.7')).toBe(200)
  expect(await hits()).toBe(before)
  const wrong = `/hoc-lieu/xem/${'A'.repeat(24)}`
  expect(await from(wrong, '203.0.113.7')).toBe(404)
  expect(await hits()).toBe(before + 1)
  await here.rows(`update platform.rate set hits = 600 where hits = 1`)
  expect(await from(wrong, '203.0.113.7')).toBe(429)
  expect(await from(address, '203.0.113.7')).toBe(429)
  expect(await from(address, '203.0.113.8')).toBe(200)
  // The page is answered in the language that is asked for.
  expect(await here.text(`${address}?lang=en`, here.publicActor)).toContain('In other words')
})

test('a version with a day to open stays with its school until then', async () => {
  const code = await here.ready('Mở sau', { access: 'public', open_on: '25/11/2026' })
  await here.publish(code, [here.officer, here.secondOfficer], here.officer)
  expect(await status(`/hoc-lieu/${code}`)).toBe(404)
  expect(await status(`/hoc-lieu/${code}`, here.stranger)).toBe(404)
  expect(await here.text(`/hoc-lieu/${code}`, here.colleague)).toContain('Mở cho người xem từ 25/11/2026')
  expect(await here.rows(`select shared_on from resources.resource where code = $1`, [code])).toEqual([
    { shared_on: null },
  ])
  expect(await act(here.site.app, openDue, {}, systemActor('test'))).toBe(0)
  await here.rows(`alter table resources.version disable trigger keep_version`)
  await here.rows(`update resources.version set open_on = '2026-11-22' where id = $1`, [
    (await here.version(code)).id,
  ])
  await here.rows(`alter table resources.version enable trigger keep_version`)
  expect(await act(here.site.app, openDue, {}, systemActor('test'))).toBe(1)
  expect(await status(`/hoc-lieu/${code}`)).toBe(200)
  expect(await act(here.site.app, openDue, {}, systemActor('test'))).toBe(0)
})

test('a new version with a day to open waits behind the one readers have', async () => {
  const code = await here.ready('Bản đang dùng', { access: 'public' })
  await here.publish(code, [here.officer, here.secondOfficer], here.officer)
  await here.post(`/hoc-lieu/${code}`, { _form: 'start', id: String((await here.version(code)).id) })
  await here.save(code, { title: 'Bản cho kỳ sau', open_on: '01/12/2026' })
  await here.publish(code, [here.officer, here.secondOfficer], here.officer)
  const { id, state } = await here.version(code)
  expect(state).toBe('accepted')
  expect(await here.text(`/hoc-lieu/${code}`, here.publicActor)).toContain('Bản đang dùng')
  const early = await here.post(`/hoc-lieu/${code}/tham-dinh`, { _form: 'publish', id: String(id) })
  expect(await early.text()).toContain('có ngày mở còn ở phía trước')
  await here.rows(`alter table resources.version disable trigger keep_version`)
  await here.rows(`update resources.version set open_on = '2026-11-22' where id = $1`, [id])
  await here.rows(`alter table resources.version enable trigger keep_version`)
  expect(await act(here.site.app, openDue, {}, systemActor('test'))).toBe(1)
  expect(await here.text(`/hoc-lieu/${code}`, here.publicActor)).toContain('Bản cho kỳ sau')
})

test('what a school keeps to itself is open to its learners, and only while they study', async () => {
  const code = await here.ready('Cho người học của trường')
  await here.publish(code)
  const { version } = await here.make.programme(here.home, [{ name: 'Môn' }])
  const cohort = await here.make.cohort(here.home, version)
  const own = await here.make.learner({ institution: here.home, cohort }, 'Người Học')
  const learner = here.site.actor('learner', { kind: 'self', id: own.person }, own.person)
  expect(await status(`/hoc-lieu/${code}`, learner)).toBe(200)
  expect(await here.text('/hoc-lieu', learner)).toContain('Cho người học của trường')
  await here.rows(`update students.enrolment set state = 'withdrawn', to_date = current_date where id = $1`, [
    own.enrolment,
  ])
  expect(await status(`/hoc-lieu/${code}`, learner)).toBe(404)
})
