import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { stopDocuments } from '#platform/documents/index.ts'
import { finishedCohort, type FinishedCohort, type TestLearner } from '../graduation/testing/cohort.ts'

let here: FinishedCohort
let year: string
let credit: { cohort: string; terms: string[] }
const people: Record<string, TestLearner> = {}

/** A term of the school. */
const term = (name: string, from_date: string, to_date: string, more = {}) =>
  here.make.term(here.home, { name, from_date, to_date, school_year: 2025, ...more })

beforeAll(async () => {
  here = await finishedCohort()
  year = await term('HK1 25', '2025-09-08', '2026-01-18')
  const second = await term('HK2 25', '2026-02-02', '2026-06-14')
  const summer = await term('Hè 25', '2026-07-01', '2026-08-01', { kind: 'supplementary' })
  for (const [name, grades] of Object.entries({
    An: ['8.0', '7.0'],
    Bình: ['4.9', '4.9'],
    Chi: ['3.9', '3.9'],
    Dũng: ['3.9', '3.9'],
    Em: ['3.9', '3.9'],
    Gấm: [],
  })) {
    const one = await here.learner(`Nguyễn ${name}`)
    people[name] = one
    for (const [unit, grade] of grades.entries())
      await here.result(one, unit, grade, { term_id: unit === 0 ? year : second })
  }
  const disabled = (one: TestLearner, verified_on: string | null) =>
    here.make.insert('students.policy_fact', {
      person_id: one.person,
      institution_id: here.home,
      kind: 'disability',
      from_date: '2024-01-01',
      evidence: 'Giấy xác nhận',
      verified_on,
      verified_by: verified_on && 'test',
    })
  await disabled(people.Dũng!, '2025-01-01')
  await disabled(people.Em!, null)
  const cohort = await here.make.cohort(here.home, here.version, {
    name: 'T25',
    mode: 'credit',
    from_date: '2025-09-08',
    planned_to_date: '2027-08-31',
  })
  credit = { cohort, terms: [year, second, summer] }
})
afterAll(stopDocuments)

const path = (more = '') => `/xet-tien-do/khoa/${here.cohort}?ky=2025${more}`

describe('after a year in year mode', () => {
  test('who goes on, who is adjusted, who falls under dismissal, each with sentence and reckoning', async () => {
    const page = await here.text(path())
    for (const said of [
      'Điểm trung bình năm 4,9, dưới 5,0: điều chỉnh tiến độ học.',
      'Điểm trung bình năm 3,9, dưới 4,0: buộc thôi học.',
      'Điểm trung bình chung = (8,0×3 + 7,0×3) : 6 tín chỉ = 7,5.',
      'Còn nợ MH01 Điện cơ bản.',
      'không tự thay đổi hồ sơ của ai',
    ])
      expect(page).toContain(said)
    expect(page).toContain(
      `/hoc-sinh/${people.Chi!.learner}/thay-doi/buoc-thoi-hoc?qua-trinh=${people.Chi!.enrolment}`,
    )
    const only = await here.text(path('&xem=dismiss'))
    expect(only).toContain('Nguyễn Chi')
    expect(only).not.toContain('Nguyễn Bình')
    const none = await here.text(path('&xem=unknown'))
    expect(none).toContain('Nguyễn Gấm')
  })

  test('a confirmed disability spares the dismissal, a claimed one does not; the page does not tell of it', async () => {
    const adjusted = await here.text(path('&xem=adjust'))
    expect(adjusted).toContain('Nguyễn Dũng')
    expect(adjusted).toContain('trường hợp riêng của quy chế')
    expect(adjusted).not.toContain('khuyết tật')
    expect(await here.text(path('&xem=dismiss'))).toContain('Nguyễn Em')
  })

  test('no terms, no review; a year that is not over is provisional', async () => {
    await here.make.term(here.home, {
      name: 'HK1 26',
      school_year: 2026,
      from_date: '2026-09-07',
      to_date: '2027-01-17',
    })
    expect(await here.text(`/xet-tien-do/khoa/${here.cohort}?ky=2026`)).toContain('tạm tính')
    expect(await here.text(path())).not.toContain('tạm tính')
  })

  test('the class alone is shown when it is chosen', async () => {
    const other = await here.make.classGroup(here.home, here.cohort, 'K24B')
    expect(await here.text(path(`&lop=${here.group}`))).toContain('Nguyễn An')
    expect(await here.text(path(`&lop=${other}`))).not.toContain('Nguyễn An')
  })

  test('goes out as a sheet, a CSV and a list to be signed, for the school alone', async () => {
    const file = (ending: string) =>
      `/xet-tien-do/khoa/${here.cohort}/danh-sach.${ending}?ky=2025&xem=dismiss`
    const csv = await here.text(file('csv'))
    expect(csv).toContain('Nguyễn Chi')
    expect(csv).toContain('Thuộc diện buộc thôi học')
    expect(csv).not.toContain('Nguyễn An')
    expect((await here.site.as(here.office).get(file('xlsx'))).status).toBe(200)
    const pdf = await here.site.as(here.office).get(file('pdf'))
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    const stranger = here.at('academic-office', here.away)
    for (const address of [path(), file('pdf'), file('csv'), file('xlsx')])
      expect((await here.site.as(stranger).get(address)).status).toBe(404)
  })

  test('dismissal is a decision of its own, after which the learner is no longer in the review', async () => {
    const one = people.Chi!
    const act = `/hoc-sinh/${one.learner}/thay-doi/buoc-thoi-hoc`
    const answer = await here.post(act, {
      _form: 'change',
      change: 'dismiss',
      'enrolments[]': `${one.enrolment} 1`,
      on_date: '20/11/2026',
      reason: 'Điểm trung bình năm 3,9',
      decision_no: '21/QĐ-BTH',
      decision_date: '20/11/2026',
    })
    expect(answer.status).toBe(303)
    expect(await here.text(path('&xem=dismiss'))).not.toContain('Nguyễn Chi')
  })
})

describe('the learner', () => {
  test('reads the same on the own page, and the office on the record; nobody else does', async () => {
    const self = here.site.actor('learner', { kind: 'self', id: '' }, people.Bình!.person)
    for (const address of ['/hoc-tap', '/hoc-tap/tien-do']) {
      const page = await here.text(address, self)
      expect(page).toContain('Điểm trung bình năm 4,9, dưới 5,0: điều chỉnh tiến độ học.')
      expect(page).not.toContain('Nguyễn An')
    }
    expect(await here.text(`/hoc-sinh/${people.Bình!.learner}/tien-do`)).toContain('Điều chỉnh tiến độ')
    expect((await here.site.as(self).get(`/hoc-sinh/${people.An!.learner}/tien-do`)).status).toBeGreaterThan(
      400,
    )
  })
})

describe('a guardian', () => {
  test('reads the same by the link of their own', async () => {
    const path = `/hoc-sinh/${people.Bình!.learner}/phu-huynh`
    await here.rows(`update people.person set birth_date = '2010-05-20' where id = $1`, [people.Bình!.person])
    const given = await here.post(path, {
      _form: 'give',
      guardian_name: 'Nguyễn Văn Cha',
      relation: 'father',
    })
    expect(given.status).toBe(303)
    const shown = await here.text(given.headers.get('location')!)
    const secret = /\/phu-huynh\/([\w-]{40,})/.exec(shown)?.[1] ?? ''
    const page = await here.text(`/phu-huynh/${secret}`, publicActor)
    expect(page).toContain('Tiến độ học tập')
    expect(page).toContain('Điểm trung bình năm 4,9, dưới 5,0: điều chỉnh tiến độ học.')
  })
})

describe('after a term in credit mode', () => {
  let one: TestLearner
  const at = (key: string) => here.text(`/xet-tien-do/khoa/${credit.cohort}?ky=${key}`)
  beforeAll(async () => {
    one = await here.make.learner({ institution: here.home, cohort: credit.cohort }, 'Lê Cảnh', {
      enrolment: { from_date: '2025-09-08' },
    })
    const letter = (value: string, is_passed: boolean) => ({ letter: value, is_passed })
    await here.result(one, 0, '3.0', { term_id: credit.terms[0], ...letter('F', false) })
    await here.result(one, 1, '5.0', { term_id: credit.terms[1], ...letter('D', true) })
    // learned again in the summer, which belongs to the second term
    await here.result(one, 0, '8.0', {
      term_id: credit.terms[2],
      attempt: 'relearn',
      posted_at: '2026-08-05',
      ...letter('B', true),
    })
  })

  test('a failed half warns; what is relearned in the supplementary term counts for the term before it', async () => {
    const first = await at(credit.terms[0]!)
    expect(first).toContain('Không đạt 100 % khối lượng đã đăng ký, vượt 50 %: cảnh báo kết quả học tập.')
    expect(first).toContain('Điểm trung bình học kỳ 0,00, dưới 1,20')
    const second = await at(credit.terms[1]!)
    expect(second).toContain('HK2 25 + Hè 25')
    expect(second).toContain('= 2,00')
    expect(second).not.toContain('cảnh báo kết quả học tập.')
    // the debt of the first term is paid
    expect(first).not.toContain('Còn nợ')
  })

  test('the page of results tells the same warning', async () => {
    const page = await here.text(`/hoc-sinh/${one.learner}/ket-qua`)
    expect(page).toContain('Điểm trung bình học kỳ 0,00, dưới 1,20')
    expect(page).toContain('HK2 25 + Hè 25')
  })
})
