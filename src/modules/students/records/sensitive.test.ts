import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { publicActor } from '#platform/access.ts'
import { makeSchool } from './testing.ts'

let site: TestApp
let school: Awaited<ReturnType<typeof makeSchool>>

beforeAll(async () => {
  site = await testApp()
  school = await makeSchool(site, 'hue')
})

const one = async (text: string, values: unknown[] = []) =>
  (await site.app.database.owner.query(text, values)).rows[0]
const text = async (path: string, actor = school.office) => (await site.as(actor).get(path)).text()
const paper = new File([Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n')], 'ho-ngheo.pdf', {
  type: 'application/pdf',
})

describe('policy facts', () => {
  const add = async (learner: string, more: Record<string, string | Blob> = {}) => {
    const answer = await site.as(school.office).post(`/hoc-sinh/${learner}/doi-tuong`, {
      _form: 'add',
      kind: 'poor',
      from_date: '01/09/2026',
      evidence: 'Giấy chứng nhận số 12/2026',
      file: paper,
      ...more,
    })
    return { status: answer.status, html: await answer.text() }
  }

  test('are dated and evidenced, sealed in the database, left out of the audit, shown to few', async () => {
    const { learner, person } = await school.learner('Hồ Thị Nghèo')
    expect((await add(learner)).status).toBe(303)
    const stored = await one('select id, evidence, file from students.policy_fact where person_id = $1', [
      person,
    ])
    expect(stored.evidence).toMatch(/^v1\./)
    expect(
      JSON.stringify(
        await one('select jsonb_agg(after) as all from platform.audit_change where subject_id = $1', [
          stored.id,
        ]),
      ),
    ).not.toContain('12/2026')
    const page = await text(`/hoc-sinh/${learner}/doi-tuong`)
    expect(page).toContain('Giấy chứng nhận số 12/2026')
    expect(await text(`/hoc-sinh/${learner}`)).toContain('Thuộc đối tượng: Hộ nghèo')
    const inspector = site.actor('inspector')
    expect(await text(`/hoc-sinh/${learner}`, inspector)).not.toContain('Hộ nghèo')
    const file = `/hoc-sinh/${learner}/doi-tuong/${stored.id}/tep`
    expect((await site.as(school.office).get(file)).headers.get('content-type')).toBe('application/pdf')
    expect((await site.as(inspector).get(file)).status).toBe(403)
    expect(await text('/hoc-sinh?doi-tuong=poor')).toContain('Hồ Thị Nghèo')
    expect(await text('/hoc-sinh?doi-tuong=poor', inspector)).not.toContain('Hồ Thị Nghèo')
  })

  test('are written by the school alone; each look at them is logged as one', async () => {
    const { learner, person } = await school.learner('Hồ Thị Xem')
    const officer = site.actor('department-officer')
    const sent = await site.as(officer).post(`/hoc-sinh/${learner}/doi-tuong`, {
      _form: 'add',
      kind: 'poor',
      from_date: '01/09/2026',
      evidence: 'x',
    })
    expect(sent.status).toBe(403)
    await add(learner)
    const page = await text(`/hoc-sinh/${learner}/doi-tuong`, officer)
    expect(page).toContain('Hộ nghèo')
    expect(page).not.toContain('Ghi vào hồ sơ')
    const looks = async () =>
      (
        await one(
          `select count(*)::int as n from platform.look where subject = 'students.policy_fact' and $1 = any (subject_ids)`,
          [person],
        )
      ).n
    const before = await looks()
    await text(`/hoc-sinh/${learner}`)
    await text('/hoc-sinh?doi-tuong=poor')
    await text('/hoc-sinh')
    expect(await looks()).toBe(before + 2)
  })

  test('need a paper, do not overlap, and refuse a file that is none', async () => {
    const { learner } = await school.learner('Hồ Thị Giấy')
    expect((await add(learner, { evidence: '', file: '' })).html).toContain('Ghi tên giấy tờ')
    expect((await add(learner)).status).toBe(303)
    expect((await add(learner)).html).toContain('Đã ghi đối tượng này từ 01/09/2026')
    const wrong = await add(learner, { kind: 'orphan', file: new File(['hello'], 'giay.pdf') })
    expect(wrong.status).toBe(422)
  })

  test('are verified by a named person and ended with a reason', async () => {
    const { learner, person } = await school.learner('Hồ Thị Kết')
    await add(learner)
    const fact = await one('select id from students.policy_fact where person_id = $1', [person])
    const path = `/hoc-sinh/${learner}/doi-tuong`
    await site.as(school.office).post(path, { _form: 'verify', fact: fact.id, version: '1' })
    expect(await text(path)).toContain('Đã đối chiếu: Test academic-office, 22/11/2026')
    const end = { _form: 'end', fact: fact.id, version: '2', to_date: '31/10/2026' }
    expect((await site.as(school.office).post(path, end)).status).toBe(422)
    expect((await site.as(school.office).post(path, { ...end, ended_reason: 'Đã thoát nghèo' })).status).toBe(
      303,
    )
    expect(await text(path)).toContain('Kết thúc vì: Đã thoát nghèo')
  })

  test('about to end and not verified are duties of the office, and of nobody else', async () => {
    const own = await makeSchool(site, 'viec')
    const { person } = await own.learner('Hồ Sắp Hết')
    await own.make.insert('students.policy_fact', {
      person_id: person,
      institution_id: own.institution,
      kind: 'near_poor',
      from_date: '2025-12-01',
      to_date: '2026-12-01',
      evidence: 'x',
    })
    const { enrolment } = await own.learner('Hồ Sắp Về')
    await one(`update students.enrolment set state = 'reserved' where id = $1 returning id`, [enrolment])
    await one(
      `insert into students.status_event (enrolment_id, person_id, institution_id, kind, on_date, until_date, from_state, to_state)
       select id, person_id, institution_id, 'reserve', '2026-10-01', '2026-12-05', 'studying', 'reserved' from students.enrolment where id = $1 returning id`,
      [enrolment],
    )
    const home = await text('/', own.office)
    for (const words of [
      'sắp hết hạn: Hồ Sắp Hết',
      '1 giấy tờ đối tượng chính sách chưa đối chiếu',
      'Hết hạn bảo lưu, đình chỉ: Hồ Sắp Về',
    ])
      expect(home).toContain(words)
    expect(await text('/', site.actor('department-officer'))).not.toContain('Hồ Sắp')
  })
})

describe('a guardian', () => {
  async function give(birth: string, more: Record<string, string> = {}) {
    const made = await school.learner('Trần Văn Nhỏ', { person: { birth_date: birth } })
    const path = `/hoc-sinh/${made.learner}/phu-huynh`
    const form = { _form: 'give', guardian_name: 'Trần Văn Cha', relation: 'father', ...more }
    const answer = await site.as(school.office).post(path, form)
    const to = answer.headers.get('location') ?? ''
    const shown = to ? await text(to) : await answer.text()
    const secret = /\/phu-huynh\/([\w-]{40,})/.exec(shown)?.[1] ?? ''
    return { ...made, path, to, secret, status: answer.status, shown }
  }
  const open = (secret: string) => site.as(publicActor).get(`/phu-huynh/${secret}`)

  test('reads along by a secret that is shown once and not kept', async () => {
    const made = await give('2010-05-20')
    expect(made.secret).not.toBe('')
    expect(await text(made.to)).not.toContain(made.secret)
    const link = await one('select * from students.guardian_link where learner_id = $1', [made.learner])
    expect(link.to_date).toBe('2028-05-19')
    expect(JSON.stringify(link)).not.toContain(made.secret)
    const page = await open(made.secret)
    expect(page.status).toBe(200)
    expect(page.headers.get('cache-control')).toContain('no-store')
    const html = await page.text()
    expect(html).toContain('Trần Văn Nhỏ')
    expect(html).toContain('Nhập học')
    expect(
      await one('select actor_name, page from platform.look where $1 = any (subject_ids) and actor_id = $2', [
        made.person,
        `guardian:${link.id}`,
      ]),
    ).toEqual({ actor_name: 'Trần Văn Cha', page: '/phu-huynh' })
    expect(await text(made.path)).not.toContain('Chưa xem')
  })

  test('loses sight when the link is taken back, ends, or the learner comes of age', async () => {
    const made = await give('2010-05-20')
    const { id } = await one('select id from students.guardian_link where learner_id = $1', [made.learner])
    await one(`update people.person set birth_date = '2008-11-22' where id = $1 returning id`, [made.person])
    expect((await open(made.secret)).status).toBe(404)
    await one(`update people.person set birth_date = '2008-11-23' where id = $1 returning id`, [made.person])
    expect((await open(made.secret)).status).toBe(200)
    await site.as(school.office).post(made.path, { _form: 'revoke', link: id })
    const gone = await open(made.secret)
    expect(gone.status).toBe(404)
    expect((await open('x'.repeat(43))).status).toBe(404)
  })

  test('gets no link beyond the 18th birthday or without a birth date', async () => {
    expect((await give('2010-05-20', { to_date: '20/05/2028' })).shown).toContain('Muộn nhất là 19/05/2028')
    expect((await give('2008-11-22')).status).toBe(422)
  })
})

test('what is held of a person is collected from every table', async () => {
  const { person } = await school.learner('Đỗ Được Giữ')
  const held = site.app.modules
    .flatMap((module) => module.personalData ?? [])
    .filter((one) => one.subject.startsWith('students.'))
  const self = site.actor('learner', { kind: 'self', id: person }, person)
  const rows = await site.app.database.read(self, async (db) => {
    const found: Record<string, number> = {}
    for (const one of held)
      found[one.subject] = (found[one.subject] ?? 0) + (await one.collect(db, person)).length
    return found
  })
  expect(rows).toMatchObject({ 'students.learner': 1, 'students.enrolment': 1, 'students.status_event': 1 })
})
