import { beforeAll, describe, expect, test } from 'vitest'
import { act } from '#platform/actions/run.ts'
import { systemActor } from '#platform/access.ts'
import { openWorkbook } from '#platform/sheets/index.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { makeInstitution, makePerson } from '#modules/people/testing.ts'
import { places } from '#modules/places/module.ts'
import { mergePeople } from '#modules/people/actions/merge-people.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { addPost } from '../actions/add-post.ts'
import { staff } from '../module.ts'

let site: TestApp
let one: string
let two: string
const system = systemActor('test')

beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, people, staff] })
  one = await makeInstitution(site.app.database.owner, 'mot')
  two = await makeInstitution(site.app.database.owner, 'hai')
})

const owner = () => site.app.database.owner
const manager = (institution = one) => site.actor('school-manager', { kind: 'institution', id: institution })
const officer = () => site.actor('department-officer')

async function member(
  name: string,
  institution = one,
  more: { birth?: string; number?: string; role?: string; to_date?: string } = {},
) {
  const id = await makePerson(owner(), name, institution, { ...more, keys: site.app.keys })
  await act(
    site.app,
    addPost,
    { id, institution, role: more.role ?? 'teacher', to_date: more.to_date },
    system,
  )
  return id
}

const namesIn = (html: string) =>
  [...html.matchAll(/<th scope="row"[^>]*><a[^>]*>([^<]+)<\/a>/g)].map((match) => match[1])

describe('the staff list', () => {
  test('stands in the order of given names in the Vietnamese alphabet', async () => {
    const school = await makeInstitution(owner(), 'thu-tu')
    for (const name of [
      'Trần Thị Đào',
      'Lê Văn Ân',
      'Nguyễn Văn Anh',
      'Phạm Dũng',
      'Bùi Thị Ánh',
      'Hồ Thị Dung',
      'An Văn Anh',
    ])
      await member(name, school)
    const html = await (await site.as(manager(school)).get('/nhan-su')).text()
    expect(namesIn(html)).toEqual([
      'An Văn Anh',
      'Nguyễn Văn Anh',
      'Bùi Thị Ánh',
      'Lê Văn Ân',
      'Hồ Thị Dung',
      'Phạm Dũng',
      'Trần Thị Đào',
    ])
  })

  test('shows a school its own people only, the department all of them', async () => {
    await member('Dương Thị Nhà')
    await member('Dương Thị Ngoài', two)
    const own = await (await site.as(manager()).get('/nhan-su?q=duong thi')).text()
    expect(own).toContain('Dương Thị Nhà')
    expect(own).not.toContain('Dương Thị Ngoài')
    expect(await (await site.as(manager()).get('/nhan-su?co-so=hai')).text()).not.toContain('Dương Thị Ngoài')
    const all = await (await site.as(officer()).get('/nhan-su?q=DUONG%20THI')).text()
    expect(namesIn(all)).toEqual(['Dương Thị Ngoài', 'Dương Thị Nhà'])
  })

  test('filters by role, degree and standing, and says so in chips', async () => {
    const school = await makeInstitution(owner(), 'loc')
    await member('Lý Văn Dạy', school)
    const boss = await member('Lý Văn Quản', school, { role: 'manager' })
    await member('Lý Văn Nghỉ', school, { to_date: '31/12/2024' })
    const as = site.as(manager(school))
    expect(namesIn(await (await as.get('/nhan-su')).text())).toEqual(['Lý Văn Dạy', 'Lý Văn Quản'])
    expect(namesIn(await (await as.get('/nhan-su?vai-tro=manager')).text())).toEqual(['Lý Văn Quản'])
    expect(namesIn(await (await as.get('/nhan-su?dien=nghi')).text())).toEqual(['Lý Văn Nghỉ'])
    await as.post(`/nhan-su/${boss}`, { _form: 'qualify', choice: 'degree.doctor', field: 'Cơ khí' })
    const doctors = await (await as.get('/nhan-su?trinh-do=doctor')).text()
    expect(namesIn(doctors)).toEqual(['Lý Văn Quản'])
    expect(doctors).toContain('Bỏ lọc Tiến sỹ')
  })

  test('says of each person whether they are trained, filters by it, and exports it', async () => {
    const school = await makeInstitution(owner(), 'boi-duong')
    const trained = await member('Lý Thị Đạt', school)
    await member('Lý Thị Chưa', school)
    await member('Lý Thị Quản', school, { role: 'manager' })
    await owner().query(
      `insert into staff.outside_certificate (person_id, person_name, institution_id, course_name, category, issuer, hours,
        completed_on, sent_on, is_demo, state, decided_on)
       values ($1, 'Lý Thị Đạt', $2, 'Khóa', 'digital_material_development', 'Trường', 24, '2026-01-10', '2026-02-01', true, 'verified', '2026-02-02')`,
      [trained, school],
    )
    const as = site.as(manager(school))
    const yes = await (await as.get('/nhan-su?hoc-lieu-so=dat')).text()
    expect(namesIn(yes)).toEqual(['Lý Thị Đạt'])
    expect(yes).toContain('Bỏ lọc Học liệu số: đạt yêu cầu bồi dưỡng')
    expect(yes).toMatch(/<span class="tag tag-success"><svg[^]*?<\/svg>Đạt<\/span>/)
    expect(namesIn(await (await as.get('/nhan-su?hoc-lieu-so=chua')).text())).toEqual(['Lý Thị Chưa'])
    const nobody = await (await as.get('/nhan-su?su-pham-so=chua')).text()
    expect(namesIn(nobody)).toEqual(['Lý Thị Chưa', 'Lý Thị Đạt', 'Lý Thị Quản'])
    const csv = await (await as.get('/tai-ve/nhan-su.csv?hoc-lieu-so=dat')).text()
    expect(csv.trim().split('\r\n').at(-1)).toMatch(/^Lý Thị Đạt,.*,Chưa đạt,Đạt$/)
  })

  test('pages by fifty without losing or repeating anybody', async () => {
    const school = await makeInstitution(owner(), 'trang')
    await owner().query(
      `with p as (insert into people.person (full_name, name_key) select 'Trùng Tên', 'same' from generate_series(1, 120) returning id),
        l as (insert into people.link select id, $1, 'staff' from p)
       insert into staff.post (person_id, name_key, institution_id, role) select id, 'same', $1, 'teacher' from p`,
      [school],
    )
    const seen: string[] = []
    let path: string | undefined = '/nhan-su'
    for (let page = 0; path && page < 5; page++) {
      const html = await (await site.as(manager(school)).get(path)).text()
      seen.push(...[...html.matchAll(/href="\/nhan-su\/([0-9a-f-]{36})"/g)].map((match) => match[1]!))
      path = /href="([^"]*)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen).toHaveLength(120)
    expect(new Set(seen).size).toBe(120)
  })

  test('a broken mark or an unknown filter in the address is ignored', async () => {
    expect((await site.as(manager()).get('/nhan-su?sau=%%%&vai-tro=vua&trinh-do=1')).status).toBe(200)
  })

  test('is exported with citizen numbers masked, and the export is logged', async () => {
    const id = await member('Vũ Thị Tải', one, { number: '046185111222' })
    const csv = await (await site.as(manager()).get('/tai-ve/nhan-su.csv?q=vu%20thi%20tai')).text()
    expect(csv).toContain('Vũ Thị Tải')
    expect(csv).toContain('*********222')
    expect(csv).not.toContain('046185111222')
    const xlsx = await site.as(manager()).get('/tai-ve/nhan-su.xlsx')
    expect((await xlsx.arrayBuffer()).byteLength).toBeGreaterThan(1000)
    const looks = await owner().query(
      `select count(*)::int as n from platform.look where page = '/tai-ve/nhan-su.csv' and $1 = any(subject_ids)`,
      [id],
    )
    expect(looks.rows[0].n).toBe(1)
    expect((await site.as(site.actor('inspector')).get('/tai-ve/nhan-su.csv')).status).toBe(403)
  })

  test('is exported without formulas, whatever names were stored before', async () => {
    const school = await makeInstitution(owner(), 'cong-thuc')
    const formula = '=HYPERLINK("http://x";"An")'
    await member(formula, school)
    const as = site.as(manager(school))
    const csv = await (await as.get('/tai-ve/nhan-su.csv')).text()
    expect(csv.trim().split('\r\n').at(-1)).toMatch(/^"'=HYPERLINK\(/)
    const file = new Uint8Array(await (await as.get('/tai-ve/nhan-su.xlsx')).arrayBuffer())
    const workbook = await openWorkbook(file)
    const cells = []
    for await (const row of workbook.sheets[0]!.rows()) cells.push(...row.cells)
    expect(cells.find((cell) => cell?.text === formula)).toBeDefined()
    expect(cells.filter((cell) => cell?.formula !== undefined)).toEqual([])
  })
})

describe('a staff record', () => {
  test('of another school reads as not found', async () => {
    const id = await member('Trịnh Thị Khác', two)
    for (const path of [`/nhan-su/${id}`, `/nhan-su/${id}/chuc-danh/moi`])
      expect((await site.as(manager()).get(path)).status).toBe(404)
    const post = await owner().query('select id from staff.post where person_id = $1', [id])
    expect((await site.as(manager()).get(`/nhan-su/${id}/chuc-danh/${post.rows[0].id}`)).status).toBe(404)
    expect(
      (
        await site.as(manager()).post(`/nhan-su/${id}/chuc-danh/${post.rows[0].id}`, {
          _form: 'save',
          version: '1',
          role: 'manager',
        })
      ).status,
    ).toBe(404)
  })

  test('a post is edited and ended; two editors at once see both versions', async () => {
    const id = await member('Đinh Văn Nghỉ')
    const post = (await owner().query('select id from staff.post where person_id = $1', [id])).rows[0].id
    const as = site.as(manager())
    const path = `/nhan-su/${id}/chuc-danh/${post}`
    const sent = {
      _form: 'save',
      version: '1',
      role: 'teacher',
      contract: 'tenured',
      from_date: '1/9/2015',
      occupations: 'Hàn\nCắt gọt kim loại',
      'levels[]': ['trung_cap', 'so_cap'],
    }
    expect((await as.post(path, { ...sent, to_date: '1/1/2015' })).status).toBe(422)
    expect((await as.post(path, { ...sent, to_date: '31/8/2026', leave_reason: 'nghỉ hưu' })).status).toBe(
      303,
    )
    const late = await as.post(path, { ...sent, contract: 'visiting', to_date: '', leave_reason: '' })
    expect(late.status).toBe(409)
    const both = await late.text()
    expect(both).toContain('Người khác vừa lưu: 31/08/2026')
    expect(both).toContain('Người khác vừa lưu: Biên chế')
    expect(both).not.toContain('Người khác vừa lưu: Hàn')
    const html = await (await as.get(`/nhan-su/${id}`)).text()
    expect(html).toContain('Không còn giữ vị trí nào')
    expect(html).toContain('Hàn; Cắt gọt kim loại; trung cấp; sơ cấp')
    expect(namesIn(await (await as.get('/nhan-su?dien=nghi&q=dinh van nghi')).text())).toEqual([
      'Đinh Văn Nghỉ',
    ])
  })

  test('qualifications are added and taken away, and the time line keeps both', async () => {
    const id = await member('Trương Thị Bằng')
    const as = site.as(manager())
    expect((await as.post(`/nhan-su/${id}`, { _form: 'qualify', choice: 'degree.king' })).status).toBe(422)
    expect(
      (await as.post(`/nhan-su/${id}`, { _form: 'qualify', choice: 'it.basic', obtained_on: '1/1/2030' }))
        .status,
    ).toBe(422)
    await as.post(`/nhan-su/${id}`, {
      _form: 'qualify',
      choice: 'foreign_language.3',
      field: 'Tiếng Anh',
      obtained_on: '5/9/2020',
    })
    expect(await (await as.get(`/nhan-su/${id}`)).text()).toContain('Ngoại ngữ bậc 3')
    const row = await owner().query('select id from staff.qualification where person_id = $1', [id])
    await as.post(`/nhan-su/${id}`, { _form: 'disqualify', qualification: row.rows[0].id })
    expect(
      (await owner().query('select 1 from staff.qualification where person_id = $1', [id])).rowCount,
    ).toBe(0)
  })

  test('a name changed on the person changes the order of the list', async () => {
    const id = await member('Hà Thị Zin')
    await site.as(manager()).post(`/nguoi/${id}/sua`, { _form: 'save', version: '1', full_name: 'Hà Thị Ái' })
    const keys = await owner().query(
      'select p.name_key = n.name_key as same from staff.post p join people.person n on n.id = p.person_id where n.id = $1',
      [id],
    )
    expect(keys.rows).toEqual([{ same: true }])
  })

  test('posts and qualifications move when two records are merged', async () => {
    const winner = await member('Chu Văn Một')
    const loser = await member('Chu Văn Mốt', two)
    await site.as(manager(two)).post(`/nhan-su/${loser}`, { _form: 'qualify', choice: 'degree.master' })
    await act(site.app, mergePeople, { winner, loser, reason: 'một người hai nơi' }, system)
    const html = await (await site.as(officer()).get(`/nhan-su/${winner}`)).text()
    expect(html).toContain('Trường hai')
    expect(html).toContain('Thạc sỹ')
    expect((await owner().query('select 1 from staff.post where person_id = $1', [loser])).rowCount).toBe(0)
    const late = await site
      .as(officer())
      .post(`/nhan-su/${loser}`, { _form: 'qualify', choice: 'degree.doctor' })
    expect(late.status).toBe(422)
    expect(
      (await owner().query('select 1 from staff.qualification where person_id = $1', [loser])).rowCount,
    ).toBe(0)
  })
})

describe('adding somebody', () => {
  const sent = (more: Record<string, string>) => ({
    _form: 'add',
    institution: one,
    role: 'teacher',
    contract: 'contract',
    ...more,
  })

  test('makes person, link and post in one act', async () => {
    const answer = await site.as(manager()).post(
      '/nhan-su/moi',
      sent({
        full_name: 'Kiều Thị Mới',
        birth: '2/4/1988',
        sex: 'female',
        citizen_number: '046188000444',
        title: 'Giảng viên',
      }),
    )
    expect(answer.status).toBe(303)
    const html = await (await site.as(manager()).get(answer.headers.get('location')!)).text()
    expect(html).toContain('Kiều Thị Mới')
    expect(html).toContain('*********444')
    const entry = await owner().query(
      `select action, changes_count from platform.audit_entry order by seq desc limit 1`,
    )
    expect(entry.rows[0]).toEqual({ action: 'staff.add-staff', changes_count: 2 })
  })

  test('a form sent twice adds one person', async () => {
    const form = sent({ full_name: 'Lương Thị Kép', birth: '3/3/1983', _once: 'a-token' })
    const first = await site.as(manager()).post('/nhan-su/moi', form)
    const second = await site.as(manager()).post('/nhan-su/moi', form)
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect(
      (await owner().query(`select 1 from people.person where full_name = 'Lương Thị Kép'`)).rowCount,
    ).toBe(1)
  })

  test('asks which one when records look like the same person', async () => {
    const known = await member('Đoàn Thị Quen', one, { birth: '1984-04-04' })
    const as = site.as(manager())
    const form = sent({ full_name: 'Doan Thi Quen', birth: '4/4/1984' })
    const asked = await as.post('/nhan-su/moi', form)
    expect(asked.status).toBe(422)
    const html = await asked.text()
    expect(html).toContain('Có thể người này đã có hồ sơ')
    expect(html).toContain(`value="${known}"`)
    expect(html).toContain('Đoàn Thị Quen · 04/04/1984 (trùng tên và ngày sinh)')
    expect(html).toContain('value="Doan Thi Quen"')
    const linked = await as.post('/nhan-su/moi', { ...form, same_person: known })
    expect(linked.headers.get('location')).toBe(`/nhan-su/${known}`)
    const fresh = await as.post('/nhan-su/moi', { ...form, same_person: 'new' })
    expect(fresh.headers.get('location')).not.toBe(`/nhan-su/${known}`)
  })

  test('links a person of another school by citizen number, without telling anything of them before', async () => {
    const known = await member('Giáp Văn Thỉnh', two, { birth: '1979-09-09', number: '046179000999' })
    const as = site.as(manager())
    const form = sent({ full_name: 'Giáp Văn Thỉnh', citizen_number: '046179000999', contract: 'visiting' })
    const asked = await (await as.post('/nhan-su/moi', form)).text()
    expect(asked).toContain('Đây là người đã có hồ sơ ở cơ sở khác (trùng số định danh)')
    expect(asked).not.toContain('1979')
    expect((await as.post('/nhan-su/moi', { ...form, same_person: 'new' })).status).toBe(422)
    expect((await as.post('/nhan-su/moi', { ...form, same_person: known })).headers.get('location')).toBe(
      `/nhan-su/${known}`,
    )
    expect((await as.get(`/nhan-su/${known}`)).status).toBe(200)
    const wrongName = await as.post(
      '/nhan-su/moi',
      sent({ full_name: 'Người Đoán Mò', citizen_number: '046179000999' }),
    )
    expect(await wrongName.text()).toContain('Số này đã có ở hồ sơ của một người khác')
  })

  test('nobody may be named who was not found', async () => {
    const stranger = await member('Quách Thị Lạ', two, { birth: '1980-10-10' })
    const answer = await site
      .as(manager())
      .post('/nhan-su/moi', sent({ full_name: 'Tên Chưa Có', birth: '1/1/1981', same_person: stranger }))
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).not.toContain(stranger)
  })

  test('refuses another school, a child, and keeps what was typed', async () => {
    const as = site.as(manager())
    expect(
      (await as.post('/nhan-su/moi', { ...sent({ full_name: 'Ai Đó Đây' }), institution: two })).status,
    ).toBe(404)
    const child = await as.post('/nhan-su/moi', sent({ full_name: 'Bé Con Con', birth: '1/1/2015' }))
    expect(child.status).toBe(422)
    const html = await child.text()
    expect(html).toContain('chưa đủ 15 tuổi')
    expect(html).toContain('value="Bé Con Con"')
    expect(
      (await site.as(site.actor('inspector')).post('/nhan-su/moi', sent({ full_name: 'Ai Đó Đây' }))).status,
    ).toBe(403)
  })
})
