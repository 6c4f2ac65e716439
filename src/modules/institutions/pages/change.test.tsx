import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor, type Actor } from '#platform/access.ts'
import { institutionDuties } from '../duties.ts'
import { hidden, openRegister, words, type Register } from '../testing/forms.ts'

let register: Register
let site: Register['site']
let school: Actor
let other: Actor
let officer: Actor
let ids: Register['ids']
let shown: Register['shown']
let send: Register['send']

beforeAll(async () => {
  register = await openRegister()
  ;({ site, school, other, officer, ids, shown, send } = register)
})

const duties = (actor: Actor) =>
  site.app.database.read(actor, (db) =>
    institutionDuties(db, { actor, t: site.app.catalog('vi'), today: '2026-11-22' }),
  )

describe('a proposal', () => {
  const path = '/co-so/cd-hue/sua?phan=contact'

  test('is sent by the school and changes nothing in public; the department sees it waiting', async () => {
    const answer = await send(school, path, 'propose', {
      phone: '0234 3123456',
      email: 'vp@cdhue.edu.vn',
      note: 'số mới',
    })
    expect(answer.status).toBe(303)
    expect(await shown(publicActor, '/co-so/cd-hue')).not.toContain('0234 3123456')
    expect((await duties(officer)).map((duty) => duty.title)).toEqual(['Xem đề xuất: Liên hệ'])
    expect(await duties(other)).toEqual([])
  })

  test('shows before and after side by side, and comes back with a reason', async () => {
    const queue = await shown(officer, '/de-xuat')
    expect(queue).toMatch(/Điện thoại – 0234 3123456/)
    expect(queue).toContain('Lời nhắn: số mới')
    expect((await send(officer, '/de-xuat', 'proposal', { decision: 'return' })).status).toBe(422)
    expect(
      (await send(officer, '/de-xuat', 'proposal', { decision: 'return', reason: 'Thiếu mã vùng' })).status,
    ).toBe(303)
    expect((await duties(school)).map((duty) => [duty.title, duty.href])).toEqual([
      ['Sửa đề xuất bị trả lại: Liên hệ', '/co-so/cd-hue/sua?phan=contact'],
    ])
    expect(await shown(school, path)).toContain('Thiếu mã vùng')
  })

  test('sent again and accepted, it is public with the day of the confirmation', async () => {
    expect(
      (await send(school, path, 'propose', { phone: '(0234) 3123456', email: 'vp@cdhue.edu.vn' })).status,
    ).toBe(303)
    expect(await duties(school)).toEqual([])
    expect((await send(officer, '/de-xuat', 'proposal', { decision: 'accept' })).status).toBe(303)
    const page = await shown(publicActor, '/co-so/cd-hue')
    expect(page).toContain('(0234) 3123456')
    expect(page).toContain('Xác nhận ngày 22/11/2026 · Trường Cao đẳng Huế đề xuất, Sở xác nhận')
    expect(await duties(officer)).toEqual([])
    const audit = await site.app.database.owner.query(
      `select c.before, c.after from platform.audit_change c where c.subject = 'institutions.contact'`,
    )
    expect(audit.rows[0]).toMatchObject({ before: { phone: null }, after: { phone: '(0234) 3123456' } })
  })

  test('that asks for nothing new is refused with a word about it', async () => {
    const answer = await send(school, path, 'propose', { phone: '(0234) 3123456', email: 'vp@cdhue.edu.vn' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Chưa có gì khác với hồ sơ đang công bố')
  })

  test('with a bad value is refused at its field, and keeps what was typed', async () => {
    const answer = await send(school, path, 'propose', { phone: 'abc', email: 'khong phai thu' })
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain('Địa chỉ thư chưa đúng')
    expect(text).toContain('value="khong phai thu"')
  })

  test('of two colleagues at once: the second sees both versions', async () => {
    const first = { phone: '0234 111 1111', email: 'vp@cdhue.edu.vn' }
    const stale = { part: 'contact', seen: '' }
    expect((await site.as(school).post(path, { _form: 'propose', ...stale, ...first })).status).toBe(303)
    const answer = await site
      .as(school)
      .post(path, { _form: 'propose', ...stale, ...first, phone: '0234 222 2222' })
    expect(answer.status).toBe(409)
    const text = await answer.text()
    expect(text).toContain('value="0234 222 2222"')
    expect(text).toContain('Bản hiện có: 0234 111 1111')
  })

  test('that was sent anew while the department looked is not decided unseen', async () => {
    const html = await (await site.as(officer).get('/de-xuat')).text()
    await send(school, path, 'propose', { phone: '0234 333 3333', email: 'vp@cdhue.edu.vn' })
    const answer = await site.as(officer).post('/de-xuat', {
      _form: 'proposal',
      id: hidden(html, 'id'),
      seen: hidden(html, 'seen'),
      decision: 'accept',
    })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Cơ sở vừa gửi lại bản khác')
  })

  test('about a field the department changed meanwhile is not accepted over it', async () => {
    const version = hidden(await (await site.as(officer).get(path)).text(), 'version')
    const direct = await site.as(officer).post(path, {
      _form: 'change',
      part: 'contact',
      version,
      phone: '0234 999 9999',
      email: 'vp@cdhue.edu.vn',
      source: 'công văn mẫu',
    })
    expect(direct.status).toBe(303)
    const answer = await send(officer, '/de-xuat', 'proposal', { decision: 'accept' })
    expect(answer.status).toBe(409)
    expect(await shown(publicActor, '/co-so/cd-hue')).toContain('0234 999 9999')
  })
})

describe('who may', () => {
  test('another school finds neither the form nor the act; a learner has no right; the public signs in first', async () => {
    const path = '/co-so/cd-hue/sua'
    expect((await site.as(other).get(path)).status).toBe(404)
    expect(
      (
        await site
          .as(other)
          .post(path, { _form: 'propose', part: 'profile', seen: '', website: 'hueic.edu.vn' })
      ).status,
    ).toBe(404)
    expect((await site.as(other).get('/co-so/cd-hue/ha-tang')).status).toBe(404)
    expect((await site.as(site.actor('learner', { kind: 'self', id: 'x' })).get(path)).status).toBe(403)
    expect((await site.as(publicActor).get(path)).status).toBe(303)
    expect((await site.as(school).get('/de-xuat')).status).toBe(403)
    expect((await site.as(school).get('/co-so/moi')).status).toBe(403)
  })

  test('a school cannot write the record itself, nor name a campus of another school', async () => {
    const direct = await site.as(school).post('/co-so/cd-hue/sua', {
      _form: 'change',
      part: 'profile',
      version: '1',
      website: 'x.vn',
      source: 'y',
    })
    expect(direct.status).toBe(403)
    const campus = (
      await site.app.database.owner.query(
        `select id from institutions.campus where institution_id = $1 limit 1`,
        [ids.get('hueic')],
      )
    ).rows[0].id
    expect((await site.as(school).get(`/co-so/cd-hue/sua?phan=campus&id=${campus}`)).status).toBe(404)
  })

  test('the database itself keeps one school from the open requests of another', async () => {
    const seen = await site.app.database.read(other, (db) =>
      db.selectFrom('institutions.proposal').select('id').execute(),
    )
    expect(seen).toEqual([])
    expect(
      await site.app.database.read(publicActor, (db) =>
        db.selectFrom('institutions.proposal').select('id').execute(),
      ),
    ).toEqual([])
  })
})

describe('direct changes by the department', () => {
  test('two officers at once: the second sees both versions and nothing is lost', async () => {
    const path = '/co-so/hueic/sua'
    const version = hidden(await (await site.as(officer).get(path)).text(), 'version')
    const form = {
      _form: 'change',
      part: 'profile',
      version,
      ownership: 'public',
      governing_body: 'Bộ Công Thương',
      website: 'hueic.edu.vn',
      source: 'công văn',
    }
    expect((await site.as(officer).post(path, { ...form, introduction: 'Bản thứ nhất' })).status).toBe(303)
    const answer = await site.as(officer).post(path, { ...form, introduction: 'Bản thứ hai' })
    expect(answer.status).toBe(409)
    const text = await answer.text()
    expect(text).toContain('Bản thứ hai')
    expect(text).toContain('Bản hiện có: Bản thứ nhất')
    const again = await site
      .as(officer)
      .post(path, { ...form, version: hidden(text, 'version'), introduction: 'Bản thứ hai' })
    expect(again.status).toBe(303)
  })

  test('a campus takes its ward of today, comma coordinates and says how the point was found', async () => {
    const unit = (
      await site.app.database.owner.query(
        `select id from places.unit where code = '19753' and to_date is null`,
      )
    ).rows[0].id
    const path = '/co-so/cd-hue/sua?phan=campus&id=moi'
    const values = {
      kind: 'main',
      address: '1 Đường Mẫu',
      unit_id: unit,
      lat: '16,47',
      lon: '107,58',
      source: 'đo tại chỗ',
    }
    const wrong = await send(officer, path, 'change', values)
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Hãy cho biết tọa độ lấy từ đâu')
    expect(
      (await send(officer, path, 'change', { ...values, lat: '61,47', geo_precision: 'surveyed' })).status,
    ).toBe(422)
    expect((await send(officer, path, 'change', { ...values, geo_precision: 'surveyed' })).status).toBe(303)
    expect(await shown(publicActor, '/co-so/cd-hue')).toContain('16.47000, 107.58000 · đo tại chỗ')
    const second = await send(officer, path, 'change', { ...values, geo_precision: 'surveyed' })
    expect(await second.text()).toContain('Cơ sở đã có trụ sở chính')
  })

  test('a licensed occupation takes its name from the list; a code of another level is refused', async () => {
    const code = (
      await site.app.database.owner.query(
        `select code, name from institutions.occupation where level = 'trung_cap' limit 1`,
      )
    ).rows[0]
    const path = '/co-so/cd-hue/nganh-nghe'
    const values = {
      occupation_code: code.code,
      licence_number: '12/2024',
      issued_on: '5/3/2024',
      quota: '1.050',
      source: 'giấy chứng nhận',
    }
    expect(await (await send(officer, path, 'change', { ...values, level: 'cao_dang' })).text()).toContain(
      'Mã này thuộc trình độ khác',
    )
    expect(
      await (
        await send(officer, path, 'change', { ...values, occupation_code: '9999999', level: 'trung_cap' })
      ).text(),
    ).toContain('Danh mục không có mã này')
    expect((await send(officer, path, 'change', { ...values, level: 'trung_cap' })).status).toBe(303)
    const page = await shown(publicActor, '/co-so/cd-hue')
    expect(page).toContain(code.name)
    expect(page).toContain('1.050')
  })

  test('an institution is added once; its code cannot be taken twice nor stand for a page', async () => {
    const values = {
      name: 'Trung tâm mẫu',
      code: 'tt-mau',
      type: 'vet_centre',
      ownership: 'private',
      from_date: '1/6/2026',
      source: 'quyết định mẫu',
    }
    expect((await send(officer, '/co-so/moi', 'create', values)).headers.get('location')).toBe(
      '/co-so/tt-mau',
    )
    expect(await (await send(officer, '/co-so/moi', 'create', values)).text()).toContain(
      'Mã này đã có cơ sở khác dùng',
    )
    expect((await send(officer, '/co-so/moi', 'create', { ...values, code: 'moi' })).status).toBe(422)
    expect(
      (await send(officer, '/co-so/moi', 'create', { ...values, code: 'tt-sau', from_date: '31/12/2026' }))
        .status,
    ).toBe(422)
  })
})

describe('a declaration of infrastructure', () => {
  const path = '/co-so/cd-hue/ha-tang'

  test('waits for the department, is prefilled the next time, and is public once confirmed', async () => {
    expect(
      (await send(school, path, 'declare', { bandwidth_mbps: '1.000', has_lms: 'true', lms_name: 'Moodle' }))
        .status,
    ).toBe(303)
    expect(await shown(publicActor, '/co-so/cd-hue')).toContain(
      'Chưa có bản khai hạ tầng số nào được Sở xác nhận',
    )
    const item = (await duties(officer)).find((duty) => duty.title === 'Xác nhận bản khai hạ tầng số')!
    expect(await shown(officer, item.href)).toContain('Còn thiếu: Khuôn viên có wifi')
    expect((await send(officer, item.href, 'infrastructure', { decision: 'accept' })).status).toBe(303)
    const page = await shown(publicActor, '/co-so/cd-hue')
    expect(page).toContain('Khai ngày 22/11/2026, Sở xác nhận ngày 22/11/2026')
    expect(page).toContain('Có · Moodle')
    expect(await (await site.as(school).get(path)).text()).toMatch(/name="lms_name"[^>]*value="Moodle"/)
  })

  test('with nothing in it, or an impossible share, is refused', async () => {
    expect(await (await send(school, path, 'declare', {})).text()).toContain('Chưa có ô nào được điền')
    const wrong = await send(school, path, 'declare', { wifi_percent: '140' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="140"')
  })
})

describe('a merger', () => {
  const path = '/co-so/tc-van-hoa-nghe-thuat/sap-nhap'
  const answers = {
    kind: 'merge',
    to: 'cd-hue',
    on_date: '1/10/2026',
    decision_no: '99/QĐ-UBND',
    source: 'quyết định mẫu',
  }

  test('is looked over before it is recorded, and refuses what is not filled in', async () => {
    const asked = await shown(officer, `${path}?buoc=xem-lai&kind=merge&on_date=x`)
    expect(asked).toContain('Hãy chọn một cơ sở đang hoạt động trong danh sách')
    expect(asked).toContain('Ngày chưa đúng')
    const check = await shown(officer, `${path}?buoc=xem-lai&${new URLSearchParams(answers)}`)
    expect(check).toContain('Xem lại trước khi ghi')
    expect(check).toContain('Trường Cao đẳng Huế')
    expect((await site.as(school).get(path)).status).toBe(403)
  })

  test('keeps the old record at its address with its successor, and as it was on the day before', async () => {
    expect((await site.as(officer).post(path, { _form: 'record', ...answers })).status).toBe(303)
    const old = await site.as(publicActor).get('/co-so/tc-van-hoa-nghe-thuat')
    expect(old.status).toBe(200)
    expect(words(await old.text())).toContain('Đã sáp nhập vào Trường Cao đẳng Huế từ ngày 01/10/2026')
    expect(await shown(publicActor, '/co-so?q=van%20hoa%20nghe%20thuat')).toContain(
      'Khớp tên cũ: Trường Trung cấp Văn hoá – Nghệ thuật',
    )
    const standing = async (day: string) =>
      (
        await site.app.database.owner.query(
          `select status from institutions.on_day($1) where code = 'tc-van-hoa-nghe-thuat'`,
          [day],
        )
      ).rows[0].status
    expect([await standing('2026-09-30'), await standing('2026-10-01')]).toEqual(['active', 'merged'])
    expect((await site.as(officer).post(path, { _form: 'record', ...answers })).status).toBe(422)
  })

  test('a new name keeps the old one in the history and in the search', async () => {
    const rename = {
      kind: 'rename',
      name: 'Trường Trung cấp Mẫu Mới',
      on_date: '1/11/2026',
      decision_no: '100/QĐ',
      source: 'quyết định mẫu',
    }
    expect(
      (await site.as(officer).post('/co-so/tc-au-lac-hue/sap-nhap', { _form: 'record', ...rename })).status,
    ).toBe(303)
    const page = await shown(publicActor, '/co-so/tc-au-lac-hue')
    expect(page).toContain('Mang tên Trường Trung cấp Mẫu Mới')
    expect(await shown(publicActor, '/co-so?q=au%20lac')).toContain(
      'Khớp tên cũ: Trường Trung cấp Âu Lạc Huế',
    )
    const name = (
      await site.app.database.owner.query(
        `select name from institutions.on_day('2026-10-31') where code = 'tc-au-lac-hue'`,
      )
    ).rows[0].name
    expect(name).toBe('Trường Trung cấp Âu Lạc Huế')
  })
})
