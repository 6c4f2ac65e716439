import { beforeAll, describe, expect, test, vi } from 'vitest'
import { act } from '#platform/actions/run.ts'
import { systemActor } from '#platform/access.ts'
import { verifyChain } from '#platform/audit/verify.ts'
import { institutions } from '#modules/institutions/module.ts'
import { places } from '#modules/places/module.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { editPerson } from './actions/edit-person.ts'
import { mergePeople, undoMerge } from './actions/merge-people.ts'
import { findDuplicates } from './store/duplicates.ts'
import { people } from './module.ts'
import { makeInstitution, makePerson } from './testing.ts'

let site: TestApp
let hue: string
let other: string
const system = systemActor('test')

beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, people] })
  hue = await makeInstitution(site.app.database.owner, 'truong-mot')
  other = await makeInstitution(site.app.database.owner, 'truong-hai')
})

const owner = () => site.app.database.owner
const manager = (institution = hue) => site.actor('school-manager', { kind: 'institution', id: institution })
const person = (
  name: string,
  more: { birth?: string; phone?: string; number?: string } = {},
  institution = hue,
) => makePerson(owner(), name, institution, { ...more, keys: site.app.keys })
const form = (more: Record<string, string>) => ({ _form: 'save', version: '1', ...more })

describe('a citizen number', () => {
  test('is masked on the page and nowhere plain in the database', async () => {
    const id = await person('Trần Thị Mơ', { number: '046185000123' })
    const html = await (await site.as(manager()).get(`/nguoi/${id}`)).text()
    expect(html).toContain('*********123')
    expect(html).not.toContain('046185000123')
    const stored = await owner().query('select to_jsonb(p)::text as row from people.person p where id = $1', [
      id,
    ])
    expect(stored.rows[0].row).not.toContain('046185000123')
  })

  test('is shown once to somebody who gives a reason, and the look is logged with it', async () => {
    const id = await person('Lê Văn Hiện', { number: '046185000777' })
    const as = site.as(manager())
    const refused = await as.post(`/nguoi/${id}`, { _form: 'reveal', reason: '' })
    expect(refused.status).toBe(422)
    const sent = await as.post(`/nguoi/${id}`, { _form: 'reveal', reason: 'Đối chiếu hồ sơ bảo hiểm' })
    expect(sent.status).toBe(303)
    const to = sent.headers.get('location')!
    expect(to).not.toContain('046185000777')
    expect(await (await as.get(to)).text()).toContain('046185000777')
    expect(await (await as.get(to)).text()).not.toContain('046185000777')
    const looks = await owner().query(
      `select reason, actor_name from platform.look where $1 = any(subject_ids) and reason is not null`,
      [id],
    )
    expect(looks.rows).toEqual([{ reason: 'Đối chiếu hồ sơ bảo hiểm', actor_name: 'Test school-manager' }])
    expect(await (await as.get(`/nguoi/${id}`)).text()).toContain('Xem số định danh')
  })

  test('is not shown to a role without the right', async () => {
    const id = await person('Lê Thị Kín', { number: '046185000778' })
    const office = site.actor('academic-office', { kind: 'institution', id: hue })
    expect(await (await site.as(office).get(`/nguoi/${id}`)).text()).not.toContain('Lý do cần xem số')
    expect(
      (await site.as(office).post(`/nguoi/${id}`, { _form: 'reveal', reason: 'muốn xem thử' })).status,
    ).toBe(403)
  })

  test('belongs to one person only', async () => {
    await person('Hồ Thị Một', { number: '046185000801' })
    const id = await person('Hồ Thị Hai')
    const answer = await site
      .as(manager())
      .post(`/nguoi/${id}/sua`, form({ full_name: 'Hồ Thị Hai', citizen_number: '046 185 000 801' }))
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('Số này đã có ở hồ sơ của một người khác')
    expect(html).toContain('046 185 000 801')
  })
})

describe('a record', () => {
  test('of another school reads as not found, and the try is logged', async () => {
    const id = await person('Phan Văn Xa', {}, other)
    const warn = vi.spyOn(site.app.log, 'warn')
    for (const path of [`/nguoi/${id}`, `/nguoi/${id}/sua`])
      expect((await site.as(manager()).get(path)).status).toBe(404)
    expect(warn).toHaveBeenCalledWith(
      expect.objectContaining({ id, actor: expect.stringContaining('school-manager') }),
      'outside area',
    )
    warn.mockRestore()
    expect(
      (await site.as(manager()).post(`/nguoi/${id}/sua`, form({ full_name: 'Phan Văn Gần' }))).status,
    ).toBe(404)
    expect((await site.as(manager()).get('/nguoi/00000000-0000-4000-8000-000000000000')).status).toBe(404)
  })

  test('is edited; what was wrong stays typed', async () => {
    const id = await person('Ngô Thị Sửa', { birth: '1990-01-02' })
    const bad = await site
      .as(manager())
      .post(`/nguoi/${id}/sua`, form({ full_name: 'Ngô Thị Sửa', birth: '31/2/1990' }))
    expect(bad.status).toBe(422)
    expect(await bad.text()).toContain('value="31/2/1990"')
    const future = await site
      .as(manager())
      .post(`/nguoi/${id}/sua`, form({ full_name: 'Ngô Thị Sửa', birth: '1/1/2030' }))
    expect(await future.text()).toContain('Ngày sinh ở tương lai')
    const good = await site
      .as(manager())
      .post(
        `/nguoi/${id}/sua`,
        form({ full_name: 'Ngô  Thị Sứa', birth: '5/3/1990', phone: '+84 914 000 111', ethnicity: 'Tà Ôi' }),
      )
    expect(good.status).toBe(303)
    const row = await owner().query(
      'select full_name, birth_date, phone, ethnicity, is_minority, by_hand, version from people.person where id = $1',
      [id],
    )
    expect(row.rows[0]).toMatchObject({
      full_name: 'Ngô Thị Sứa',
      birth_date: '1990-03-05',
      phone: '0914000111',
      is_minority: true,
      version: 2,
    })
    expect(row.rows[0].by_hand).toEqual(
      expect.arrayContaining(['full_name', 'birth_date', 'phone', 'ethnicity']),
    )
  })

  test('edited by two people at once: the second sees both versions and may go on', async () => {
    const id = await person('Mai Văn Chung', { phone: '0905000001' })
    const as = site.as(manager())
    await as.post(`/nguoi/${id}/sua`, form({ full_name: 'Mai Văn Chung', phone: '0905000002' }))
    const second = await as.post(
      `/nguoi/${id}/sua`,
      form({ full_name: 'Mai Văn Chung', phone: '0905000003' }),
    )
    expect(second.status).toBe(409)
    const html = await second.text()
    expect(html).toContain('value="0905000003"')
    expect(html).toContain('Người khác vừa lưu: 0905000002')
    expect(html).toContain('name="version" value="2"')
    expect(
      (
        await as.post(`/nguoi/${id}/sua`, {
          ...form({ full_name: 'Mai Văn Chung', phone: '0905000003' }),
          version: '2',
        })
      ).status,
    ).toBe(303)
  })

  test('shows ethnicity only to those who may see it', async () => {
    const id = await person('Hồ Văn Kín')
    await owner().query(`update people.person set ethnicity = 'Pa Cô' where id = $1`, [id])
    expect(await (await site.as(manager()).get(`/nguoi/${id}`)).text()).toContain('Pa Cô')
    expect(await (await site.as(site.actor('inspector')).get(`/nguoi/${id}`)).text()).not.toContain('Pa Cô')
  })

  test('has a time line that says who changed what', async () => {
    const id = await person('Đỗ Thị Sử', { phone: '0905111222' })
    await site.as(manager()).post(`/nguoi/${id}/sua`, form({ full_name: 'Đỗ Thị Sử', phone: '0905111333' }))
    const html = await (await site.as(manager()).get(`/nguoi/${id}`)).text()
    expect(html).toContain('Sửa thông tin cá nhân')
    expect(html).toContain('0905111222 → 0905111333')
    expect(html).toContain('Test school-manager')
  })
})

test("a name is a name: a formula is refused in words and stays typed, K'Brôi is taken", async () => {
  const id = await person('H’Hen Niê')
  const formula = '=HYPERLINK("http://x")'
  const refused = await site.as(manager()).post(`/nguoi/${id}/sua`, form({ full_name: formula }))
  expect(refused.status).toBe(422)
  const html = await refused.text()
  expect(html).toContain('Họ tên chỉ gồm chữ')
  expect(html).toContain('value="=HYPERLINK(')
  const taken = await site
    .as(manager())
    .post(`/nguoi/${id}/sua`, form({ full_name: "K'Brôi  A Viết-Dupont" }))
  expect(taken.status).toBe(303)
  const stored = await owner().query('select full_name from people.person where id = $1', [id])
  expect(stored.rows[0].full_name).toBe("K'Brôi A Viết-Dupont")
})

describe('duplicates', () => {
  const probe = {
    full_name: 'Nguyễn Thị Song',
    birth_date: '1985-03-05',
    citizen_number_index: null,
    phone: null,
  }

  test('are found with reasons, surest first; a common name alone is none', async () => {
    const sameBirth = await person('Nguyen Thi Song', { birth: '1985-03-05' })
    const swapped = await person('Nguyễn Thị Song', { birth: '1985-05-03' })
    await person('Nguyễn Thị Song', { birth: '1977-07-07' })
    const byNumber = await person('Tên Khác Hẳn', { number: '046185000900' })
    const found = await site.app.database.read(system, (db) =>
      findDuplicates(db, {
        ...probe,
        citizen_number_kind: 'cccd',
        citizen_number_index: site.app.keys.index('046185000900'),
      }),
    )
    expect(found.map((one) => [one.id, one.certainty])).toEqual([
      [byNumber, 'certain'],
      [sameBirth, 'likely'],
      [swapped, 'possible'],
    ])
    expect(found[1]!.reasons).toEqual(['name_and_birth'])
  })

  test('outside the reach only the citizen number is compared, and nothing of the person is told', async () => {
    const id = await person('Võ Thị Xa', { birth: '1980-01-01', number: '046180000555' }, other)
    const look = (more: object) =>
      site.app.database.read(manager(), (db) =>
        findDuplicates(db, {
          full_name: 'Võ Thị Xa',
          birth_date: '1980-01-01',
          phone: null,
          citizen_number_index: null,
          ...more,
        }),
      )
    expect(await look({})).toEqual([])
    expect(await look({ citizen_number_index: site.app.keys.index('046180000555') })).toEqual([
      { id, person: undefined, certainty: 'certain', score: 100, reasons: ['citizen_number'] },
    ])
  })

  test('wait in a queue side by side until somebody says that they are two people', async () => {
    const a = await person('Tôn Nữ Trùng', { birth: '1991-09-09' })
    const b = await person('Tôn Nữ Trùng', { birth: '1991-09-09' }, other)
    const officer = site.as(site.actor('department-officer'))
    const path = `/nguoi/trung-lap?a=${a < b ? a : b}&b=${a < b ? b : a}`
    const html = await (await officer.get(path)).text()
    expect(html).toContain('Trường truong-mot')
    expect(html).toContain('Trường truong-hai')
    // Refused, the form comes back with the same two and its words under the form they were typed in.
    expect(html.split(`action="${path.replace('&', '&amp;')}"`)).toHaveLength(3)
    const refused = await (await officer.post(path, { _form: 'apart', a, b, reason: 'x y' })).text()
    expect(refused.match(/value="x y"/g)).toHaveLength(1)
    const sent = await officer.post('/nguoi/trung-lap', {
      _form: 'apart',
      a,
      b,
      reason: 'khác nơi sinh, đã hỏi hai trường',
    })
    expect(sent.status).toBe(303)
    expect(await (await officer.get('/nguoi/trung-lap')).text()).not.toContain('Tôn Nữ Trùng')
    expect((await site.as(manager()).get('/nguoi/trung-lap')).status).toBe(403)
  })
})

describe('merging', () => {
  test('keeps both histories, fills what was missing, and can be undone', async () => {
    const winner = await person('Bùi Thị Gộp', { birth: '1982-02-02' })
    const loser = await person('Bùi Thị Gộp', { phone: '0905222333', number: '046182000222' }, other)
    const officer = site.actor('department-officer')
    await act(
      site.app,
      editPerson,
      { id: loser, version: 1, full_name: 'Bùi Thị Gộp', phone: '0905222444' },
      officer,
    )
    const merged = await act(site.app, mergePeople, { winner, loser, reason: 'cùng một cô giáo' }, officer)

    const read = async (id: string) =>
      (await owner().query('select * from people.person where id = $1', [id])).rows[0]
    expect(await read(winner)).toMatchObject({
      birth_date: '1982-02-02',
      phone: '0905222444',
      citizen_number_end: '222',
      merged_into: null,
    })
    expect(await read(loser)).toMatchObject({ merged_into: winner, phone: '0905222444' })
    await expect(
      act(site.app, editPerson, { id: loser, version: 3, full_name: 'Bùi Thị Gộp Sửa' }, officer),
    ).rejects.toMatchObject({ refusal: 'precondition' })
    const html = await (await site.as(officer).get(`/nguoi/${winner}`)).text()
    expect(html).toContain('0905222333 → 0905222444')
    expect(html).toContain('Trường truong-hai')
    expect(await (await site.as(officer).get(`/nguoi/${loser}`)).text()).toContain(`href="/nguoi/${winner}"`)
    expect((await site.as(manager(other)).get(`/nguoi/${winner}`)).status).toBe(200)

    await act(site.app, undoMerge, { id: merged.id, reason: 'nhầm, là hai chị em' }, officer)
    expect(await read(winner)).toMatchObject({
      phone: null,
      citizen_number_end: null,
      citizen_number_index: null,
    })
    expect(await read(loser)).toMatchObject({
      merged_into: null,
      phone: '0905222444',
      citizen_number_end: '222',
    })
    expect((await site.as(manager(other)).get(`/nguoi/${winner}`)).status).toBe(404)
    await expect(
      act(site.app, undoMerge, { id: merged.id, reason: 'lần nữa xem sao' }, officer),
    ).rejects.toMatchObject({ refusal: 'conflict' })
    expect((await verifyChain(owner())).brokenAt).toBeUndefined()
  })

  test('is refused when the two have two citizen numbers, or one is already merged', async () => {
    const a = await person('Cao Văn A', { number: '046182000301' })
    const b = await person('Cao Văn A', { number: '046182000302' })
    const c = await person('Cao Văn A')
    const d = await person('Cao Văn A')
    const merge = (winner: string, loser: string) =>
      act(site.app, mergePeople, { winner, loser, reason: 'thử gộp hồ sơ' }, system)
    await expect(merge(a, b)).rejects.toMatchObject({ refusal: 'precondition' })
    await merge(a, c)
    await expect(merge(d, c)).rejects.toMatchObject({ refusal: 'conflict' })
    await expect(merge(d, d)).rejects.toMatchObject({ refusal: 'invalid' })
  })
})
