import { describe, expect, test } from 'vitest'
import { form, testAdmission } from './testing/admission.ts'

const { accept, make, school, other, programme, office, anybody, query, intake, applied, waiting } =
  await testAdmission()

async function follow(
  code: string,
  birth: string,
): Promise<{ status: number; cookie: string; page: string }> {
  const answer = await anybody().post('/tuyen-sinh/theo-doi', { _form: 'open', code, birth })
  if (answer.status !== 303) return { status: answer.status, cookie: '', page: await answer.text() }
  const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
  const page = await (await anybody().get('/tuyen-sinh/theo-doi/cua-toi', { cookie })).text()
  return { status: 200, cookie, page }
}

describe('the plan of admission', () => {
  const fields = {
    _form: 'add',
    year: '2026',
    round: 'Đợt 1',
    places: '35',
    entry: 'thpt',
    study_form: 'regular',
    opens_on: '1/11/2026',
    closes_on: '31/12/2026',
    is_published: 'true',
  }

  test('takes a round, warns that the licence does not name the occupation, and is public', async () => {
    const answer = await office().post('/tuyen-sinh/ke-hoach/moi', {
      ...fields,
      programme_id: programme.programme,
    })
    expect(answer.status).toBe(303)
    expect(await (await office().get('/tuyen-sinh/ke-hoach')).text()).toContain('không có ngành, nghề này')
    expect(await (await anybody().get('/tuyen-sinh?q=nghe')).text()).toContain('Trường truong-a')
  })

  test('refuses the same round twice, days the wrong way round, and another school’s programme', async () => {
    const again = { ...fields, programme_id: programme.programme }
    expect((await office().post('/tuyen-sinh/ke-hoach/moi', again)).status).toBe(409)
    const wrong = await office().post('/tuyen-sinh/ke-hoach/moi', {
      ...again,
      round: 'Đợt 9',
      closes_on: '1/10/2026',
    })
    expect(await wrong.text()).toContain('phải sau ngày bắt đầu')
    expect((await office(other).post('/tuyen-sinh/ke-hoach/moi', { ...again, round: 'Đợt 8' })).status).toBe(
      404,
    )
  })

  test('a round with applications cannot be removed', async () => {
    const id = await intake()
    await applied(id)
    const answer = await office().post(`/tuyen-sinh/ke-hoach/${id}`, { _form: 'remove' })
    expect(await answer.text()).toContain('đã có hồ sơ')
    const bare = await intake()
    expect((await office().post(`/tuyen-sinh/ke-hoach/${bare}`, { _form: 'remove' })).status).toBe(303)
  })
})

describe('an application without an account', () => {
  test('is sent, followed by code and birth date, and nobody else reads it', async () => {
    const code = await applied(await intake(), { 'claims[]': ['poor', 'ethnic_minority'] })
    const own = await follow(code.toLowerCase(), '05/09/2008')
    expect(own.page).toContain('Hồ sơ đang chờ trường xem')
    expect(own.page).toContain('Nguyễn thị Đoan')
    expect((await follow(code, '06/09/2008')).status).toBe(422)
    const { id } = await waiting(code)
    expect((await office(other).get(`/tuyen-sinh/ho-so/${id}`)).status).toBe(404)
    expect((await anybody().get(`/tuyen-sinh/ho-so/${id}`)).status).toBe(303)
  })

  test('keeps what was typed and names each field that is wrong', async () => {
    const id = await intake()
    const answer = await anybody().post(
      `/tuyen-sinh/${id}`,
      form({ birth: '31/2/2008', phone: '', schooling: '', agreed: '' }),
    )
    expect(answer.status).toBe(422)
    const page = await answer.text()
    for (const words of [
      'value="31/2/2008"',
      'value="Nguyễn  thị Đoan"',
      'Chọn trình độ văn hóa',
      'Cần đồng ý',
    ])
      expect(page).toContain(words)
  })

  test('of the same citizen number is refused the second time, and says where the first is', async () => {
    const id = await intake()
    await applied(id, { citizen_number: '046208001234' })
    const again = await anybody().post(
      `/tuyen-sinh/${id}`,
      form({ citizen_number: '046 208 001 234', full_name: 'Người Khác' }),
    )
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('đã có hồ sơ trong đợt')
    const stored = await query(
      `select citizen_number_sealed as s from students.application where citizen_number_end = '234'`,
    )
    expect(stored[0].s).not.toContain('046208001234')
  })

  test('is refused before the round opens and after it closed', async () => {
    for (const days of [
      { opens_on: '2026-12-01' },
      { opens_on: '2026-10-01', closes_on: '2026-11-21' },
      { is_published: false },
    ]) {
      const answer = await anybody().post(`/tuyen-sinh/${await intake(days)}`, form())
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('không nhận hồ sơ lúc này')
    }
  })

  test('a paper that is not what it says is refused', async () => {
    const file = new File(['<script>alert(1)</script>'], 'hoc-ba.pdf', { type: 'application/pdf' })
    const answer = await anybody().post(`/tuyen-sinh/${await intake()}`, form({ 'files[]': file }))
    expect([409, 422]).toContain(answer.status)
    expect(await answer.text()).toContain('value="5/9/2008"')
  })

  test('guessing codes from one address is stopped', async () => {
    const guess = () =>
      anybody().post(
        '/tuyen-sinh/theo-doi',
        { _form: 'open', code: 'TS-AAAA-2222', birth: '1/1/2008' },
        { 'x-forwarded-for': '203.0.113.9' },
      )
    for (let tries = 0; tries < 20; tries++) expect((await guess()).status).toBe(422)
    expect(await (await guess()).text()).toContain('Hãy thử lại sau')
  })
})

describe('the school answers', () => {
  test('sends it back, the applicant puts it right with the same code, and a letter goes out', async () => {
    const code = await applied(await intake(), { email: 'doan@example.com' })
    const { id, version } = await waiting(code)
    const back = await office().post(`/tuyen-sinh/ho-so/${id}`, {
      _form: 'answer',
      version: String(version),
      act: 'return',
      answer: 'Thiếu bản sao học bạ lớp 12.',
    })
    expect(back.status).toBe(303)
    const own = await follow(code, '5/9/2008')
    expect(own.page).toContain('Thiếu bản sao học bạ lớp 12.')
    const jobs = await query(
      `select count(*)::int as n from graphile_worker.jobs where task_identifier = 'students:tell-applicant'`,
    )
    expect(jobs[0].n).toBeGreaterThan(0)
    const mended = await anybody().post(
      '/tuyen-sinh/theo-doi/cua-toi',
      {
        _form: 'mend',
        version: String(version + 1),
        full_name: 'Nguyễn Thị Đoan',
        phone: '0905123457',
        schooling: 'thpt',
      },
      { cookie: own.cookie },
    )
    expect(mended.status).toBe(303)
    expect(await query('select state, phone from students.application where id = $1', [id])).toEqual([
      { state: 'submitted', phone: '0905123457' },
    ])
  })

  test('two clerks at once: the second sees that it was answered', async () => {
    const { id, version } = await waiting(await applied(await intake()))
    const answer = {
      _form: 'answer',
      version: String(version),
      act: 'reject',
      answer: 'Không đúng đối tượng.',
    }
    expect((await office().post(`/tuyen-sinh/ho-so/${id}`, answer)).status).toBe(303)
    const second = await office().post(`/tuyen-sinh/ho-so/${id}`, { ...answer, act: 'return' })
    expect(await second.text()).toContain('không còn chờ xét')
  })

  test('the applicant takes it back, and then it cannot be accepted', async () => {
    const code = await applied(await intake(), { full_name: 'Lê Rút Lui' })
    const own = await follow(code, '5/9/2008')
    const { id, version } = await waiting(code)
    const gone = await anybody().post(
      '/tuyen-sinh/theo-doi/cua-toi',
      { _form: 'withdraw', version: String(version) },
      { cookie: own.cookie },
    )
    expect(gone.status).toBe(303)
    const late = await office().post(`/tuyen-sinh/ho-so/${id}`, {
      _form: 'accept',
      version: String(version + 1),
      ...accept(),
    })
    expect(await late.text()).toContain('không còn chờ xét')
  })

  test('accepting makes person, learner, course of study, class place and policy groups in one act', async () => {
    const code = await applied(await intake(), {
      full_name: 'Hồ Thị Kăn Sâm',
      birth: '2/3/2009',
      phone: '0905999888',
      'claims[]': ['ethnic_minority'],
      citizen_number: '046309000111',
    })
    const { id, version } = await waiting(code)
    const done = await office().post(`/tuyen-sinh/ho-so/${id}`, {
      _form: 'accept',
      version: String(version),
      ...accept(),
    })
    expect(done.status, await done.clone().text()).toBe(303)
    const made = await query(
      `select p.full_name, l.code, e.state, g.code as class, d.number, f.kind, s.kind as event, a.state as application
       from students.application a join students.enrolment e on e.id = a.enrolment_id
       join people.person p on p.id = e.person_id join students.learner l on l.id = e.learner_id
       join students.class_group g on g.id = e.class_group_id
       join students.status_event s on s.enrolment_id = e.id join students.decision d on d.id = s.decision_id
       join students.policy_fact f on f.person_id = p.id where a.id = $1`,
      [id],
    )
    expect(made).toEqual([
      {
        full_name: 'Hồ Thị Kăn Sâm',
        code: expect.stringMatching(/^26\d{6}$/),
        state: 'studying',
        class: 'HAN-K26A',
        number: '125/QĐ-CĐH',
        kind: 'ethnic_minority',
        event: 'admit',
        application: 'accepted',
      },
    ])
    expect((await follow(code, '2/3/2009')).page).toContain('Đã trúng tuyển')
  })

  test('somebody who may have a record already is asked about, and that record is used', async () => {
    const known = await make.person('Phan Văn Trùng', school, { birth_date: '2008-01-02', birth_year: 2008 })
    const { id, version } = await waiting(
      await applied(await intake(), { full_name: 'Phan Văn Trùng', birth: '2/1/2008', phone: '0905111222' }),
    )
    const ask = await office().post(`/tuyen-sinh/ho-so/${id}`, {
      _form: 'accept',
      version: String(version),
      ...accept(),
    })
    expect(ask.status).toBe(422)
    expect(await ask.text()).toContain(known)
    // who was shown is logged
    expect(await query('select page from platform.look where $1 = any (subject_ids)', [known])).toEqual([
      { page: `/tuyen-sinh/ho-so/${id}` },
    ])
    const same = await office().post(`/tuyen-sinh/ho-so/${id}`, {
      _form: 'accept',
      version: String(version),
      same_person: known,
      ...accept(),
    })
    expect(same.status).toBe(303)
    expect(
      await query(
        'select person_id from students.enrolment e join students.application a on a.enrolment_id = e.id where a.id = $1',
        [id],
      ),
    ).toEqual([{ person_id: known }])
  })

  test('many at once: all or those that are clear, by one decision; codes never collide', async () => {
    const id = await intake({ places: 10 })
    const clear = []
    for (const [at, name] of ['Trần Một', 'Trần Hai', 'Trần Ba'].entries())
      clear.push(
        await waiting(
          await applied(id, { full_name: name, birth: `1${at}/4/2008`, phone: `09051000${at}1` }),
        ),
      )
    await make.person('Trần Ba', school, { birth_date: '2008-04-12', birth_year: 2008 })
    const answer = await office().post(`/tuyen-sinh/ho-so?dot=${id}`, {
      _form: 'accept',
      'applications[]': clear.map((one) => `${one.id} ${one.version}`),
      ...accept({ decision_no: '130/QĐ-CĐH' }),
    })
    expect(answer.status, await answer.clone().text()).toBe(303)
    const states = await query(
      'select state, count(*)::int as n from students.application where intake_id = $1 group by 1 order by 1',
      [id],
    )
    expect(states).toEqual([
      { state: 'accepted', n: 2 },
      { state: 'submitted', n: 1 },
    ])
    const codes = await query('select code from students.learner where institution_id = $1', [school])
    expect(new Set(codes.map((row) => row.code)).size).toBe(codes.length)
    expect(
      await query(`select count(*)::int as n from students.decision where number = '130/QĐ-CĐH'`),
    ).toEqual([{ n: 1 }])
  })

  test('another school’s class or applications are refused', async () => {
    const { id, version } = await waiting(
      await applied(await intake(), { full_name: 'Đỗ Lạc Lớp', birth: '9/9/2008', phone: '0905333444' }),
    )
    const elsewhere = await make.programme(other, [{}])
    const foreign = await make.cohort(other, elsewhere.version)
    const wrong = await office().post(`/tuyen-sinh/ho-so/${id}`, {
      _form: 'accept',
      version: String(version),
      ...accept({ cohort: foreign, class_group: '' }),
    })
    expect(wrong.status).toBe(422)
    const stranger = await office(other).post(`/tuyen-sinh/ho-so`, {
      _form: 'accept',
      'applications[]': [`${id} ${version}`],
      ...accept({ cohort: foreign, class_group: '' }),
    })
    expect(stranger.status).toBe(404)
  })
})
