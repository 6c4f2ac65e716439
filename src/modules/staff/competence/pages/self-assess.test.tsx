import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { systemActor, type Actor } from '#platform/access.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { staff } from '../../module.ts'
import { fixture, type Fixture } from '../../training/testing.ts'
import { teacherFramework } from '../reference.ts'
import { competenceMap } from '../store/assessments.ts'

let site: TestApp
let make: Fixture
let home: string
const framework = teacherFramework()
const domains = framework.domains
const teacher = (person: string): Actor => site.actor('teacher', { kind: 'self', id: person }, person)
const manager = (id = home): Actor => site.actor('school-manager', { kind: 'institution', id })
const officer = (): Actor => site.actor('department-officer')
const owner = () => site.app.database.owner
const finished = async (person: string) =>
  (
    await owner().query(
      'select id, shared_with from staff.self_assessment where person_id = $1 and finished_on is not null order by id desc',
      [person],
    )
  ).rows

beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, people, staff] })
  make = fixture(owner())
  home = await make.institution('truong-tu-danh-gia')
})

let people_ = 0
async function colleague(at = home): Promise<string> {
  const id = await make.person(`Người Thứ ${++people_}`, at)
  await make.post(id, at)
  return id
}

/** Ticks the first `reached` statements of each component of a domain. */
function ticks(domain: (typeof domains)[number], reached: number): Record<string, string[]> {
  return Object.fromEntries(
    domain.components.map((component) => [
      `ticks.${component.code.replace('.', '-')}[]`,
      ['1', '2', '3', '4'].slice(0, reached),
    ]),
  )
}

async function takeAll(person: string, reached: number): Promise<string> {
  for (const domain of domains)
    expect(
      (
        await site
          .as(teacher(person))
          .post(`/tu-danh-gia/phan/${domain.code}`, { _form: 'save', ...ticks(domain, reached) })
      ).status,
    ).toBe(303)
  const done = await site.as(teacher(person)).post('/tu-danh-gia', { _form: 'finish' })
  expect(done.status).toBe(303)
  return done.headers.get('location')!
}

describe('looking at oneself', () => {
  test('says first that it is private, saves part by part, and goes on where one stopped', async () => {
    const person = await colleague()
    const start = await (await site.as(teacher(person)).get('/tu-danh-gia')).text()
    expect(start.indexOf('Câu trả lời chỉ một mình bạn đọc được')).toBeLessThan(start.indexOf('Bắt đầu'))
    expect(start).toContain(
      'Thông tư 18/2026/TT-BGDĐT áp dụng cho giáo dục mầm non, phổ thông và thường xuyên',
    )
    const paused = await site
      .as(teacher(person))
      .post('/tu-danh-gia/phan/1', { _form: 'pause', ...ticks(domains[0]!, 2) })
    expect(paused.headers.get('location')).toBe('/tu-danh-gia')
    expect(await (await site.as(teacher(person)).get('/tu-danh-gia')).text()).toContain('Làm tiếp')
    const back = await (await site.as(teacher(person)).get('/tu-danh-gia/phan/1')).text()
    expect(back.match(/checked/g)).toHaveLength(domains[0]!.components.length * 2)
    const early = await site.as(teacher(person)).post('/tu-danh-gia', { _form: 'finish' })
    expect(early.status).toBe(422)
    expect(await early.text()).toContain('Còn phần chưa trả lời.')
  })

  test('the result speaks in words, suggests courses for the gap, and compares with last time', async () => {
    const person = await colleague()
    const course = await make.course({ name: 'Dạy kết hợp trên LMS', components: ['1.1'] })
    await make.run(course, { from_date: '2026-12-07', to_date: '2026-12-11' })
    const first = await (await site.as(teacher(person)).get(await takeAll(person, 2))).text()
    expect(first).toContain('Mức chung: Cơ bản')
    expect(first).toContain(domains[0]!.components[0]!.statements[2]!.vi)
    expect(first).toContain('Dạy kết hợp trên LMS')
    expect(first).toContain('24 giờ, lớp từ 07/12/2026')
    expect(first).not.toContain('so với lần trước')
    const second = await (await site.as(teacher(person)).get(await takeAll(person, 3))).text()
    expect(second).toContain('Mức chung: Thành thạo')
    expect(second).toContain('tăng 1 so với lần trước')
    expect(second).toContain('Các lần đã làm')
  })

  test('a statement skipped ends the row: what stands behind it does not count', async () => {
    const person = await colleague()
    const gap = Object.fromEntries(
      domains[0]!.components.map((component) => [
        `ticks.${component.code.replace('.', '-')}[]`,
        ['1', '3', '4'],
      ]),
    )
    await site.as(teacher(person)).post('/tu-danh-gia/phan/1', { _form: 'save', ...gap })
    const { rows } = await owner().query(
      'select distinct score, ticked from staff.self_answer where person_id = $1',
      [person],
    )
    expect(rows).toEqual([{ score: 1, ticked: [true, false, true, true] }])
  })
})

describe('privacy', () => {
  const readable = async (actor: Actor) =>
    site.app.database.read(actor, async (db) => {
      const looks = await sql<{ n: number }>`select count(*)::int as n from staff.self_assessment`.execute(db)
      const answers = await sql<{ n: number }>`select count(*)::int as n from staff.self_answer`.execute(db)
      return [looks.rows[0]!.n, answers.rows[0]!.n]
    })

  test('nobody else reads my answers: no school, no department with the whole province, not the system', async () => {
    const person = await colleague()
    const result = await takeAll(person, 4)
    expect(await readable(teacher(person))).toEqual([1, 20])
    for (const actor of [manager(), officer(), site.actor('system-administrator'), systemActor('test')])
      expect(await readable(actor)).toEqual([0, 0])
    expect((await site.as(teacher(await colleague())).get(result)).status).toBe(404)
    expect((await site.as(officer()).get(result)).status).toBe(404)
    const audit = await owner().query(
      `select before, after from platform.audit_change where subject = 'staff.self-assessment'`,
    )
    expect(JSON.stringify(audit.rows)).not.toMatch(/score|tick|true/)
  })

  test('shared by my own act, my managers see it and nobody else; taken back, they do not', async () => {
    const person = await colleague()
    await takeAll(person, 3)
    const id = (await finished(person))[0].id
    const page = `/nang-luc-so/chia-se/${id}`
    expect((await site.as(manager()).get(page)).status).toBe(404)
    await site
      .as(teacher(person))
      .post(`/tu-danh-gia/ket-qua?lan=${id}`, { _form: 'share', id, share: 'yes' })
    const seen = await site.as(manager()).get(page)
    expect(seen.status).toBe(200)
    expect(await seen.text()).toContain('Mức chung: Thành thạo')
    expect((await site.as(officer()).get(page)).status).toBe(404)
    expect((await site.as(manager(await make.institution('truong-khac'))).get(page)).status).toBe(404)
    expect(await readable(officer())).toEqual([0, 0])
    await site.as(teacher(person)).post(`/tu-danh-gia/ket-qua?lan=${id}`, { _form: 'share', id, share: 'no' })
    expect((await site.as(manager()).get(page)).status).toBe(404)
  })

  test('only I can share or delete mine, and deleting leaves nothing', async () => {
    const [person, stranger] = [await colleague(), await colleague()]
    await takeAll(person, 1)
    const id = (await finished(person))[0].id
    const path = `/tu-danh-gia/ket-qua?lan=${id}`
    expect(
      (await site.as(teacher(stranger)).post('/tu-danh-gia/ket-qua', { _form: 'remove', id })).status,
    ).toBe(404)
    expect(
      (await site.as(officer()).post('/tu-danh-gia/ket-qua', { _form: 'share', id, share: 'yes' })).status,
    ).toBeGreaterThanOrEqual(400)
    expect(await (await site.as(teacher(person)).get(`${path}&xoa=1`)).text()).toContain(
      'Mọi câu trả lời của lần này mất hẳn',
    )
    expect((await site.as(teacher(person)).post(path, { _form: 'remove', id })).status).toBe(303)
    expect(
      (await owner().query('select 1 from staff.self_answer where person_id = $1', [person])).rowCount,
    ).toBe(0)
  })
})

describe('the map of a school', () => {
  const cells = (actor: Actor) =>
    site.app.database.read(actor, (db) => competenceMap(db, framework.id, '2026-11-22'))

  test('shows no mean of fewer than five, joins small schools, and hides them too while they stay few', async () => {
    await owner().query('truncate staff.self_answer, staff.self_assessment')
    const [big, smallA, smallB] = [
      await make.institution('truong-lon'),
      await make.institution('truong-nho-a'),
      await make.institution('truong-nho-b'),
    ]
    for (let n = 0; n < 4; n++) await takeAll(await colleague(big), 2)
    expect(await cells(officer())).toEqual([])
    await takeAll(await colleague(big), 4)
    expect(await cells(manager(big))).toHaveLength(6)
    expect((await cells(manager(big)))[0]).toMatchObject({ institution_id: big, people: 5, mean: '2.4' })
    for (let n = 0; n < 2; n++) await takeAll(await colleague(smallA), 1)
    for (let n = 0; n < 2; n++) await takeAll(await colleague(smallB), 3)
    expect((await cells(officer())).map((cell) => cell.institution_id)).toEqual(Array(6).fill(big))
    await takeAll(await colleague(smallB), 3)
    const joined = (await cells(officer())).filter((cell) => cell.institution_id === null)
    expect(joined).toHaveLength(6)
    expect(joined[0]).toMatchObject({ people: 5, mean: '2.2' })
    expect(await cells(manager(smallB))).toEqual([])
    const page = await (await site.as(manager(big)).get('/nang-luc-so')).text()
    expect(page).toContain('Trường truong-lon')
    expect(page).toContain('2,4')
    expect((await site.as(teacher(await colleague())).get('/nang-luc-so')).status).toBe(403)
  })
})
