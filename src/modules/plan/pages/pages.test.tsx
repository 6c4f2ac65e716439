import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor, type Actor } from '#platform/access.ts'
import { findTables, openWorkbook } from '#platform/sheets/index.ts'
import { planSite, type PlanSite } from '../testing/fixture.ts'

let site: PlanSite
let own: string
let other: string
let officer: Actor
let manager: Actor
let teacher: Actor

beforeAll(async () => {
  site = await planSite()
  own = await site.addInstitution('truong-a', 'Trường A')
  other = await site.addInstitution('truong-b', 'Trường B')
  await site.addInstitution('truong-c', 'Trường C')
  await site.addFacts([
    ...Array.from({ length: 215 }, (_, index) => ({
      name: `Nhà giáo A${index}`,
      institution: own,
      trained: '2024-01-01',
      sex: 'female' as const,
    })),
    ...Array.from({ length: 285 }, (_, index) => ({
      name: `Nhà giáo B${index}`,
      institution: other,
      sex: 'male' as const,
    })),
  ])
  await site.app.database.owner.query('insert into census.publication values ($1, true)', [own])
  officer = site.actor('department-officer')
  manager = site.actor('school-manager', { kind: 'institution', id: own })
  teacher = site.actor('teacher', { kind: 'institution', id: other })
})

const page = async (actor: Actor, path: string) => (await site.as(actor).get(path)).text()

describe('the board', () => {
  test('speaks a sentence first, with n of N, what is missing until when, and both targets', async () => {
    const html = await page(officer, '/chi-tieu')
    expect(html).toContain('Đạt 43\u00a0%: 215 trên 500 nhà giáo và cán bộ quản lý.')
    expect(html).toContain('Cần thêm 285 nhà giáo và cán bộ quản lý trước 31/12/2030')
    expect(html).toContain('Mục tiêu 2025: 50\u00a0% (đã khép)')
    expect(html).toContain('Mục tiêu 2030: 100\u00a0% (còn phía trước)')
    expect(html).toContain(
      'Năm 2025 đã khép: 43\u00a0% (215/500), chưa đạt mục tiêu 50\u00a0%. Tính lại từ hồ sơ, chưa chốt.',
    )
    expect(html).toContain('Chưa đo được (10)')
    expect(html).toContain('chưa nêu')
  })

  test('sets the most worrying first', async () => {
    const html = await page(officer, '/chi-tieu')
    expect(html.indexOf('T11 ·')).toBeLessThan(html.indexOf('T01 ·'))
  })

  test('reads any past day, and says so when the day cannot be read', async () => {
    expect(await page(officer, '/chi-tieu?ngay=31/12/2023')).toContain('Đạt 0\u00a0%: 0 trên 500')
    expect(await page(officer, '/chi-tieu?ngay=hom-qua')).toContain('Chưa đọc được ngày này')
    expect(await page(officer, '/chi-tieu?ngay=2030-01-01')).toContain('Ngày này chưa tới')
  })

  test('is for everybody signed in, not for the public', async () => {
    for (const role of ['department-leader', 'inspector', 'academic-office', 'teacher', 'learner']) {
      expect(
        (await site.as(site.actor(role, { kind: 'institution', id: own })).get('/chi-tieu')).status,
      ).toBe(200)
    }
    expect((await site.as(publicActor).get('/chi-tieu')).status).toBe(303)
  })

  test('speaks English', async () => {
    expect(await page(officer, '/chi-tieu?lang=en')).toContain('43%: 215 of 500 teachers and managers.')
  })
})

describe('from a figure to the record', () => {
  test('takes three clicks: indicator, school, record', async () => {
    const board = await page(officer, '/chi-tieu')
    expect(board).toContain('href="/chi-tieu/T01"')
    const detail = await page(officer, '/chi-tieu/T01')
    const list = `/chi-tieu/T01/danh-sach?co-so=${own}`
    expect(detail).toContain(`href="${list}"`)
    const members = await page(officer, list)
    expect(members).toContain('>Nhà giáo A0</a>')
    const record = /href="(\/nguoi\/[^"]+)"/.exec(members)
    expect(record).not.toBeNull()
  })

  test('the indicator tells how it is counted, by whom not counted, in which version', async () => {
    const detail = await page(officer, '/chi-tieu/T01')
    for (const text of [
      'Giải thích số này',
      'chỉ tiêu 1, phép đo test-1',
      'Theo giới tính',
      'Trường A',
      'chưa có dữ liệu',
      '285',
    ])
      expect(detail).toContain(text)
    expect((await site.as(officer).get('/chi-tieu/T99')).status).toBe(404)
    expect((await site.as(officer).get('/chi-tieu/nothing')).status).toBe(404)
  })

  test('a part stands beside the figure, with its own list and download, and only under its own indicator', async () => {
    const html = await page(officer, '/chi-tieu/T01')
    expect(html).toContain('Chỉ số thành phần')
    expect(html).toContain('Nữ đã bồi dưỡng')
    const list = await page(officer, '/chi-tieu/T01/danh-sach?phan=census.women')
    expect(list).toContain('T01 · Nữ đã bồi dưỡng')
    expect(list).toContain('215 trên 215 người nữ')
    const csv = await page(officer, '/chi-tieu/T01/tai-ve/csv?phan=census.women')
    expect(csv.split('\n').filter((line) => line.includes('Nhà giáo'))).toHaveLength(215)
    expect((await site.as(officer).get('/chi-tieu/T11/danh-sach?phan=census.women')).status).toBe(404)
    expect(await page(officer, '/chi-tieu/T11')).not.toContain('Chỉ số thành phần')
  })

  test('the list filters by school, result and kind, and its address holds the filters', async () => {
    const html = await page(officer, `/chi-tieu/T01/danh-sach?co-so=${other}&tinh=chua&loc=sex:male`)
    expect(html).toContain('0 trên 285 nhà giáo và cán bộ quản lý được tính')
    expect(html).toContain('Giới tính: Nam')
    expect(html).not.toContain('Nhà giáo A')
    const next = /href="([^"]*sau=[^"]*)"/.exec(html)![1]!.replaceAll('&amp;', '&')
    expect(next).toContain('tinh=chua')
    expect((await page(officer, next)).match(/>Nhà giáo B\d+</g)).toHaveLength(50)
  })

  test('a filter that cannot be read is as if it were not there', async () => {
    expect((await site.as(officer).get('/chi-tieu/T01/danh-sach?co-so=x&tinh=y&loc=z&sau=%%%')).status).toBe(
      200,
    )
  })
})

describe('outside one’s area', () => {
  test('a school sees the count of the others, but not one name', async () => {
    const html = await page(manager, '/chi-tieu/T01/danh-sach')
    expect(html).toContain('215 trên 500 nhà giáo và cán bộ quản lý được tính')
    expect(html).toContain('285 ở ngoài phạm vi của bạn')
    expect(html).not.toContain('Nhà giáo B')
    expect(await page(manager, `/chi-tieu/T01/danh-sach?co-so=${other}`)).not.toContain('Nhà giáo B')
  })

  test('a teacher sees no names at all', async () => {
    const html = await page(teacher, '/chi-tieu/T01/danh-sach')
    expect(html).toContain('Không có hồ sơ nào trong phạm vi của bạn')
    expect(html).not.toMatch(/Nhà giáo [AB]\d/)
  })

  test('what is public anyway is named to everybody', async () => {
    expect(await page(teacher, '/chi-tieu/T11/danh-sach?tinh=co')).toContain('Trường A')
  })

  test('a download holds what the page shows, no more', async () => {
    const csv = await page(manager, '/chi-tieu/T01/tai-ve/csv')
    expect(csv.match(/Nhà giáo A/g)).toHaveLength(215)
    expect(csv).not.toContain('Nhà giáo B')
    const answer = await site.as(officer).get(`/chi-tieu/T01/tai-ve/xlsx?co-so=${other}`)
    expect(answer.headers.get('content-disposition')).toContain('T01-2026-11-22.xlsx')
    const [table] = await findTables(await openWorkbook(new Uint8Array(await answer.arrayBuffer())))
    expect(table?.columns.map((column) => column.label)).toEqual([
      'Tên',
      'Mã cơ sở',
      'Cơ sở',
      'Phường, xã',
      'Kết quả',
      'Vì sao',
    ])
    const rows = table ? await Array.fromAsync(table.rows()) : []
    expect(rows).toHaveLength(285)
    expect((await site.as(publicActor).get('/chi-tieu/T01/tai-ve/csv')).status).not.toBe(200)
    expect((await site.as(officer).get('/chi-tieu/T07/tai-ve/csv')).status).toBe(404)
  })

  test('looking is logged, with the names that were shown', async () => {
    await page(manager, '/chi-tieu/T01/danh-sach')
    const looks = await site.app.database.owner.query<{ subject_ids: string[] }>(
      `select subject_ids from platform.look order by id desc limit 1`,
    )
    expect(looks.rows[0]!.subject_ids).toHaveLength(50)
  })
})

describe('freezing on screen', () => {
  test('asks for the day, keeps the figure, and later shows how the present differs', async () => {
    expect(await page(officer, '/chi-tieu/T01/chot?ngay=31/12/2025')).toContain(
      'Số đã chốt không sửa, không xóa được',
    )
    const sent = await site
      .as(officer)
      .post('/chi-tieu/T01/chot', { _form: 'freeze', as_of: '31/12/2025', note: 'Báo cáo năm 2025' })
    expect(sent.status).toBe(303)
    const address = sent.headers.get('location')!
    expect(address).toBe('/chi-tieu/T01/ban-chot/2025-12-31/1')
    expect(await page(officer, address)).toContain('giống bản đã chốt')
    await site.app.database.owner.query(
      `update census.fact set trained_on = '2025-05-05' where name = 'Nhà giáo B0'`,
    )
    const frozen = await page(officer, address)
    expect(frozen).toContain('Đạt 43\u00a0%: 215 trên 500')
    expect(frozen).toContain('Tính lại hôm nay cho cùng ngày: 216/500')
    expect(frozen).toContain('đổi kết quả 1')
    expect(await page(officer, '/chi-tieu')).toContain('Số đã chốt, bản 1')
    expect(await page(manager, address)).not.toContain('Nhà giáo B')
    expect((await page(manager, `${address}?tinh=co`)).match(/>Nhà giáo A\d+</g)).toHaveLength(50)
    await site.app.database.owner.query(`update census.fact set trained_on = null where name = 'Nhà giáo B0'`)
  })

  test('is offered and allowed only to the department', async () => {
    expect(await page(manager, '/chi-tieu/T01')).not.toContain('Chốt số liệu')
    expect((await site.as(manager).get('/chi-tieu/T01/chot')).status).toBe(403)
    const wrong = await site
      .as(officer)
      .post('/chi-tieu/T01/chot', { _form: 'freeze', as_of: 'mai', note: 'giữ chữ này' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('giữ chữ này')
  })
})

describe('the plan’s own facts', () => {
  const form = {
    _form: 'save',
    version: '1',
    title: 'Kế hoạch chuyển đổi số',
    number: '123/KH-UBND',
    issued_on: '5/4/2023',
  }

  test('are filled in by an officer; the second of two editors sees both versions', async () => {
    expect((await site.as(officer).post('/chi-tieu/ke-hoach', form)).status).toBe(303)
    expect(await page(officer, '/chi-tieu')).toContain('số 123/KH-UBND ngày 05/04/2023')
    const late = await site.as(officer).post('/chi-tieu/ke-hoach', { ...form, number: '456/KH-UBND' })
    expect(late.status).toBe(409)
    const html = await late.text()
    expect(html).toContain('456/KH-UBND')
    expect(html).toContain('Bản hiện có: 123/KH-UBND')
  })

  test('are not a school’s to edit', async () => {
    expect((await site.as(manager).get('/chi-tieu/ke-hoach')).status).toBe(403)
  })
})

describe('"Hôm nay" and search', () => {
  test('the department is told what is behind and which year to close, a school who does not count yet', async () => {
    const home = await page(officer, '/')
    expect(home).toContain('chậm so với lộ trình')
    expect(home).toContain('Chốt kết quả năm 2025')
    expect(await page(site.actor('school-manager', { kind: 'institution', id: other }), '/')).toContain(
      '285 nhà giáo và cán bộ quản lý nơi bạn quản lý chưa được tính vào T01',
    )
    expect(await page(manager, '/')).not.toContain('nơi bạn quản lý chưa được tính vào T01')
    expect(await page(teacher, '/')).not.toContain('nơi bạn quản lý chưa được tính')
  })

  test('a leader is told what is behind; a school sees its own figure, everybody else that of the whole city', async () => {
    const leader = await page(site.actor('department-leader'), '/')
    expect(leader).toContain('chậm so với lộ trình')
    expect(leader).not.toContain('Chốt kết quả')
    expect(leader).toMatch(/T01 · [^<]*, toàn thành phố/)
    const school = await page(site.actor('school-manager', { kind: 'institution', id: other }), '/')
    expect(school).toMatch(
      /stat-figure-text">0.%<[^>]*><span class="stat-label">T01 · [^<]*, nơi bạn quản lý/,
    )
    expect(school).toContain(`class="stat-box" href="/chi-tieu/T01/danh-sach?co-so=${other}"`)
  })

  test('an indicator is found by its code and by its words without marks', async () => {
    expect(await page(officer, '/tim?q=T06')).toContain('href="/chi-tieu/T06"')
    expect(await page(officer, '/tim?q=hoc lieu so')).toContain('href="/chi-tieu/T02"')
    expect(await page(publicActor, '/tim?q=T06')).not.toContain('/chi-tieu/T06')
  })
})
