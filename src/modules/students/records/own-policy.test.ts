import { beforeAll, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { shippedPolicies } from '../grading/policies.ts'
import { makeOwnPolicy, ownFields, valueAt } from './own-policy.ts'
import { policySentences } from './policy-sentences.ts'
import { makeSchool } from './testing.ts'

let site: TestApp
let school: Awaited<ReturnType<typeof makeSchool>>
beforeAll(async () => {
  site = await testApp()
  school = await makeSchool(site, 'hue')
})

const base = shippedPolicies[0]!
const numbers = {
  'tests.min_regular': 2,
  'tests.min_periodic': 1,
  'sittings.max_retakes': 1,
  'sittings.improvement_sittings': 1,
  'progress.registration.withdraw_until_week.main': 3,
  'progress.registration.withdraw_until_week.supplementary': 1,
  'graduation.year.exam_marking.third_from': '1.0',
}

test('a copy changes its own numbers, names where they come from, and nothing else', () => {
  const own = makeOwnPolicy(base, {
    code: 'X',
    name: 'Quy chế X',
    from_date: '2027-01-01',
    document: 'QĐ 1',
    numbers,
  })
  expect(valueAt(own, 'tests.min_regular')).toBe(2)
  expect(valueAt(own, 'sittings.max_retakes')).toBe(1)
  expect(valueAt(own, 'progress.credit.max_warnings')).toBeNull()
  expect(own.graduation).toEqual(base.graduation)
  expect(own.basis.find((one) => one.field === 'tests.min_regular')).toMatchObject({
    certainty: 'S',
    article: null,
  })
  for (const { path } of ownFields) expect(valueAt(base, path)).not.toBeUndefined()
})

test('a copy of what the law ends, ends with it', () => {
  const own = { code: 'X', name: 'Quy chế X', from_date: '2027-01-01', document: 'QĐ 1', numbers }
  expect(makeOwnPolicy({ ...base, to_date: '2027-06-30' }, own).to_date).toBe('2027-06-30')
})

test.each(['vi', 'en'] as const)('every number has a sentence with words and a basis (%s)', (lang) => {
  const sentences = policySentences(base, site.app.catalog(lang))
  expect(
    sentences.filter(
      ({ sentence }) => sentence.startsWith('students.policy') || /[{}]|undefined|null/.test(sentence),
    ),
  ).toEqual([])
  expect(sentences.length).toBeGreaterThan(90)
})

test('a school makes its own policy from a day on; cohorts from then on follow it, others keep theirs', async () => {
  const policy = await school.make.policy()
  const send = async (more: Record<string, string> = {}, actor = school.manager) => {
    const answer = await site.as(actor).post(`/quy-che-diem/${policy}/ban-rieng`, {
      _form: 'save',
      institution: school.institution,
      name: 'Quy chế của trường',
      decision_no: 'QĐ 45/QĐ-CĐ',
      from_date: '01/01/2027',
      ...Object.fromEntries(
        Object.entries(numbers).map(([path, value]) => [path.replaceAll('.', '_'), String(value)]),
      ),
      ...more,
    })
    return { status: answer.status, to: answer.headers.get('location') ?? '', html: await answer.text() }
  }
  expect((await send({ from_date: '01/01/2026' })).html).toContain('từ hôm nay trở đi')
  expect((await send({ tests_min_regular: '0' })).html).toContain('Ghi số từ 1 trở lên')
  expect((await send({ tests_min_regular: '29' })).html).toContain('Bảng điểm có nhiều nhất 30 cột')
  expect((await send({}, school.office)).status).toBe(403)
  const made = await send()
  expect(made.status).toBe(303)
  expect((await send()).html).toContain('bắt đầu ngày này')
  const page = await (await site.as(school.office).get(made.to)).text()
  expect(page).toContain('Ít nhất 2 điểm kiểm tra thường xuyên.')
  const cohort = async (name: string, day: string) => {
    await site.as(school.office).post('/khoa/moi', {
      _form: 'save',
      institution: school.institution,
      programme_version: school.version,
      name,
      from_date: day,
      study_form: 'regular',
    })
    const found = await site.app.database.owner.query(
      'select g.institution_id from students.cohort c join students.grading_policy g on g.id = c.grading_policy_id where c.name = $1',
      [name],
    )
    return found.rows[0]?.institution_id
  }
  expect(await cohort('Trước', '31/12/2026')).toBeNull()
  expect(await cohort('Sau', '01/01/2027')).toBe(school.institution)
  const end = (day: string, actor = school.manager) =>
    site.as(actor).post(made.to, { _form: 'end', to_date: day })
  expect((await end('01/03/2027', school.office)).status).toBe(403)
  expect((await end('01/01/2026')).status).toBe(422)
  expect((await end('01/03/2027')).status).toBe(303)
  expect(await cohort('Cuối', '01/03/2027')).toBe(school.institution)
  expect(await cohort('Hết', '02/03/2027')).toBeNull()
  const list = await (await site.as(site.actor('department-officer')).get('/quy-che-diem')).text()
  expect(list).toContain('Quy chế của trường')
})

test('the department notes that it compared a national policy with its text', async () => {
  const policy = await school.make.policy()
  const officer = site.actor('department-officer')
  expect((await site.as(officer).post(`/quy-che-diem/${policy}`, { _form: 'verify' })).status).toBe(303)
  const page = await (await site.as(officer).get(`/quy-che-diem/${policy}`)).text()
  expect(page).toContain('Đã đối chiếu')
  const rows = page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
  expect(rows).toMatch(/Mỗi bài thi ít nhất 2 người chấm\. không tự kiểm tra/)
  expect(rows).not.toMatch(/Mỗi môn thi tốt nghiệp đạt từ 5,0\. không tự kiểm tra/)
  expect((await site.as(school.manager).post(`/quy-che-diem/${policy}`, { _form: 'verify' })).status).toBe(
    403,
  )
})
