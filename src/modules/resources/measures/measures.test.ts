import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { stoppedClock } from '#platform/clock.ts'
import { measureFigure, measureMembers } from '#platform/measures/index.ts'
import { bringBack, takeDown } from '../reuse/actions/take-down.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'
import { heldActivity } from './store/contributions.ts'
import { institutionsSharing, teachersContributing } from './sharing.ts'

let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
})
const read = <T>(work: Parameters<typeof here.site.app.database.read<T>>[1]) =>
  here.site.app.database.read(systemActor('test'), work)
const figure = (measure = institutionsSharing, asOf = '2026-11-30') =>
  read((db) => measureFigure(db, measure, asOf))
const members = async (measure = institutionsSharing, asOf = '2026-11-30') =>
  read((db) => measureMembers(db, measure, asOf, {}, { limit: 1000 }))
/** Takes down or brings back at a moment of its own. */
async function change(at: string, action: typeof takeDown | typeof bringBack, input: Record<string, string>) {
  const [row] = await here.rows(
    `select r.version from resources.resource r join resources.version v on v.resource_id = r.id where v.id = $1`,
    [input.id],
  )
  const app = { ...here.site.app, clock: stoppedClock(at) }
  await act(
    app,
    action as typeof takeDown,
    { ...input, version: String(row!.version) } as never,
    here.officer,
  )
}
const mine = async (measure = institutionsSharing, asOf = '2026-11-30') =>
  (await members(measure, asOf)).find((row) => row.member_id === here.home)

test('T05: a school counts on the days it shares with all, not on those its resource was taken down', async () => {
  const before = await figure()
  expect(before.denominator).toBe((await members()).length)
  expect(await mine()).toMatchObject({ counts: false, reason: 'resources.measure.shares_none' })
  const code = await here.ready('Chia sẻ')
  await here.publish(code)
  expect(await mine()).toMatchObject({ counts: false, reason: 'resources.measure.school_only' })
  const { id } = await here.version(code)
  await here.post(`/hoc-lieu/${code}/tham-dinh`, { _form: 'share', id: String(id), access: 'signed_in' })
  const [submission] = await here.rows(
    `select id from resources.submission where version_id = $1 and state = 'waiting'`,
    [id],
  )
  for (const officer of [here.officer, here.secondOfficer]) await here.answer(String(submission!.id), officer)
  await here.decide(String(submission!.id), here.officer)
  expect(await figure()).toEqual({ ...before, numerator: before.numerator + 1 })
  expect(await mine()).toMatchObject({ counts: true, reason: 'resources.measure.shares' })
  expect(await figure(institutionsSharing, '2026-11-21')).toEqual(before)
  // What nobody outside the school sees is no evidence, whatever day it was shared on.
  await here.rows(`update resources.resource set access = 'school' where code = $1`, [code])
  expect(await figure()).toEqual(before)
  await here.rows(`update resources.resource set access = 'signed_in' where code = $1`, [code])
  // Taken down on one day and brought back on another: every day tells what stood on it.
  const counted = async (asOf: string) =>
    (await figure(institutionsSharing, asOf)).numerator - before.numerator
  await change('2026-12-10T01:00:00Z', takeDown, {
    id: String(id),
    kind: 'rights',
    reason: 'Ảnh của người khác',
  })
  expect(await mine(institutionsSharing, '2026-12-10')).toMatchObject({
    counts: false,
    reason: 'resources.measure.taken_down',
    reason_params: { count: 1 },
  })
  await change('2027-01-14T17:30:00Z', bringBack, { id: String(id) })
  await change('2027-02-01T01:00:00Z', takeDown, {
    id: String(id),
    kind: 'outdated',
    reason: 'Đã cũ quá rồi',
  })
  const days = [
    '2026-11-21',
    '2026-11-22',
    '2026-12-09',
    '2026-12-10',
    '2027-01-14',
    '2027-01-15',
    '2027-01-31',
    '2027-02-01',
  ]
  expect(await Promise.all(days.map(counted))).toEqual([0, 1, 1, 0, 0, 1, 1, 0])
})

test('what a person says and does in the repository is in what is held of them', async () => {
  const person = here.colleague.kind === 'account' ? here.colleague.personId! : ''
  const [account] = await here.rows(
    `insert into identity.account (id, name, email, person_id) values (gen_random_uuid(), 'Trần Văn Bạn', 'ban@vidu.vn', $1) returning id::text`,
    [person],
  )
  const actor = { ...here.colleague, id: String(account!.id) } as typeof here.colleague
  const code = await here.ready('Của người khác', { access: 'public' })
  await here.publish(code, [here.officer, here.secondOfficer], here.officer)
  const id = String((await here.version(code)).id)
  await here.post(`/hoc-lieu/${code}/da-dung`, { _form: 'use', id, on_date: '20/11/2026', stars: '4' }, actor)
  await here.post(`/hoc-lieu/${code}`, { _form: 'thank', id }, actor)
  await here.ready('Của chính họ', {}, actor)
  const held = await read((db) => heldActivity(db, person))
  expect(held.map((row) => row.what).toSorted()).toEqual(['rating', 'resource', 'thanks', 'use'])
})

test('beside T02: every author of an accepted resource counts, nobody else', async () => {
  const before = await figure(teachersContributing)
  const code = await here.ready('Hai tác giả', { 'authors.1.name': 'Trần Văn Bạn' }, here.stranger)
  expect(await figure(teachersContributing)).toEqual(before)
  await here.save(code, { 'authors.0.name': 'Lê Xa', 'authors.1.name': '' }, here.stranger)
  const own = await here.ready('Của hai người', { 'authors.1.name': 'Trần Văn Bạn' })
  await here.publish(own)
  const rows = await members(teachersContributing)
  expect(
    rows
      .filter((row) => row.counts)
      .map((row) => row.label)
      .toSorted(),
  ).toEqual(['Nguyễn Thị Soạn', 'Trần Văn Bạn'].toSorted())
  const person = here.colleague.kind === 'account' ? here.colleague.personId! : ''
  expect(await here.text(`/hoc-lieu/tac-gia/${person}`, here.manager)).toContain('Của hai người')
  expect((await here.site.as(here.stranger).get(`/hoc-lieu/tac-gia/${person}`)).status).not.toBe(200)
})
