import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { makeSchool } from './testing.ts'

let site: TestApp
let school: Awaited<ReturnType<typeof makeSchool>>
let other: Awaited<ReturnType<typeof makeSchool>>

beforeAll(async () => {
  site = await testApp()
  school = await makeSchool(site, 'hue')
  other = await makeSchool(site, 'khac')
})

const one = async (text: string, values: unknown[] = []) =>
  (await site.app.database.owner.query(text, values)).rows[0]
const text = async (path: string, actor = school.office) => (await site.as(actor).get(path)).text()
const post = async (path: string, form: Record<string, string | string[]>, actor = school.office) => {
  const answer = await site.as(actor).post(path, form)
  return { status: answer.status, to: answer.headers.get('location') ?? '', html: await answer.text() }
}

describe('terms', () => {
  const term = (more: Record<string, string> = {}) =>
    post('/hoc-ky/moi', {
      _form: 'save',
      institution: school.institution,
      name: 'Học kỳ xuân',
      kind: 'main',
      school_year: '2026',
      from_date: '25/01/2027',
      to_date: '30/05/2027',
      ...more,
    })
  test('are dates; an overlap is refused in words, a supplementary term may lie inside', async () => {
    const overlap = await term({ from_date: '10/1/2027' })
    expect(overlap.status).toBe(422)
    expect(overlap.html).toContain('Hai học kỳ chính không được chồng lên nhau')
    expect((await term()).status).toBe(303)
    expect((await term()).html).toContain('Đã có học kỳ mang tên này')
    expect((await term({ name: 'Học kỳ hè', kind: 'supplementary', from_date: '03/05/2027' })).status).toBe(
      303,
    )
    expect(await text('/hoc-ky')).toContain('Đang là Học kỳ')
  })
  test('may not shrink past a lesson', async () => {
    const section = await school.make.section({
      institution: school.institution,
      term: school.term,
      unit: school.units[0]!,
      classGroup: school.classA,
    })
    await school.make.insert('students.session', {
      institution_id: school.institution,
      section_id: section,
      during: '[2026-12-01 07:00,2026-12-01 09:00)',
      hours: 2,
    })
    const { name, version } = await one('select name, version from students.term where id = $1', [
      school.term,
    ])
    const answer = await post(`/hoc-ky/${school.term}`, {
      _form: 'save',
      version: String(version),
      name,
      kind: 'main',
      school_year: '2026',
      from_date: '07/09/2026',
      to_date: '30/11/2026',
    })
    expect(answer.html).toContain('Có buổi học ngày 01/12/2026')
  })
})

describe('cohorts and classes', () => {
  test('a cohort opens on a version active on its first day, under the policy of that day', async () => {
    const form = {
      _form: 'save',
      institution: school.institution,
      programme_version: school.version,
      name: 'K27',
      from_date: '06/09/2027',
      study_form: 'regular',
    }
    expect((await post('/khoa/moi', { ...form, from_date: '01/09/2020' })).html).toContain(
      'Phiên bản này không áp dụng vào ngày khai giảng',
    )
    const made = await post('/khoa/moi', form)
    expect(made.to).toMatch(/^\/khoa\//)
    expect(
      await one(
        `select c.mode, c.planned_to_date, g.code from students.cohort c join students.grading_policy g on g.id = c.grading_policy_id where c.name = 'K27'`,
      ),
    ).toMatchObject({ planned_to_date: '2029-09-05', code: 'TT04-2022' })
    expect(await text(made.to)).toContain('Thông tư 04/2022')
    expect((await post('/khoa/moi', form)).html).toContain('Cơ sở đã có khóa mang tên này')
  })

  test('moves to another version only while nobody has results', async () => {
    const { make, institution, programme } = school
    const next = await make.insert('curricula.programme_version', {
      programme_id: programme,
      institution_id: institution,
      number: 2,
      duration_months: 24,
    })
    await one(
      `update curricula.programme_version set state = 'approved', decision_no = '2/QĐ', decision_date = '2026-01-05' where id = $1 returning id`,
      [next],
    )
    const free = await make.cohort(institution, school.version, { name: 'K-tự do' })
    const bound = await make.cohort(institution, school.version, { name: 'K-có điểm' })
    const { person, enrolment } = await make.learner({ institution, cohort: bound }, 'Lê Thị Điểm')
    await make.insert('students.result', {
      enrolment_id: enrolment,
      person_id: person,
      institution_id: institution,
      course_unit_id: school.units[0],
      source: 'recognised',
      credits: 3,
      is_condition: false,
      is_eligible: true,
      is_passed: true,
      grading_policy_id: await make.policy(),
      steps: '[]',
      posted_by: 'x',
      posted_by_name: 'X',
    })
    const form = { _form: 'move', version: '1', programme_version: next, reason: 'Chương trình mới ban hành' }
    const refused = await post(`/khoa/${bound}/chuyen-chuong-trinh`, form, school.manager)
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('đã có 1 kết quả học tập')
    expect((await post(`/khoa/${free}/chuyen-chuong-trinh`, form)).status).toBe(403)
    expect(
      (await post(`/khoa/${free}/chuyen-chuong-trinh`, { ...form, reason: '' }, school.manager)).status,
    ).toBe(422)
    expect((await post(`/khoa/${free}/chuyen-chuong-trinh`, form, school.manager)).status).toBe(303)
    expect(await one('select programme_version_id from students.cohort where id = $1', [free])).toEqual({
      programme_version_id: next,
    })
    expect(
      await one(
        `select after ->> 'reason' as reason from platform.audit_change where subject_id = $1 order by entry_seq desc limit 1`,
        [free],
      ),
    ).toEqual({ reason: 'Chương trình mới ban hành' })
  })

  test('is not moved to a version of the other mode, nor while its learners sit in a section of no class', async () => {
    const { make, institution, programme } = school
    const other = await make.insert('curricula.programme_version', {
      programme_id: programme,
      institution_id: institution,
      number: 3,
      mode: 'credit',
    })
    await one(
      `update curricula.programme_version set state = 'approved', decision_no = '3/QĐ', decision_date = '2026-01-05' where id = $1 returning id`,
      [other],
    )
    const cohort = await make.cohort(institution, school.version, { name: 'K-niên chế' })
    const move = () =>
      post(
        `/khoa/${cohort}/chuyen-chuong-trinh`,
        { _form: 'move', version: '1', programme_version: other, reason: 'Chương trình mới ban hành' },
        school.manager,
      )
    expect((await move()).html).toContain('đào tạo theo phương thức khác')
    const section = await make.section(
      { institution, term: school.term, unit: school.units[0]! },
      { code: 'GHEP-01' },
    )
    const { enrolment } = await make.learner({ institution, cohort }, 'Lê Thị Ghép')
    await make.enrol(section, [enrolment])
    expect((await move()).html).toContain('lớp học phần')
  })

  test('a class takes its homeroom teacher from the staff of the school', async () => {
    const teacher = await school.make.person('Trần Chủ Nhiệm', school.institution)
    await site.app.database.owner.query(
      `insert into staff.post (person_id, name_key, institution_id, role, contract) select id, name_key, $2, 'teacher', 'tenured' from people.person where id = $1`,
      [teacher, school.institution],
    )
    const stranger = await other.make.person('Lê Người Lạ', other.institution)
    const form = { _form: 'save', cohort: school.cohort, code: 'CN1', homeroom: stranger }
    expect((await post(`/lop/moi?khoa=${school.cohort}`, form)).html).toContain('không làm việc tại cơ sở')
    const made = await post(`/lop/moi?khoa=${school.cohort}`, { ...form, homeroom: teacher })
    expect(await text(made.to)).toContain('Trần Chủ Nhiệm')
  })

  test('a class is listed by given name', async () => {
    const group = await school.make.classGroup(school.institution, school.cohort, 'XEP')
    for (const name of ['Trần Thị Đào', 'Lê Văn Ân', 'Phạm Dũng', 'Hồ Thị Dung'])
      await school.learner(name, {}, group)
    const names = [...(await text(`/lop/${group}`)).matchAll(/<th scope="row"[^>]*><a[^>]*>([^<]+)<\/a>/g)]
    expect(names.map((match) => match[1])).toEqual(['Lê Văn Ân', 'Hồ Thị Dung', 'Phạm Dũng', 'Trần Thị Đào'])
  })
})

describe('learners', () => {
  const add = (more: Record<string, string> = {}) =>
    post('/hoc-sinh/moi', {
      _form: 'add',
      full_name: 'Nguyễn Thị Mới',
      birth: '05/03/2008',
      place: `${school.cohort} ${school.classA}`,
      decision_no: '10/QĐ-TT',
      decision_date: '01/09/2026',
      ...more,
    })

  test('are added with person, class place and decision in one act, and asked about when known', async () => {
    const made = await add()
    expect(made.to).toMatch(/^\/hoc-sinh\//)
    const record = await text(made.to)
    expect(record).toContain('Nguyễn Thị Mới')
    expect(record).toContain('quyết định 10/QĐ-TT ngày 01/09/2026')
    const again = await add({ place: school.cohort })
    expect(again.status).toBe(422)
    const known = /name="same_person"[^>]*value="([0-9a-f-]{36})"/.exec(again.html)?.[1] ?? ''
    expect((await add({ same_person: known })).html).toContain('đã có trong khóa đã chọn')
    const counts = `select count(*)::int as count from people.person where full_name = 'Nguyễn Thị Mới'`
    expect(await one(counts)).toEqual({ count: 1 })
    expect((await add({ same_person: 'new', birth: '05/03/2008' })).status).toBe(303)
    expect(await one(counts)).toEqual({ count: 2 })
    const decisions = `select count(*)::int as count from students.decision where number = '10/QĐ-TT'`
    expect(await one(decisions)).toEqual({ count: 1 })
  })

  test('taken over from another school need a decision and say so', async () => {
    const form = { full_name: 'Võ Văn Chuyển', birth: '2007', other_school: 'Trường Trung cấp Số 9' }
    expect((await add({ ...form, decision_no: '', decision_date: '' })).html).toContain('Ghi số quyết định')
    const made = await add({ ...form, decision_no: '11/QĐ-TN' })
    expect(await text(made.to)).toContain('Tiếp nhận từ trường khác')
  })

  test('are found by name without marks and by code, inside the reach alone', async () => {
    const { learner } = await school.learner('Đỗ Khánh Vỹ', { learner: { code: 'ZZ77' } })
    await other.learner('Đỗ Khánh Ngoài')
    const found = await text('/hoc-sinh?q=do%20khanh')
    expect(found).toContain('Đỗ Khánh Vỹ')
    expect(found).not.toContain('Đỗ Khánh Ngoài')
    expect(await text('/hoc-sinh?q=zz7')).toContain(`/hoc-sinh/${learner}`)
    expect(await text('/hoc-sinh?q=do%20khanh', site.actor('department-officer'))).toContain('Đỗ Khánh Ngoài')
    expect(await text('/tim?q=khanh+vy')).toContain(`/hoc-sinh/${learner}`)
    const csv = await text('/tai-ve/hoc-sinh.csv?q=do%20khanh')
    expect(csv).toContain('ZZ77,Đỗ Khánh Vỹ')
    expect(csv).not.toContain('Ngoài')
    const xlsx = await site.as(school.office).get('/tai-ve/hoc-sinh.xlsx')
    expect(xlsx.status).toBe(200)
    expect(xlsx.headers.get('content-disposition')).toContain('.xlsx')
  })

  test('of a school where the reader only teaches are not listed, however they ask', async () => {
    await school.learner('Hồ Trường Khác')
    const here = other.office as Extract<Actor, { kind: 'account' }>
    const there = site.actor('teacher', { kind: 'institution', id: school.institution }) as typeof here
    const both = { ...here, grants: [...here.grants, ...there.grants] }
    for (const path of [
      `/hoc-sinh?co-so=${school.institution}`,
      `/api/v1/learners?institution=${school.institution}`,
    ])
      expect(await text(path, both), path).not.toContain('Hồ Trường Khác')
    expect(await text(`/hoc-sinh?co-so=${school.institution}`)).toContain('Hồ Trường Khác')
  })

  test('page by keyset without losing or repeating anybody, in the list and the API', async () => {
    const big = await makeSchool(site, 'lon')
    for (let at = 0; at < 55; at += 1)
      await big.learner(`Nguyễn Văn ${String.fromCharCode(65 + (at % 26))}${at}`)
    const first = await text('/hoc-sinh', big.office)
    const ids = (html: string) =>
      [...html.matchAll(/<th scope="row"[^>]*><a href="\/hoc-sinh\/([0-9a-f-]{36})"/g)].map((m) => m[1])
    const next = /href="(\/hoc-sinh\?sau=[^"]+)"/.exec(first)?.[1] ?? ''
    const second = await text(next, big.office)
    expect(new Set([...ids(first), ...ids(second)]).size).toBe(55)
    const api = JSON.parse(await text('/api/v1/learners', big.office))
    expect(api.learners).toHaveLength(55)
    expect(api.next).toBeNull()
  })

  test('keep the ward as it was written when the rest is edited', async () => {
    const { learner } = await school.learner('Lý Thị Phường')
    const ended = await one(
      `select id, name from places.unit where kind = 'commune' and to_date is not null order by name limit 1`,
    )
    await one('update students.learner set unit_id = $2 where id = $1 returning id', [learner, ended.id])
    const page = await text(`/hoc-sinh/${learner}/sua`)
    expect(page).toContain('name="keep_unit"')
    const saved = await post(`/hoc-sinh/${learner}/sua`, {
      _form: 'save',
      version: '1',
      keep_unit: 'true',
      code: 'PH01',
      address: '12 Lê Lợi',
    })
    expect(saved.status).toBe(303)
    expect(await one('select unit_id, code, address from students.learner where id = $1', [learner])).toEqual(
      {
        unit_id: ended.id,
        code: 'PH01',
        address: '12 Lê Lợi',
      },
    )
    expect(await text(`/hoc-sinh/${learner}`)).toContain(ended.name)
    const conflict = await post(`/hoc-sinh/${learner}/sua`, { _form: 'save', version: '1', code: 'PH02' })
    expect(conflict.status).toBe(409)
  })

  test('are looked at with a trace', async () => {
    const { learner, person } = await school.learner('Mai Được Xem')
    await text(`/hoc-sinh/${learner}`)
    expect(
      await one('select page from platform.look where $1 = any (subject_ids) order by at desc limit 1', [
        person,
      ]),
    ).toEqual({
      page: `/hoc-sinh/${learner}`,
    })
  })
})

describe('who may', () => {
  test('another school, a teacher and a learner find nothing', async () => {
    const { learner, person } = await school.learner('Hồ Riêng Tư')
    const pages = [
      `/hoc-sinh/${learner}`,
      `/hoc-sinh/${learner}/khen-thuong-ky-luat`,
      `/lop/${school.classA}`,
      `/khoa/${school.cohort}`,
    ]
    const edits = [
      `/hoc-sinh/${learner}/sua`,
      `/hoc-sinh/${learner}/thay-doi/bao-luu`,
      `/hoc-sinh/${learner}/doi-tuong`,
      `/hoc-sinh/${learner}/phu-huynh`,
      `/lop/${school.classA}/sua`,
      `/lop/${school.classA}/thay-doi`,
      `/khoa/${school.cohort}/sua`,
      `/hoc-ky/${school.term}`,
    ]
    const status = async (path: string, actor: typeof school.office) =>
      (await site.as(actor).get(path)).status
    const inspector = site.actor('inspector')
    const teacher = site.actor('teacher', { kind: 'institution', id: school.institution })
    const self = site.actor('learner', { kind: 'self', id: person }, person)
    for (const path of [...pages, ...edits]) {
      expect([path, await status(path, school.office)]).toEqual([path, 200])
      expect([path, await status(path, other.office)]).toEqual([path, 404])
      expect([path, await status(path, teacher)]).toEqual([path, 403])
      expect([path, await status(path, self)]).toEqual([path, 403])
    }
    for (const path of pages) expect([path, await status(path, inspector)]).toEqual([path, 200])
    for (const path of edits) expect([path, await status(path, inspector)]).toEqual([path, 403])
  })

  test('the own space shows the learner and nobody else', async () => {
    const { person } = await school.learner('Trần Tự Xem')
    const self = site.actor('learner', { kind: 'self', id: person }, person)
    const html = await text('/hoc-tap', self)
    expect(html).toContain('Chào Trần Tự Xem')
    expect(html).toContain('Nhập học')
    expect(await text('/hoc-tap', site.actor('learner', { kind: 'self' }))).toContain('chưa gắn với hồ sơ')
  })
})

test('a result on the time line opens to its calculation', async () => {
  const learner = await school.learner('Phan Thị Kết')
  const result = await school.make.insert('students.result', {
    enrolment_id: learner.enrolment,
    person_id: learner.person,
    institution_id: school.institution,
    course_unit_id: school.units[0],
    source: 'taught',
    credits: 3,
    is_condition: false,
    is_eligible: true,
    grade: '7.5',
    is_passed: true,
    grading_policy_id: await school.make.policy(),
    steps: '[]',
    posted_by: 'test',
    posted_by_name: 'Phòng đào tạo',
  })
  const officer = site.actor('department-officer')
  for (const reader of [school.office, officer])
    expect(await text(`/hoc-sinh/${learner.learner}`, reader)).toContain(`href="/ket-qua/${result}"`)
  expect(await text(`/ket-qua/${result}`, officer)).toContain('Vì sao 7,5')
})
