import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { staff } from '../../module.ts'
import { enrolSelf } from '../actions/enrol.ts'
import { saveCourse } from '../actions/save-course.ts'
import { fixture, type Fixture } from '../testing.ts'

let site: TestApp
let make: Fixture
let [home, other]: string[] = []
const persons: string[] = []
const teacher = (n: number): Actor => site.actor('teacher', { kind: 'self', id: persons[n]! }, persons[n]!)
const school = (id: string): Actor => site.actor('school-manager', { kind: 'institution', id })
const officer = (): Actor => site.actor('department-officer')
const rows = async (text: string, values: unknown[] = []) =>
  (await site.app.database.owner.query(text, values)).rows

beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, people, staff] })
  make = fixture(site.app.database.owner)
  ;[home, other] = [await make.institution('truong-mot'), await make.institution('truong-hai')]
  for (let n = 0; n < 4; n++) {
    persons.push(
      await make.person(
        ['Lê Thị An', 'Trần Văn Bình', 'Hồ Thị Cúc', 'Võ Văn Dũng'][n]!,
        n < 3 ? home! : other!,
      ),
    )
    await make.post(persons[n]!, n < 3 ? home! : other!)
  }
})

describe('registering for a class', () => {
  test('who comes when the seats are taken waits, and moves up when somebody withdraws', async () => {
    const run = await make.run(await make.course({ name: 'Dạy học trên LMS' }), { quota: 1 })
    const path = `/boi-duong/lop/${run}`
    expect((await site.as(teacher(0)).post(path, { _form: 'register' })).status).toBe(303)
    expect((await site.as(teacher(3)).post(path, { _form: 'register' })).status).toBe(303)
    expect(await (await site.as(teacher(0)).get(path)).text()).toContain('Bạn đã đăng ký lớp này.')
    const waiting = await (await site.as(teacher(3)).get(path)).text()
    expect(waiting).toContain('Bạn đang ở danh sách chờ, số 1.')
    expect(waiting).not.toContain('Lê Thị An')
    expect((await site.as(teacher(0)).post(path, { _form: 'withdraw' })).status).toBe(303)
    expect(await (await site.as(teacher(3)).get(path)).text()).toContain('Bạn đã đăng ký lớp này.')
    // Registering again puts one at the end of the queue.
    await site.as(teacher(0)).post(path, { _form: 'register' })
    expect(await (await site.as(teacher(0)).get(path)).text()).toContain('danh sách chờ, số 1.')
  })

  test('two at once for the last seat: one has it, one waits', async () => {
    const run = await make.run(await make.course(), { quota: 1 })
    const told = await Promise.all([0, 1, 2].map((n) => act(site.app, enrolSelf, { run }, teacher(n))))
    expect(told.map(({ place }) => place).toSorted()).toEqual([1, 2, 3])
    const places = await rows('select place from staff.places_in($1) order by 1', [run])
    expect(places.map(({ place }) => place)).toEqual([1, 2, 3])
  })

  test('after the last day of registration nobody comes in', async () => {
    const run = await make.run(await make.course(), { from_date: '2026-11-01', register_until: '2026-11-21' })
    const answer = await site.as(teacher(0)).post(`/boi-duong/lop/${run}`, { _form: 'register' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Lớp không còn nhận đăng ký.')
  })

  test('a school registers its own people and nobody else’s', async () => {
    const run = await make.run(await make.course())
    const path = `/boi-duong/lop/${run}`
    const page = await (await site.as(school(home!)).get(path)).text()
    expect(page).toContain('Trần Văn Bình')
    expect(page).not.toContain('Võ Văn Dũng')
    expect(
      (await site.as(school(home!)).post(path, { _form: 'enrol', 'people[]': [persons[1]!, persons[2]!] }))
        .status,
    ).toBe(303)
    expect(
      (await site.as(school(home!)).post(path, { _form: 'enrol', 'people[]': [persons[3]!] })).status,
    ).toBe(404)
    expect((await site.as(teacher(0)).post(path, { _form: 'enrol', 'people[]': [persons[0]!] })).status).toBe(
      403,
    )
    expect(
      (await rows('select count(*)::int as n from staff.enrolment where run_id = $1', [run]))[0],
    ).toEqual({ n: 2 })
  })
})

describe('results of a class', () => {
  const begin = async (more: Record<string, unknown> = {}) => {
    const run = await make.run(await make.course({ name: 'Kiểm tra trực tuyến' }), {
      from_date: '2026-11-01',
      to_date: '2026-11-10',
      register_until: '2026-10-30',
      ...more,
    })
    const [a, b] = [
      await make.enrolment(run, persons[0]!, home!, { person_name: 'Lê Thị An' }),
      await make.enrolment(run, persons[1]!, home!, { person_name: 'Trần Văn Bình' }),
    ]
    const line = (id: string, outcome: string, score: string, hours: string, version = '1') => ({
      [`results.${id}.version`]: version,
      [`results.${id}.outcome`]: outcome,
      [`results.${id}.score`]: score,
      [`results.${id}.hours`]: hours,
    })
    return { run, a, b, line, path: `/boi-duong/lop/${run}` }
  }

  test('are entered as a grid, counted, and give certificates with hours', async () => {
    const { a, b, line, path } = await begin()
    expect(await (await site.as(officer()).get(path)).text()).toContain('Kết quả của Lê Thị An')
    const sent = await site.as(officer()).post(path, {
      _form: 'results',
      decided_on: '10/11/2026',
      ...line(a, 'passed', '8,25', '24'),
      ...line(b, '', '', ''),
    })
    expect(sent.status).toBe(303)
    expect(
      await rows('select outcome, score, hours, decided_on from staff.enrolment where id = $1', [a]),
    ).toEqual([{ outcome: 'passed', score: '8.25', hours: '24.0', decided_on: '2026-11-10' }])
    expect((await site.as(officer()).post(path, { _form: 'issue' })).status).toBe(303)
    const [certificate] = await rows(
      'select id, serial, hours from staff.certificate where enrolment_id = $1',
      [a],
    )
    expect(certificate.serial).toMatch(/^BD-2026-\d{6}$/)
    const file = `/boi-duong/chung-chi/${certificate.id}`
    const pdf = await site.as(teacher(0)).get(file)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect((await site.as(teacher(3)).get(file)).status).toBe(404)
    expect((await site.as(school(other!)).get(file)).status).toBe(404)
    const refused = await site
      .as(officer())
      .post(path, { _form: 'results', decided_on: '10/11/2026', ...line(a, 'failed', '3', '24', '2') })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('kết quả phải là đạt')
  })

  test('of somebody of another school too: the school that gives the class issues, sees and opens them', async () => {
    const { run, path } = await begin({ institution_id: home })
    const passed = { outcome: 'passed', hours: 24, decided_on: '2026-11-10', person_name: 'Võ Văn Dũng' }
    await make.enrolment(run, persons[3]!, other!, passed)
    expect((await site.as(school(home!)).post(path, { _form: 'issue' })).status).toBe(303)
    const [made] = await rows('select id, serial from staff.certificate where person_id = $1', [persons[3]])
    expect(await (await site.as(school(home!)).get(path)).text()).toContain(made.serial)
    expect((await site.as(school(home!)).get(`/boi-duong/chung-chi/${made.id}`)).status).toBe(200)
    const again = await site.as(school(home!)).post(path, { _form: 'issue' })
    expect(await again.text()).not.toContain('Hệ thống gặp lỗi')
    expect(again.status).toBe(422)
  })

  test('of a school where one only teaches are not shown, whatever one does at another', async () => {
    const { path } = await begin()
    const there = school(other!) as Extract<Actor, { kind: 'account' }>
    const teaches = site.actor('teacher', { kind: 'institution', id: home! }) as typeof there
    const both = { ...there, grants: [...there.grants, ...teaches.grants] }
    expect(await (await site.as(both).get(path)).text()).not.toContain('Lê Thị An')
    expect(await (await site.as(school(home!)).get(path)).text()).toContain('Lê Thị An')
  })

  test('keep counting for what they were given for: the category of their course stays', async () => {
    const course = await make.course({ category: 'other' })
    await make.enrolment(await make.run(course), persons[0]!, home!, {
      outcome: 'passed',
      hours: 24,
      decided_on: '2026-11-10',
    })
    const [stored] = await rows('select code, name, provider, version from staff.course where id = $1', [
      course,
    ])
    const change = (more: Record<string, unknown>) =>
      act(
        site.app,
        saveCourse,
        { id: course, ...stored, category: 'other', hours: '24', content: '', components: [], ...more },
        officer(),
      )
    await expect(change({ category: 'digital_competence_pedagogy' })).rejects.toMatchObject({
      fields: { category: 'staff.training.error.category_fixed' },
    })
    expect(await change({ name: 'Tên khác' })).toEqual({ code: stored.code })
  })

  test('a wrong score is refused with what was typed still there', async () => {
    const { a, line, path } = await begin()
    const answer = await site
      .as(officer())
      .post(path, { _form: 'results', decided_on: '10/11/2026', ...line(a, 'passed', '11', '24') })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('Điểm từ 0 đến 10')
    expect(page).toContain('value="11"')
  })

  test('somebody who saves second sees both versions', async () => {
    const { a, line, path } = await begin()
    await site
      .as(officer())
      .post(path, { _form: 'results', decided_on: '10/11/2026', ...line(a, 'passed', '8', '24') })
    const second = await site
      .as(officer())
      .post(path, { _form: 'results', decided_on: '10/11/2026', ...line(a, 'failed', '4', '24') })
    expect(second.status).toBe(409)
    expect(await second.text()).toContain('Bản đang lưu: Đạt')
  })

  test('belong to whoever gives the class', async () => {
    const { a, line, path } = await begin()
    const form = { _form: 'results', decided_on: '10/11/2026', ...line(a, 'passed', '8', '24') }
    expect((await site.as(school(home!)).post(path, form)).status).toBe(404)
    expect((await site.as(teacher(0)).post(path, form)).status).toBe(403)
    const own = await begin({ institution_id: home })
    expect(
      (await site.as(school(home!)).post(own.path, { ...form, ...own.line(own.a, 'passed', '8', '24') }))
        .status,
    ).toBe(303)
  })
})

describe('one’s own record', () => {
  test('says why one does not count yet and offers the class that mends it', async () => {
    const course = await make.course({
      name: 'Thiết kế học liệu H5P',
      category: 'digital_material_development',
    })
    await make.run(course, { from_date: '2026-12-02', to_date: '2026-12-12' })
    const page = await (await site.as(teacher(2)).get('/boi-duong/cua-toi')).text()
    expect(page).toContain('Chưa có khóa nào thuộc nhóm được tính.')
    expect(page).toContain('Thiết kế học liệu H5P')
    expect(page).toContain('Đăng ký lớp Thiết kế học liệu H5P, 02/12/2026')
  })

  test('offers the soonest class first, and no button for one registered for', async () => {
    const course = await make.course({ name: 'Soạn học liệu', category: 'digital_material_development' })
    const [later, sooner] = [
      await make.run(course, {
        code: 'SAU',
        from_date: '2027-03-02',
        to_date: '2027-03-12',
        register_until: '2027-02-20',
      }),
      await make.run(course, { code: 'TRUOC', from_date: '2026-12-01', to_date: '2026-12-02' }),
    ]
    await site.as(teacher(1)).post(`/boi-duong/lop/${later}`, { _form: 'register' })
    const list = await (await site.as(teacher(1)).get('/boi-duong')).text()
    expect(list.indexOf(sooner)).toBeLessThan(list.indexOf(later))
    const mine = await (await site.as(teacher(1)).get('/boi-duong/cua-toi')).text()
    expect(mine).toContain(`name="run" value="${sooner}"`)
    expect(mine).not.toContain(`name="run" value="${later}"`)
    expect(mine).toContain('Bạn đã đăng ký lớp này.')
  })

  test('the catalogue finds a course with and without marks and filters by category', async () => {
    for (const typed of ['học liệu h5p', 'HOC LIEU']) {
      const page = await (await site.as(teacher(0)).get(`/boi-duong?q=${encodeURIComponent(typed)}`)).text()
      expect(page).toContain('Thiết kế học liệu H5P')
    }
    expect((await site.as(teacher(0)).get('/boi-duong?nhom=other')).status).toBe(200)
  })

  test('a course is added by the form, changed, and two who change it at once see both versions', async () => {
    const form = {
      _form: 'save',
      code: 'soan-bai-so',
      name: 'Soạn bài số',
      category: 'other',
      hours: '7,5',
      provider: 'Sở',
      'components[]': ['1.1', '4.2'],
    }
    const wrong = await site.as(officer()).post('/boi-duong/khoa/moi', { ...form, hours: 'nhiều' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="nhiều"')
    expect((await site.as(officer()).post('/boi-duong/khoa/moi', form)).headers.get('location')).toBe(
      '/boi-duong/soan-bai-so',
    )
    expect((await site.as(officer()).post('/boi-duong/khoa/moi', form)).status).toBe(422)
    const [course] = await rows(`select id, hours, components from staff.course where code = 'soan-bai-so'`)
    expect(course).toMatchObject({ hours: '7.5', components: ['1.1', '4.2'] })
    const path = `/boi-duong/khoa/${course.id}/sua`
    const edit = { ...form, id: course.id, version: '1' }
    expect((await site.as(officer()).post(path, { ...edit, name: 'Soạn bài giảng số' })).status).toBe(303)
    const second = await site.as(officer()).post(path, { ...edit, name: 'Soạn giáo án số' })
    expect(second.status).toBe(409)
    const both = await second.text()
    expect(both).toContain('value="Soạn giáo án số"')
    expect(both).toContain('Bản đang lưu: Soạn bài giảng số')
    expect((await site.as(school(home!)).get(path)).status).toBe(404)
    expect((await site.as(teacher(0)).get(path)).status).toBe(403)
  })

  test('a class called off takes no registrations and no results', async () => {
    const run = await make.run(await make.course(), { code: 'HUY-01' })
    const form = {
      _form: 'save',
      id: run,
      version: '1',
      code: 'HUY-01',
      from_date: '1/12/2026',
      to_date: '5/12/2026',
      mode: 'online',
      state: 'cancelled',
    }
    const [row] = await rows('select course_id from staff.course_run where id = $1', [run])
    const sent = await site
      .as(officer())
      .post(`/boi-duong/lop/${run}/sua`, { ...form, course_id: row.course_id })
    expect(sent.status).toBe(303)
    expect(await (await site.as(teacher(0)).get(`/boi-duong/lop/${run}`)).text()).toContain('Đã hủy')
    expect((await site.as(teacher(0)).post(`/boi-duong/lop/${run}`, { _form: 'register' })).status).toBe(422)
    expect((await site.as(school(home!)).get(`/boi-duong/lop/${run}/sua`)).status).toBe(404)
  })

  test('a class is opened by the form, and a wrong day comes back as typed', async () => {
    const course = await make.course({ name: 'An toàn số' })
    const form = {
      _form: 'save',
      course_id: course,
      code: 'AT-01',
      from_date: '1/12/2026',
      to_date: '32/12/2026',
      mode: 'online',
      quota: '30',
    }
    const wrong = await site.as(officer()).post('/boi-duong/lop/moi', form)
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="32/12/2026"')
    const made = await site.as(officer()).post('/boi-duong/lop/moi', { ...form, to_date: '5/12/2026' })
    expect(made.status).toBe(303)
    expect((await site.as(teacher(0)).get(made.headers.get('location')!)).status).toBe(200)
    expect((await site.as(teacher(0)).get('/boi-duong/lop/moi')).status).toBe(403)
  })
})

describe('a form shown again', () => {
  test('keeps the version it was made from, for courses and classes', async () => {
    const course = await make.course({ name: 'Soạn bài giảng số' })
    const run = await make.run(course)
    for (const [table, id, path, typed] of [
      ['course', course, `/boi-duong/khoa/${course}/sua`, { name: 'x' }],
      ['course_run', run, `/boi-duong/lop/${run}/sua`, { from_date: 'mai' }],
    ] as const) {
      await rows(`update staff.${table} set version = 2 where id = $1`, [id])
      const refused = await site.as(officer()).post(path, { _form: 'save', id, version: '1', ...typed })
      expect(refused.status).toBe(422)
      expect(await refused.text()).toContain('name="version" value="1"')
    }
  })
})
