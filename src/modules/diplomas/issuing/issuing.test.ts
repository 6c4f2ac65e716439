import { beforeAll, describe, expect, test } from 'vitest'
import { signLines } from './sign-lines.ts'
import { graduatedClass, type GraduatedClass } from './testing/graduates.ts'

let here: GraduatedClass
beforeAll(async () => {
  here = await graduatedClass()
})

const sign = async (run: string) => {
  const answer = await here.send(run, 'sign', {}, here.manager)
  expect(answer.status, await answer.clone().text()).toBe(303)
  return signLines(here.site.app, run)
}

describe('from the decision into the hands of the learner', () => {
  test('draft, register, signature, hand-over: every diploma with its number, files and history', async () => {
    const { decision, people } = await here.graduates(['Nguyễn Văn An', 'Lê Thị Bình', 'Trần Cường'])
    const run = await here.start(decision)
    expect(await here.lines(run)).toMatchObject([
      { name: 'Nguyễn Văn An', state: 'draft', faults: [] },
      { name: 'Lê Thị Bình', state: 'draft', faults: [] },
      { name: 'Trần Cường', state: 'draft', faults: [] },
    ])
    const page = await here.text(`/cap-bang/${run}`)
    expect(page).toContain('Vào sổ 3 người')
    expect(page).toContain('Giỏi')
    const preview = await here.site
      .as(here.office)
      .get(`/van-bang-cap/${(await here.lines(run))[0]!.id}/xem-truoc.pdf`)
    expect(preview.headers.get('content-type')).toBe('application/pdf')

    expect((await here.send(run, 'number')).status).toBe(303)
    const numbered = await here.lines(run)
    expect(numbered.map((line) => line.entry)).toEqual([1, 2, 3])
    expect(new Set(numbered.map((line) => line.serial)).size).toBe(3)
    expect(await here.text(`/cap-bang/${run}`)).toContain('Chờ người có quyền ký')
    expect((await here.send(run, 'sign')).status).toBe(403)

    expect(await sign(run)).toEqual({ issued: 3, failed: 0 })
    expect((await here.one('issue_run', run)).state).toBe('issued')
    const [an] = await here.lines(run)
    const pdf = await here.site.as(here.office).get(`/van-bang-cap/${an!.id}/van-bang.pdf`)
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const json = await here.site.as(here.office).get(`/van-bang-cap/${an!.id}/van-bang.json`)
    expect(json.headers.get('content-type')).toContain('application/vc')
    expect(JSON.stringify(await json.json())).not.toContain('citizen')

    const hand = (more: Record<string, string | string[]>) =>
      here.post(`/cap-bang/${run}/trao`, {
        _form: 'deliver',
        on_date: '25/11/2026',
        to: 'holder',
        ...more,
      })
    const ids = (await here.lines(run)).map((line) => String(line.id))
    expect((await hand({})).status).toBe(422)
    expect((await hand({ 'diplomas[]': ids.slice(0, 2) })).status).toBe(303)
    const refused = await hand({ 'diplomas[]': ids.slice(2), to: 'authorised' })
    expect(await refused.text()).toContain('Ghi họ tên người nhận thay')
    expect((await hand({ 'diplomas[]': ids.slice(0, 1) })).status).toBe(422)
    const taker = { to: 'authorised', name: 'Trần Thị Mẹ', proof: 'giấy ủy quyền số 12' }
    expect((await hand({ 'diplomas[]': ids.slice(2), ...taker })).status).toBe(303)
    expect((await here.lines(run)).map((line) => line.state)).toEqual(['delivered', 'delivered', 'delivered'])
    const detail = await here.text(`/van-bang-cap/${ids[2]}`)
    for (const said of [
      'Vào sổ ngày',
      'Ký ngày',
      'Cấp ngày',
      'Trần Thị Mẹ nhận thay, theo giấy ủy quyền số 12',
    ])
      expect(detail).toContain(said)
    expect(detail).toContain(`/hoc-sinh/${people[2]!.learner}`)
    const again = await here.post('/cap-bang/moi', {
      _form: 'start',
      source: 'graduation',
      decision,
      issue_date: '25/11/2026',
      issue_place: 'Huế',
      signer_name: 'Trần Văn Đức',
      signer_capacity: 'Hiệu trưởng',
      medium: 'digital',
    })
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('đã có văn bằng hoặc đang ở đợt cấp khác')
  })

  test('the sheet of signatures, the list, the search and the exports say the same', async () => {
    const { decision } = await here.graduates(['Phạm Ký Nhận'])
    const run = await here.start(decision)
    await here.send(run, 'number')
    await sign(run)
    const [line] = await here.lines(run)
    const sheet = await here.site.as(here.office).get(`/cap-bang/${run}/ky-nhan.pdf`)
    expect(sheet.headers.get('content-type')).toBe('application/pdf')
    for (const q of ['ky nhan', String(line!.serial).toLowerCase()])
      expect(await here.text(`/van-bang-cap?q=${encodeURIComponent(q)}`)).toContain('Phạm Ký Nhận')
    expect(await here.text('/van-bang-cap?trang-thai=revoked')).not.toContain('Phạm Ký Nhận')
    expect(await here.text('/van-bang-cap?q=ky&nam=2025')).not.toContain('Phạm Ký Nhận')
    const csv = await here.text('/tai-ve/van-bang-cap.csv?q=ky+nhan')
    expect(csv).toContain(String(line!.entry_no))
    expect(csv).not.toContain('Nguyễn Văn An')
    const api = await here.site.as(here.office).get(`/api/v1/diplomas/${line!.id}`)
    expect(await api.json()).toMatchObject({
      serial: line!.serial,
      state: 'issued',
      full_name: 'Phạm Ký Nhận',
    })
  })

  test('is closed to other schools', async () => {
    const { decision } = await here.graduates(['Hồ Riêng Tư'])
    const run = await here.start(decision)
    const [line] = await here.lines(run)
    const stranger = here.at('school-manager', here.away)
    for (const path of [
      `/cap-bang/${run}`,
      `/cap-bang/${run}/trao`,
      `/cap-bang/${run}/ky-nhan.pdf`,
      `/van-bang-cap/${line!.id}`,
      `/van-bang-cap/${line!.id}/xem-truoc.pdf`,
      `/api/v1/diplomas/${line!.id}`,
    ])
      expect((await here.site.as(stranger).get(path)).status, path).toBe(404)
    expect((await here.send(run, 'number', {}, stranger)).status).toBe(404)
    expect(await here.text('/van-bang-cap?q=rieng+tu', stranger)).not.toContain('Hồ Riêng Tư')
  })
})

test('who keeps the register of a merged school reads its diplomas, whose address stays', async () => {
  const merged = await here.make.institution('truong-da-sap-nhap')
  const { decision } = await here.graduates(['Âu Sáp Nhập'])
  const run = await here.start(decision)
  await here.send(run, 'number')
  await sign(run)
  const [line] = await here.lines(run)
  const keeper = here.at('academic-office', merged)
  expect((await here.site.as(keeper).get(`/van-bang-cap/${line!.id}`)).status).toBe(404)
  await here.rows(`update diplomas.book set keeper_id = $1`, [merged])
  for (const path of [
    `/van-bang-cap/${line!.id}`,
    `/van-bang-cap/${line!.id}/van-bang.pdf`,
    `/api/v1/diplomas/${line!.id}`,
  ])
    expect((await here.site.as(keeper).get(path)).status, path).toBe(200)
  expect(await here.text('/van-bang-cap?q=sap+nhap', keeper)).toContain('Âu Sáp Nhập')
  await here.rows(`update diplomas.book set keeper_id = $1`, [here.home])
})

describe('the check before numbering', () => {
  test('every "no" is a sentence with a link; mended, it goes; left out, the rest goes on', async () => {
    const decision = await here.decision()
    const none = {
      citizen_number_kind: null,
      citizen_number_sealed: null,
      citizen_number_index: null,
      citizen_number_end: null,
    }
    const mai = await here.graduate(decision, 'Võ Thị Mai', none)
    await here.graduate(decision, 'Sơn', { birth_date: null, birth_year: 2005 })
    await here.graduate(decision, 'Đinh Trùng', { birth_date: '2005-05-05', ...none })
    await here.graduate(decision, 'Đinh Trùng', { birth_date: '2005-05-05' })
    await here.graduate(decision, 'Bùi Đủ')
    const run = await here.start(decision)
    const page = await here.text(`/cap-bang/${run}?xem=faulty`)
    for (const said of [
      'Chưa có số định danh cá nhân.',
      `/nguoi/${mai.person}/sua`,
      'Họ tên “Sơn” chưa đủ họ và tên',
      'Chưa có đủ ngày, tháng, năm sinh.',
      'Có hồ sơ khác trùng họ tên và ngày sinh',
    ])
      expect(page).toContain(said)
    expect(page).not.toContain('Bùi Đủ')
    const refused = await here.send(run, 'number')
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Còn 4 người thiếu điều kiện')

    const digits = '046206001234'
    await here.rows(
      `update people.person set citizen_number_kind = 'cccd', citizen_number_sealed = 'x', citizen_number_index = $2, citizen_number_end = '234' where id = $1`,
      [mai.person, here.site.app.keys.index(digits)],
    )
    expect((await here.send(run, 'rebuild')).status).toBe(303)
    expect((await here.lines(run)).filter((line) => (line.faults as unknown[]).length > 0)).toHaveLength(3)

    for (const line of await here.lines(run)) {
      if ((line.faults as unknown[]).length === 0) continue
      expect((await here.send(run, 'leave', { diploma: String(line.id), reason: '' })).status).toBe(422)
      const reason = 'Chờ bổ sung giấy khai sinh'
      expect((await here.send(run, 'leave', { diploma: String(line.id), reason })).status).toBe(303)
    }
    expect((await here.send(run, 'rebuild')).status).toBe(303)
    expect((await here.lines(run)).map((line) => line.name)).toEqual(['Bùi Đủ', 'Võ Thị Mai'])
    const left = await here.text(`/cap-bang/${run}`)
    expect(left).toContain('Để lại đợt sau: 3 người')
    const [back] = await here.rows(
      `select l.id from diplomas.left_out l join people.person p on p.id = l.person_id where l.run_id = $1 and p.full_name = 'Sơn'`,
      [run],
    )
    expect((await here.send(run, 'let', { left_out: String(back!.id) })).status).toBe(303)
    expect(await here.lines(run)).toHaveLength(3)
  })

  test('a name typed with combining marks is the same name', async () => {
    const decision = await here.decision()
    const name = 'Nguyễn Thị Ánh Tuyết'
    await here.graduate(decision, name.normalize('NFD'))
    const run = await here.start(decision)
    expect(await here.lines(run)).toMatchObject([{ name: name.normalize('NFC'), faults: [] }])
  })

  test('who holds a diploma of the occupation already is named with it', async () => {
    const first = await here.graduates(['Cao Hai Bằng'])
    const run = await here.start(first.decision)
    await here.send(run, 'number')
    await sign(run)
    const [line] = await here.lines(run)
    const second = await here.decision()
    const other = await here.graduate(second, 'Cao Hai Bằng', { birth_date: '2001-01-01' })
    await here.rows(`update diplomas.diploma set person_id = $1 where id = $2`, [other.person, line!.id])
    const page = await here.text(`/cap-bang/${await here.start(second)}`)
    expect(page).toContain(`Đã có văn bằng cùng loại, cùng ngành, nghề (số hiệu ${line!.serial}).`)
    expect(page).toContain(`/van-bang-cap/${line!.id}`)
  })

  test('a day before the decision, and a digital form of a time that knew none, are refused at their fields', async () => {
    const old = await here.decision({ signed_on: '2026-03-02', effective_on: '2026-03-02' })
    await here.graduate(old, 'Lê Trước Luật')
    const start = (more: Record<string, string>) =>
      here.post('/cap-bang/moi', {
        _form: 'start',
        source: 'graduation',
        decision: old,
        issue_place: 'Huế',
        signer_name: 'Trần Văn Đức',
        signer_capacity: 'Hiệu trưởng',
        medium: 'digital',
        ...more,
      })
    expect(await (await start({ issue_date: '01/03/2026' })).text()).toContain(
      'không được trước ngày quyết định',
    )
    const digital = await start({ issue_date: '10/03/2026' })
    expect(digital.status).toBe(422)
    expect(await digital.text()).toContain('chưa có bản số vào ngày cấp')
    expect((await start({ issue_date: '10/03/2026', medium: 'paper' })).status).toBe(303)
  })

  test('the page to begin with names the issues there are for the decision', async () => {
    const { decision } = await here.graduates(['Tạ Đã Bắt Đầu'])
    expect(await here.text(`/cap-bang/moi?quyet-dinh=${decision}`)).not.toContain('Đã có đợt cấp')
    const run = await here.start(decision)
    const page = await here.text(`/cap-bang/moi?quyet-dinh=${decision}`)
    expect(page).toContain('Đang chuẩn bị: 1 người')
    expect(page).toContain(`/cap-bang/${run}`)
  })

  test('two people beginning the same list at once make one issue', async () => {
    const { decision } = await here.graduates(['Tôn Một Lần'])
    const tries = await Promise.allSettled([here.start(decision), here.start(decision), here.start(decision)])
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(
      await here.rows(`select 1 from diplomas.issue_run where decision_id = $1`, [decision]),
    ).toHaveLength(1)
  })
})

describe('on paper', () => {
  test('takes blanks in the order of their serials; a number voided by mistake stays, its blank is spoiled', async () => {
    await here.blanks(1, 4)
    const { decision, people } = await here.graduates(['Ngô Giấy Một', 'Ngô Giấy Hai', 'Ngô Giấy Ba'])
    const run = await here.start(decision, { medium: 'paper' })
    expect((await here.send(run, 'number')).status).toBe(303)
    const before = await here.lines(run)
    expect(before.map((line) => line.serial)).toEqual(['B 000001', 'B 000002', 'B 000003'])
    const wrong = before[1]!
    const path = `/van-bang-cap/${wrong.id}`
    const voiding = { _form: 'void', id: String(wrong.id), version: String(wrong.version) }
    expect((await here.post(path, { ...voiding, reason: '' })).status).toBe(422)
    expect((await here.post(path, { ...voiding, reason: 'In sai tên trên phôi' })).status).toBe(303)
    expect((await here.post(path, { ...voiding, reason: 'In sai tên trên phôi' })).status).toBe(422)
    expect(
      await here.rows(
        `select b.state, d.state as diploma from diplomas.blank b join diplomas.diploma d on d.blank_id = b.id where d.id = $1`,
        [wrong.id],
      ),
    ).toEqual([{ state: 'spoiled', diploma: 'void' }])

    expect((await here.send(run, 'sign', {}, here.manager)).status).toBe(303)
    expect((await here.lines(run)).map((line) => line.state)).toEqual(['issued', 'void', 'issued'])
    expect((await here.one('issue_run', run)).state).toBe('issued')

    const second = await here.start(decision, { medium: 'paper' })
    expect(await here.lines(second)).toHaveLength(1)
    expect((await here.send(second, 'number')).status).toBe(303)
    expect(await here.lines(second)).toMatchObject([{ serial: 'B 000004' }])
    expect((await here.lines(second))[0]!.entry).toBe(Number(before[2]!.entry) + 1)
    expect(people).toHaveLength(3)
  })

  test('with fewer blanks than people nothing is taken', async () => {
    const { decision } = await here.graduates(['Đỗ Thiếu Phôi'])
    const run = await here.start(decision, { medium: 'both' })
    const [book] = await here.rows(`select sum(last_entry)::int as last from diplomas.book`)
    const refused = await here.send(run, 'number')
    expect(refused.status).toBe(422)
    expect(await here.lines(run)).toMatchObject([{ state: 'draft', entry: null }])
    expect(await here.rows(`select sum(last_entry)::int as last from diplomas.book`)).toEqual([book])
  })
})

test('a one-time code stands for the signature; it is sent to the holder only, and guessed never', async () => {
  const decision = await here.decision()
  await here.graduate(decision, 'Thái Mã Số', { email: 'maso@hoc.vn' })
  const run = await here.start(decision)
  await here.send(run, 'number')
  await sign(run)
  const [line] = await here.lines(run)
  const path = `/van-bang-cap/${line!.id}`
  const sent = await here.site
    .as(here.office)
    .post(path, { _form: 'code', id: String(line!.id) }, { accept: 'application/json' })
  const [letter] = await here.site.app.mailer.listMail()
  const { text = '' } = (await here.site.app.mailer.readMail(letter!.id)) as { text?: string }
  const code = /\b\d{6}\b/.exec(text.replaceAll(String(line!.serial), ''))![0]
  expect(await sent.text()).not.toContain(code)
  const hand = (typed: string) =>
    here.post(path, {
      _form: 'deliver',
      'diplomas[]': [String(line!.id)],
      on_date: '25/11/2026',
      to: 'holder',
      code: typed,
    })
  const wrong = code === '000000' ? '111111' : '000000'
  expect(await (await hand(wrong)).text()).toContain('Mã không đúng')
  expect((await hand(code)).status).toBe(303)
  expect(await here.text(path)).toContain('Xác nhận bằng mã một lần')
})
