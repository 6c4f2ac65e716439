import { describe, expect, test } from 'vitest'
import { form, testAdmission } from './testing/admission.ts'

const {
  accept,
  anybody,
  applied,
  classGroup,
  cohort,
  intake,
  make,
  office,
  other,
  programme,
  query,
  school,
  site,
  waiting,
} = await testAdmission()
const accepting = async (code: string, more: Record<string, string> = {}) => {
  const { id, version } = await waiting(code)
  const answer = await office().post(`/tuyen-sinh/ho-so/${id}`, {
    _form: 'accept',
    version: String(version),
    ...accept(more),
  })
  return { id, status: answer.status, html: await answer.text() }
}
/** The person has the citizen number the application names. */
const giveNumber = (code: string, person: string) =>
  query(
    `update people.person p set citizen_number_kind = a.citizen_number_kind, citizen_number_sealed = a.citizen_number_sealed,
       citizen_number_index = a.citizen_number_index, citizen_number_end = a.citizen_number_end
     from students.application a where a.code = $1 and p.id = $2`,
    [code, person],
  )
const enrolmentOf = async (application: string) =>
  (await query('select enrolment_id as id from students.application where id = $1', [application]))[0].id

describe('accepting', () => {
  test('puts who comes into a class on the rosters of its open sections', async () => {
    const term = await make.term(school)
    const section = await make.section({ institution: school, term, unit: programme.units[0]!, classGroup })
    const { id } = await accepting(
      await applied(await intake(), { full_name: 'Trần Vào Lớp', phone: '0905000111' }),
    )
    expect(
      await query(
        'select section_id, from_date, to_date from students.section_learner where enrolment_id = $1',
        [await enrolmentOf(id)],
      ),
    ).toEqual([{ section_id: section, from_date: '2026-09-07', to_date: null }])
  })

  test('writes each group claimed that is not on record, into the log too', async () => {
    const known = await make.person('Hồ Đã Biết', school, { birth_date: '2008-01-02', birth_year: 2008 })
    await make.insert('students.policy_fact', {
      person_id: known,
      institution_id: school,
      kind: 'poor',
      from_date: '2026-01-01',
      evidence: 'x',
    })
    const code = await applied(await intake(), {
      full_name: 'Hồ Đã Biết',
      birth: '2/1/2008',
      phone: '0905000222',
      'claims[]': ['poor', 'ethnic_minority', 'discharged'],
    })
    expect((await accepting(code, { same_person: known })).status).toBe(303)
    expect(
      await query('select kind from students.policy_fact where person_id = $1 order by kind', [known]),
    ).toEqual([{ kind: 'discharged' }, { kind: 'ethnic_minority' }, { kind: 'poor' }])
    const logged = await query(
      `select c.after ->> 'kind' as kind from platform.audit_change c where c.subject = 'students.policy_fact' and c.after ->> 'person_id' = $1`,
      [known],
    )
    expect(logged.map((row) => row.kind).toSorted()).toEqual(['discharged', 'ethnic_minority'])
  })

  test('a discharged soldier is no nominated learner: the form words groups as the record does', async () => {
    const page = await (await anybody().get(`/tuyen-sinh/${await intake()}`)).text()
    for (const words of ['Bộ đội, công an xuất ngũ', 'Cử tuyển']) expect(page).toContain(words)
  })

  test('who is in the cohort already is said at the field, and stays waiting among many', async () => {
    const birth = { birth_date: '2008-03-04', birth_year: 2008 }
    const { person } = await make.learner({ institution: school, cohort, classGroup }, 'Lê Đã Vào', {
      person: birth,
    })
    const round = await intake()
    const code = await applied(round, {
      full_name: 'Lê Đã Vào',
      birth: '4/3/2008',
      phone: '0905000333',
      citizen_number: '046208000333',
    })
    await giveNumber(code, person)
    const again = await accepting(code, { same_person: person })
    expect(again.status).toBe(422)
    expect(again.html).toContain('đã có trong khóa')
    const clear = await waiting(
      await applied(round, { full_name: 'Lê Rõ Ràng', birth: '5/3/2008', phone: '0905000334' }),
    )
    const both = [await waiting(code), clear]
    const many = await office().post(`/tuyen-sinh/ho-so?dot=${round}`, {
      _form: 'accept',
      'applications[]': both.map((one) => `${one.id} ${one.version}`),
      ...accept(),
    })
    expect(many.status).toBe(303)
    expect(
      await query(
        'select state, count(*)::int as n from students.application where intake_id = $1 group by 1 order by 1',
        [round],
      ),
    ).toEqual([
      { state: 'accepted', n: 1 },
      { state: 'submitted', n: 1 },
    ])
  })

  test('a number that is somebody else’s is said so, and put right by the office', async () => {
    const { version } = await make.programme(school, [{}])
    const elsewhere = await make.cohort(school, version)
    const stranger = await make.learner({ institution: school, cohort: elsewhere }, 'Phạm Người Lạ')
    const code = await applied(await intake(), {
      full_name: 'Vũ Gõ Nhầm',
      phone: '0905000444',
      citizen_number: '046208000444',
    })
    await giveNumber(code, stranger.person)
    const refused = await accepting(code)
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Hãy ghi lại số trên giấy tờ')
    expect(refused.html).not.toContain('Phạm Người Lạ')
    const done = await accepting(code, { citizen_number: '046208000445' })
    expect(done.status, done.html).toBe(303)
    expect(
      await query(
        `select p.full_name, p.citizen_number_end as person, a.citizen_number_end as application from students.application a
         join students.enrolment e on e.id = a.enrolment_id join people.person p on p.id = e.person_id where a.id = $1`,
        [done.id],
      ),
    ).toEqual([{ full_name: 'Vũ Gõ Nhầm', person: '445', application: '445' }])
  })

  test('takes nobody into a cohort of another programme, nor before it begins', async () => {
    const { version } = await make.programme(school, [{}])
    const cooks = await make.cohort(school, version)
    const code = await applied(await intake(), { full_name: 'Đỗ Sai Nghề', phone: '0905000555' })
    const wrong = await accepting(code, { cohort: cooks, class_group: '' })
    expect(wrong.html).toContain('không học chương trình mà hồ sơ đăng ký')
    const early = await accepting(code, { from_date: '7/9/1925' })
    expect(early.html).toContain('nằm trong thời gian của khóa')
  })
})

describe('an application', () => {
  test('of somebody who works at another school is one of the public', async () => {
    const clerk = site.as(site.actor('academic-office', { kind: 'institution', id: other }))
    const sent = await clerk.post(
      `/tuyen-sinh/${await intake()}`,
      form({ full_name: 'Con Cô Giáo', phone: '0905000666' }),
    )
    expect(sent.status).toBe(303)
    expect(await query(`select source from students.application where full_name = 'Con Cô Giáo'`)).toEqual([
      { source: 'public' },
    ])
  })

  test('shows its papers only to those who may read what they prove', async () => {
    const file = new File([Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n')], 'ho-ngheo.pdf', {
      type: 'application/pdf',
    })
    const { id } = await waiting(await applied(await intake(), { 'files[]': file, phone: '0905000777' }))
    const paper = `/tuyen-sinh/ho-so/${id}/tep/0`
    const inspector = site.as(site.actor('inspector'))
    expect(await (await inspector.get(`/tuyen-sinh/ho-so/${id}`)).text()).not.toContain('ho-ngheo.pdf')
    expect([403, 404]).toContain((await inspector.get(paper)).status)
    expect(await (await office().get(`/tuyen-sinh/ho-so/${id}`)).text()).toContain('ho-ngheo.pdf')
    expect((await office().get(paper)).status).toBe(200)
  })

  test('looked at again once the citizen has applied anew is refused in words', async () => {
    const round = await intake()
    const number = { citizen_number: '046208000888', phone: '0905000888' }
    const { id, version } = await waiting(await applied(round, number))
    const answer = (seen: number, act: string) =>
      office().post(`/tuyen-sinh/ho-so/${id}`, {
        _form: 'answer',
        version: String(seen),
        act,
        answer: 'Không đúng đối tượng.',
      })
    await answer(version, 'reject')
    await applied(round, number)
    const again = await answer(version + 1, 'reconsider')
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('đã có hồ sơ trong đợt')
  })

  test('put right leaves what is sensitive out of the log, and keeps the name that was there', async () => {
    const code = await applied(await intake(), { full_name: 'Ngô Tên Cũ', phone: '0905000999' })
    const { id, version } = await waiting(code)
    await office().post(`/tuyen-sinh/ho-so/${id}`, {
      _form: 'answer',
      version: String(version),
      act: 'return',
      answer: 'Ghi lại tên.',
    })
    const opened = await anybody().post('/tuyen-sinh/theo-doi', { _form: 'open', code, birth: '5/9/2008' })
    const cookie = opened.headers.get('set-cookie')!.split(';')[0]!
    const sent = await anybody().post(
      '/tuyen-sinh/theo-doi/cua-toi',
      {
        _form: 'mend',
        version: String(version + 1),
        full_name: 'Ngô Tên Mới',
        phone: '0905000999',
        schooling: 'thpt',
        'claims[]': ['poor'],
        note: 'Nhà khó khăn',
      },
      { cookie },
    )
    expect(sent.status).toBe(303)
    const [logged] = await query(
      `select c.before, c.after from platform.audit_change c where c.subject_id = $1 and c.after ->> 'state' = 'submitted'`,
      [id],
    )
    expect(logged).toEqual({
      before: { state: 'returned', full_name: 'Ngô Tên Cũ' },
      after: { state: 'submitted', full_name: 'Ngô Tên Mới', changed: ['full_name', 'note', 'claims'] },
    })
  })
})

describe('a round', () => {
  const fields = {
    _form: 'save',
    year: '2026',
    round: 'Đợt giữ',
    places: '40',
    entry: 'thpt',
    opens_on: '1/11/2026',
    closes_on: '31/12/2026',
  }

  test('somebody applied to keeps its programme, also when its version is retired', async () => {
    const old = await make.programme(school, [{}])
    const id = await intake({ programme_id: old.programme, round: 'Đợt giữ' })
    await applied(id, { phone: '0905001111' })
    await query(
      `update curricula.programme_version set state = 'retired', active_to = '2026-11-01' where id = $1`,
      [old.version],
    )
    const page = await (await office().get(`/tuyen-sinh/ke-hoach/${id}`)).text()
    expect(page).toContain(`value="${old.programme}" selected`)
    const moved = await office().post(`/tuyen-sinh/ke-hoach/${id}`, {
      ...fields,
      version: '1',
      programme_id: programme.programme,
    })
    expect(await moved.text()).toContain('đã có hồ sơ nên không đổi được chương trình')
    const more = await office().post(`/tuyen-sinh/ke-hoach/${id}`, {
      ...fields,
      version: '1',
      programme_id: old.programme,
    })
    expect(more.status).toBe(303)
  })

  test('named as another of its programme and year is refused in words', async () => {
    await intake({ round: 'Đợt có sẵn' })
    const id = await intake()
    const answer = await office().post(`/tuyen-sinh/ke-hoach/${id}`, {
      ...fields,
      version: '1',
      programme_id: programme.programme,
      round: 'Đợt có sẵn',
    })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('đã có trong kế hoạch')
  })

  test('stands against the licence of its year with all programmes of its occupation', async () => {
    const { code } = (await query('select code from institutions.occupation order by code limit 1'))[0]
    const item = {
      institution_id: school,
      occupation_code: code,
      occupation_name: 'Hàn',
      level: 'trung_cap',
      source: 'test',
    }
    await make.insert('institutions.licence_item', { ...item, quota: 30, to_date: '2026-12-31' })
    await make.insert('institutions.licence_item', { ...item, quota: 90, from_date: '2027-01-01' })
    const own = { programme: { occupation_code: code } }
    const [day, evening] = [await make.programme(school, [{}], own), await make.programme(school, [{}], own)]
    const id = await intake({ programme_id: day.programme, places: 20 })
    await intake({ programme_id: evening.programme, places: 20 })
    const next = await intake({ programme_id: day.programme, places: 60, year: 2027 })
    const page = async (of: string) => (await office().get(`/tuyen-sinh/ke-hoach/${of}`)).text()
    expect(await page(id)).toContain('Vượt quy mô được cấp: kế hoạch 40, giấy chứng nhận 30')
    expect(await page(next)).not.toContain('Vượt quy mô')
  })
})
