import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { testRepository, type TestRepository } from '../testing/repository.ts'

let here: TestRepository
beforeAll(async () => {
  here = await testRepository()
})

/** Published for everybody: reviewed and decided by the department. */
async function shared(title: string, more: Record<string, string> = {}): Promise<string> {
  const code = await here.ready(title, { access: 'public', ...more })
  await here.publish(code, [here.officer, here.secondOfficer], here.officer)
  return code
}
const idOf = async (code: string) => String((await here.version(code)).id)
const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' }

describe('figures', () => {
  test('count people, not requests; bots, authors and pages fetched ahead are left out', async () => {
    const code = await shared('Đếm')
    const look = (actor: Actor, headers: Record<string, string> = browser) =>
      here.site.as(actor).get(`/hoc-lieu/${code}`, headers)
    await look(here.stranger)
    await look(here.stranger)
    await look(here.teacher)
    await look(here.publicActor)
    await look(here.publicActor)
    await look(here.publicActor, { 'user-agent': 'Googlebot/2.1' })
    await look(here.publicActor, { ...browser, 'sec-purpose': 'prefetch' })
    await look(here.publicActor, { 'user-agent': '' })
    const seen = await here.rows(
      `select act, is_account from resources.seen s join resources.resource r on r.id = s.resource_id where r.code = $1 order by 2`,
      [code],
    )
    expect(seen).toEqual([
      { act: 'view', is_account: false },
      { act: 'view', is_account: true },
    ])
    const [kept] = await here.rows(`select who from resources.seen limit 1`)
    expect(String(kept!.who)).not.toContain('account')
  })

  test('learners come from the roster of the section taught; rating needs a use, and never by an author', async () => {
    const code = await shared('Dạy với')
    const person = here.stranger.kind === 'account' ? here.stranger.personId! : ''
    const { version, units } = await here.make.programme(here.away, [{ code: 'MH01', name: 'Điện cơ bản' }])
    const cohort = await here.make.cohort(here.away, version)
    const term = await here.make.term(here.away)
    const section = await here.make.section({ institution: here.away, term, unit: units[0]! })
    await here.make.teach(section, person)
    const learners = [
      await here.make.learner({ institution: here.away, cohort }, 'Người Một'),
      await here.make.learner({ institution: here.away, cohort }, 'Người Hai'),
    ]
    await here.make.enrol(
      section,
      learners.map((one) => one.enrolment),
      { from_date: '2026-01-01' },
    )
    const path = `/hoc-lieu/${code}/da-dung`
    const id = await idOf(code)
    const early = await here.post(path, { _form: 'use', id, stars: '5' }, here.stranger)
    expect(early.status).toBe(422)
    const foreign = await here.post(
      path,
      { _form: 'use', id, on_date: '20/11/2026', section },
      here.colleague,
    )
    expect(await foreign.text()).toContain('Bạn không dạy lớp học phần này.')
    const future = await here.post(path, { _form: 'use', id, on_date: '20/12/2026' }, here.stranger)
    expect(await future.text()).toContain('Ngày dạy không được sau hôm nay.')
    const used = { _form: 'use', id, on_date: '20/11/2026', section, stars: '4', text: 'Rõ ràng' }
    expect((await here.post(path, used, here.stranger)).status).toBe(303)
    expect((await here.post(path, used, here.stranger)).status).toBe(303)
    const own = await here.post(path, { _form: 'use', id, on_date: '20/11/2026', stars: '5' })
    expect(await own.text()).toContain('Tác giả không tự đánh giá')
    const page = await here.text(`/hoc-lieu/${code}`, here.publicActor)
    expect(page).toContain('4 trên 5 điểm, 1 nhà giáo đã dùng đánh giá')
    expect(page).toContain('Rõ ràng')
    const [usage] = await here.rows(
      `select u.uses, u.teachers, u.schools, u.learners from resources.resource r, resources.usage_of(r.id) u where r.code = $1`,
      [code],
    )
    expect(usage).toEqual({ uses: 1, teachers: 1, schools: 1, learners: 2 })
    // Its author, who sees none of the other school's records, is told how far it went.
    expect(await here.text('/hoc-lieu/cua-toi')).toContain('Dùng để dạy ở 1 trường, 2 người học.')
    // Whoever rated takes it back, and nobody takes back another's.
    const back = (actor: Actor) => here.post(path, { _form: 'unrate', id }, actor)
    expect(await here.text(path, here.stranger)).toContain('Bỏ đánh giá của tôi')
    expect((await back(here.colleague)).status).toBe(303)
    expect(await here.text(`/hoc-lieu/${code}`, here.publicActor)).toContain('Rõ ràng')
    expect((await back(here.stranger)).status).toBe(303)
    const left = await here.text(`/hoc-lieu/${code}`, here.publicActor)
    expect(left).not.toContain('Rõ ràng')
    expect(left).not.toContain('nhà giáo đã dùng đánh giá')
    expect(left).toContain('1 lần dạy')
    expect(await here.text(path, here.stranger)).not.toContain('Bỏ đánh giá của tôi')
    const [standing] = await here.rows(
      `select e.ratings, e.rated from resources.resource r join resources.search_entry e on e.resource_id = r.id where r.code = $1`,
      [code],
    )
    expect(standing).toEqual({ ratings: 0, rated: 0 })
  })

  test('one question comes two weeks after the lesson, and goes with the answer', async () => {
    const code = await shared('Hỏi sau hai tuần')
    const use = async (more: Record<string, string>) =>
      here.post(`/hoc-lieu/${code}/da-dung`, { _form: 'use', id: await idOf(code), ...more }, here.stranger)
    const asked = async () =>
      (await here.text('/', here.stranger)).includes('Học liệu “Hỏi sau hai tuần” giúp ích đến mức nào?')
    await use({ on_date: '20/11/2026' })
    expect(await asked()).toBe(false)
    await use({ on_date: '05/11/2026' })
    expect(await asked()).toBe(true)
    await use({ stars: '3' })
    expect(await asked()).toBe(false)
    // Who wrote it with others is not asked what their own work is worth.
    const both = await shared('Viết cùng nhau', { 'authors.1.name': 'Trần Văn Bạn' })
    await here.post(
      `/hoc-lieu/${both}/da-dung`,
      { _form: 'use', id: await idOf(both), on_date: '05/11/2026' },
      here.colleague,
    )
    expect(await here.text('/', here.colleague)).not.toContain('Học liệu “Viết cùng nhau” giúp ích')
  })

  test('who follows hears of a new version once, with what is new in it', async () => {
    const code = await shared('Theo dõi tôi')
    const follow = async (on: boolean) =>
      here.post(`/hoc-lieu/${code}`, { _form: 'follow', id: await idOf(code), on: String(on) }, here.stranger)
    const today = () => here.text('/', here.stranger)
    expect((await follow(true)).status).toBe(303)
    expect(await today()).not.toContain('có phiên bản 2')
    await here.post(`/hoc-lieu/${code}`, { _form: 'start', id: await idOf(code) })
    await here.save(code, { change_note: 'Thêm bài tập', access: 'public' })
    await here.publish(code, [here.officer, here.secondOfficer], here.officer)
    const page = await today()
    expect(page).toContain('“Theo dõi tôi” có phiên bản 2')
    expect(page).toContain('Thêm bài tập')
    expect(await here.text(`/hoc-lieu/${code}`, here.stranger)).toContain(
      `/hoc-lieu/${code}/khac-biet?tu=1&amp;den=2`,
    )
    await follow(true)
    expect(await today()).not.toContain('có phiên bản 2')
    await follow(false)
    expect(await here.rows(`select 1 from resources.follow`)).toEqual([])
  })

  test('thanks are given once, and not to oneself', async () => {
    const code = await shared('Cảm ơn')
    const thank = async (actor?: Actor) =>
      here.post(`/hoc-lieu/${code}`, { _form: 'thank', id: await idOf(code) }, actor)
    expect((await thank(here.stranger)).status).toBe(303)
    expect((await thank(here.stranger)).status).toBe(303)
    expect((await thank()).status).toBe(422)
    expect(await here.text(`/hoc-lieu/${code}`, here.stranger)).toContain('Bạn đã cảm ơn tác giả.')
    const [usage] = await here.rows(
      `select u.thanks from resources.resource r, resources.usage_of(r.id) u where r.code = $1`,
      [code],
    )
    expect(usage).toEqual({ thanks: 1 })
  })
})
