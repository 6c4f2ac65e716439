import { buffer } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import type { Actor } from '#platform/access.ts'
import { defaultLimits, openArchive } from '#platform/sheets/index.ts'
import { makeSecret } from '../records/guardian.ts'
import { makeSchool } from '../records/testing.ts'

let site: TestApp
let school: Awaited<ReturnType<typeof makeSchool>>
let other: Awaited<ReturnType<typeof makeSchool>>
let an: Awaited<ReturnType<typeof school.learner>>
let binh: Awaited<ReturnType<typeof school.learner>>

const paper = (name = 'khai-sinh.pdf') =>
  new File([Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n')], name, { type: 'application/pdf' })
const self = ({ person }: { person: string }): Actor =>
  site.actor('learner', { kind: 'self', id: person }, person)
const rows = async (text: string, values: unknown[] = []) =>
  (await site.app.database.owner.query(text, values)).rows
const get = (path: string, actor: Actor) => site.as(actor).get(path)
const text = async (path: string, actor: Actor) => (await get(path, actor)).text()
const post = async (path: string, form: Record<string, string | Blob | string[]>, actor: Actor) => {
  const answer = await site.as(actor).post(path, form)
  const html = await answer.text()
  return { status: answer.status, to: answer.headers.get('location') ?? '', html }
}

beforeAll(async () => {
  site = await testApp()
  school = await makeSchool(site, 'hue')
  other = await makeSchool(site, 'khac')
  an = await school.learner('Nguyễn Văn An', {
    person: { birth_date: '2010-02-03', sex: 'male', phone: '0905123456' },
  })
  binh = await school.learner('Hồ Thị Bình')
})

describe('recognition a learner asks for', () => {
  const path = '/hoc-tap/de-nghi/cong-nhan'
  const ask = (more: Record<string, string | Blob> = {}, actor = self(an)) =>
    post(
      path,
      {
        _form: 'ask',
        enrolment: an.enrolment,
        unit: school.units[0]!,
        basis: 'other_school',
        scope: 'full',
        grade: '8,0',
        file: paper(),
        ...more,
      },
      actor,
    )

  test('needs a unit of the programme and a proof; nothing typed is lost', async () => {
    const bare = await ask({ file: '', evidence: '', grade: '7,5' })
    expect(bare.status).toBe(422)
    expect(bare.html).toContain('value="7,5"')
    expect((await ask({ unit: other.units[0]! })).html).toContain('Chọn môn học, mô đun của chương trình')
    expect((await ask({}, self(binh))).status).toBe(404)
    expect(await rows('select from students.recognition')).toHaveLength(0)
  })

  test('reaches the school, which decides with a decision number; the learner follows it', async () => {
    expect((await ask()).to).toMatch(/^\/hoc-tap\/de-nghi/)
    expect((await ask()).html).toContain('Đã có kết quả đạt hoặc đề nghị')
    const [asked] = await rows('select id, version from students.recognition')
    expect(await text('/hoc-tap/de-nghi', self(an))).toContain('Đang chờ')
    const proof = await get(`/hoc-tap/de-nghi/cong-nhan/${asked.id}/tep`, self(an))
    expect(proof.headers.get('content-type')).toContain('application/pdf')
    expect((await get(`/hoc-tap/de-nghi/cong-nhan/${asked.id}/tep`, self(binh))).status).toBe(404)
    expect(await text('/cong-nhan', school.manager)).toContain('Nguyễn Văn An')
    await post(
      `/cong-nhan/${asked.id}`,
      {
        _form: 'decide',
        version: String(asked.version),
        verdict: 'granted',
        decision_no: '12/QĐ-CN',
        decision_date: '20/11/2026',
      },
      school.manager,
    )
    const list = await text('/hoc-tap/de-nghi', self(an))
    expect(list).toContain('Đã công nhận')
    expect(list).toContain('12/QĐ-CN')
    expect(list).toMatch(/href="\/ket-qua\//)
    expect(await text('/hoc-tap/de-nghi', self(binh))).toContain('Bạn chưa đề nghị việc gì')
  })

  test('is not for who has left', async () => {
    const left = await school.learner('Lê Văn Thôi', {
      enrolment: { state: 'withdrawn', to_date: '2026-10-01' },
    })
    expect(await text(path, self(left))).toContain('Chỉ gửi được khi bạn đang theo học')
    const answer = await post(
      path,
      { _form: 'ask', enrolment: left.enrolment, unit: school.units[0]!, basis: 'other', file: paper() },
      self(left),
    )
    expect(answer.html).toContain('Chỉ gửi được khi bạn đang theo học')
  })
})

describe('facts a learner asks to have mended', () => {
  const path = '/hoc-tap/de-nghi/du-lieu'
  const same = { full_name: 'Nguyễn Văn An', birth: '03/02/2010', sex: 'male', phone: '0905123456' }
  const ask = (more: Record<string, string | Blob> = {}, actor = self(an)) =>
    post(path, { _form: 'ask', learner: an.learner, ...same, ...more }, actor)
  const latest = async () =>
    (
      await rows(
        'select id, version, state, fields, proposed from students.data_request order by (decided_at is null and version = 1) desc, asked_at desc limit 1',
      )
    )[0]
  const decide = (
    one: { id: string; version: number },
    more: Record<string, string>,
    actor = school.office,
  ) => post(`/de-nghi-du-lieu/${one.id}`, { _form: 'decide', version: String(one.version), ...more }, actor)

  test('show as they are; what does not differ is no request, and a fact of a paper needs the paper', async () => {
    const form = await text(path, self(an))
    expect(form).toContain('value="Nguyễn Văn An"')
    expect((await ask()).html).toContain('Chưa có gì khác với dữ liệu đang ghi')
    const bare = await ask({ full_name: 'Nguyễn Văn Ân' })
    expect(bare.status).toBe(422)
    expect(bare.html).toContain('Gửi ảnh giấy tờ chứng minh')
    expect(bare.html).toContain('value="Nguyễn Văn Ân"')
    expect((await ask({ birth: 'hôm nọ', 'files[]': paper() })).status).toBe(422)
    expect((await ask({ full_name: 'Khác', 'files[]': paper() }, self(binh))).status).toBe(404)
    expect(await latest()).toBeUndefined()
  })

  test('wait sealed until somebody of the school compares old and new; then the record changes', async () => {
    const sent = await ask({ full_name: 'Nguyễn Văn Ân', citizen_number: '046210001234', 'files[]': paper() })
    expect(sent.status).toBe(303)
    const one = await latest()
    expect(one).toMatchObject({ state: 'open', fields: ['full_name', 'citizen_number'] })
    expect(one.proposed).not.toContain('Ân')
    expect((await ask({ phone: '0905999888' })).html).toContain('Bạn có một đề nghị sửa dữ liệu đang chờ')
    expect(await text('/', school.office)).toContain('1 đề nghị sửa dữ liệu của người học đang chờ')
    expect(await text('/de-nghi-du-lieu', school.office)).toContain('họ và tên, số định danh')
    expect(await text('/de-nghi-du-lieu', other.office)).not.toContain('Nguyễn Văn An')
    const page = await text(`/de-nghi-du-lieu/${one.id}`, school.office)
    for (const words of ['Nguyễn Văn An', 'Nguyễn Văn Ân', '*********234', 'khai-sinh.pdf'])
      expect(page).toContain(words)
    expect((await get(`/de-nghi-du-lieu/${one.id}`, other.office)).status).toBe(404)
    const detail = `/de-nghi-du-lieu/${one.id}`
    expect(page).not.toContain('046210001234')
    const revealed = await post(detail, { _form: 'reveal', reason: 'Đối chiếu căn cước' }, school.office)
    expect(await text(revealed.to, school.office)).toContain('046210001234')
    expect(await text(revealed.to, school.office)).not.toContain('046210001234')
    expect(
      await rows(`select reason from platform.look where page = $1 and reason is not null`, [detail]),
    ).toEqual([{ reason: 'Đối chiếu căn cước' }])
    expect((await get(`/de-nghi-du-lieu/${one.id}/tep/0`, school.office)).status).toBe(200)
    expect((await get(`/de-nghi-du-lieu/${one.id}/tep/0`, other.office)).status).toBe(404)
    expect((await get(`${path}/${one.id}/tep/0`, self(binh))).status).toBe(404)
    expect((await decide(one, { verdict: 'refused' })).html).toContain('Ghi lý do không đồng ý')
    const ownOffice = site.actor(
      'academic-office',
      { kind: 'institution', id: school.institution },
      an.person,
    )
    expect((await decide(one, { verdict: 'accepted' }, ownOffice)).html).toContain('Không ai tự duyệt')
    expect((await decide(one, { verdict: 'accepted' })).status).toBe(303)
    const [person] = await rows(
      'select full_name, citizen_number_end, phone, birth_date from people.person where id = $1',
      [an.person],
    )
    expect(person).toMatchObject({
      full_name: 'Nguyễn Văn Ân',
      phone: '0905123456',
      birth_date: '2010-02-03',
    })
    expect(person.citizen_number_end).toBe('234')
    expect(await text('/hoc-tap/de-nghi', self(an))).toContain('Đã đồng ý')
    expect((await decide(one, { verdict: 'accepted' })).html).toContain('không còn chờ quyết định')
    await rows('update people.person set full_name = $2 where id = $1', [an.person, 'Nguyễn Văn An'])
  })

  test('a number that is somebody else’s is refused in words, and nothing is half done', async () => {
    await post(
      path,
      {
        _form: 'ask',
        learner: binh.learner,
        citizen_number: '046210001234',
        address: '12 Lê Lợi',
        'files[]': paper(),
      },
      self(binh),
    )
    const one = await latest()
    const answer = await decide(one, { verdict: 'accepted' })
    expect(answer.status).toBe(422)
    expect((await latest()).state).toBe('open')
    expect((await decide(one, { verdict: 'refused', answer: 'Số này đã có người khác' })).status).toBe(303)
    expect(await text(`${path}/${one.id}`, self(binh))).toContain('Số này đã có người khác')
    expect(
      (await rows('select address from students.learner where id = $1', [binh.learner]))[0].address,
    ).toBeNull()
  })

  test('how to reach them needs no paper; the learner may take the request back', async () => {
    expect((await ask({ address: '12 Lê Lợi', phone: '0905999888' })).status).toBe(303)
    const one = await latest()
    expect(
      (await post(`${path}/${one.id}`, { _form: 'withdraw', version: String(one.version) }, self(binh)))
        .status,
    ).toBe(404)
    expect(
      (await post(`${path}/${one.id}`, { _form: 'withdraw', version: String(one.version) }, self(an))).status,
    ).toBe(303)
    expect((await ask({ address: '12 Lê Lợi', phone: '0905999888' })).status).toBe(303)
    expect((await decide(await latest(), { verdict: 'accepted' })).status).toBe(303)
    const [learner] = await rows(
      'select l.address, p.phone from students.learner l join people.person p on p.id = l.person_id where l.id = $1',
      [an.learner],
    )
    expect(learner).toEqual({ address: '12 Lê Lợi', phone: '0905999888' })
  })

  test('a guardian reads along which requests there are, and is offered no act', async () => {
    const { token, hash } = makeSecret()
    await school.make.insert('students.guardian_link', {
      learner_id: an.learner,
      person_id: an.person,
      institution_id: school.institution,
      guardian_name: 'Nguyễn Văn Cha',
      relation: 'father',
      token_hash: hash,
      from_date: '2026-01-01',
      to_date: '2027-12-31',
    })
    const page = await text(`/phu-huynh/${token}`, self(binh))
    expect(page).toContain('Sửa dữ liệu cá nhân')
    expect(page).not.toContain('/hoc-tap/de-nghi')
    expect(page).not.toContain('0905999888')
  })
})

describe('papers and data of one’s own', () => {
  test('the start page leads to them', async () => {
    const start = await text('/hoc-tap', self(an))
    expect(start).toContain('href="/hoc-tap/giay-to"')
    expect(await text('/hoc-tap/giay-to', self(an))).toContain(
      `/hoc-tap/${an.enrolment}/bang-diem.pdf?ngon-ngu=en`,
    )
  })

  test.each(['bang-diem.pdf', 'bang-diem.pdf?ngon-ngu=en', 'giay-chung-nhan.pdf'])(
    '%s is a PDF for the learner alone',
    async (file) => {
      const answer = await get(`/hoc-tap/${an.enrolment}/${file}`, self(an))
      expect(answer.status).toBe(200)
      expect(
        Buffer.from(await answer.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
      expect((await get(`/hoc-tap/${an.enrolment}/${file}`, self(binh))).status).toBe(404)
      expect((await get(`/hoc-tap/${an.enrolment}/${file}`, school.office)).status).toBe(403)
    },
  )

  test('everything kept of a learner comes as one ZIP: data, transcript and the papers handed in', async () => {
    await school.make.insert('students.policy_fact', {
      person_id: an.person,
      institution_id: school.institution,
      kind: 'poor',
      from_date: '2026-01-01',
      evidence: site.app.keys.seal('Giấy chứng nhận hộ nghèo số 5'),
    })
    const answer = await get('/hoc-tap/du-lieu-cua-toi.zip', self(an))
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    const archive = openArchive(new Uint8Array(await answer.arrayBuffer()), defaultLimits)
    expect(archive.names.map((name) => name.replace(/\d+-/, ''))).toEqual(
      expect.arrayContaining([
        'DOC-TRUOC.txt',
        'du-lieu.json',
        'giay-to/cong-nhan-khai-sinh.pdf',
        'giay-to/du-lieu-khai-sinh.pdf',
      ]),
    )
    expect(archive.names.some((name) => name.startsWith('bang-diem-'))).toBe(true)
    const all = (await buffer(archive.read('du-lieu.json'))).toString()
    const proof = archive.names.find((name) => name.startsWith('giay-to/'))!
    expect((await buffer(archive.read(proof))).toString()).toMatch(/^%PDF-1.4[^]*%%EOF\n$/)
    const { records } = JSON.parse(all) as {
      records: Record<string, Record<string, unknown>[]>
    }
    const kept = new Set(
      site.app.modules.flatMap((module) => module.personalData ?? []).map((one) => one.subject),
    )
    expect(new Set(Object.keys(records))).toEqual(kept)
    expect(records['people.person']![0]).toMatchObject({ id: an.person, phone: '0905999888' })
    expect(records['students.policy_fact']![0]).toMatchObject({ evidence: 'Giấy chứng nhận hộ nghèo số 5' })
    expect(records['students.data_request']!.length).toBeGreaterThan(1)
    expect(all).not.toContain('Hồ Thị Bình')
    // nothing stays sealed, and no key to find people by is given away
    expect(all).not.toMatch(/"v1\.|citizen_number_index":/)
  })
})
