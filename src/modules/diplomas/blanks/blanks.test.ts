import { beforeAll, describe, expect, test } from 'vitest'
import { twoSchools, type TwoSchools } from '../registers/testing/school.ts'

let here: TwoSchools
beforeAll(async () => {
  here = await twoSchools()
})

const kind = 'intermediate_diploma'
const home = () => `/phoi/truong/${here.home}`
const save = (what: string, form: Record<string, string>, actor = here.office, school = here.home) =>
  here.post(
    `/phoi/truong/${school}/${what}`,
    { _form: 'save', institution: school, kind, on_date: '24/11/2026', paper_no: '05/BB', ...form },
    actor,
  )
const receive = (first_serial: string, last_serial: string, more: Record<string, string> = {}) =>
  save('nhap', { first_serial, last_serial, ...more })
/** What is read on a page. */
const words = (html: string) => html.replaceAll(/<[^>]*>/g, ' ')
/** The sentences of a refusal. */
const refusal = async (answer: Response) => {
  expect(answer.status).toBe(422)
  return words(await answer.text())
}
const states = async (prefix: string) =>
  Object.fromEntries(
    (
      await here.rows(
        `select state, count(*)::int as n from diplomas.blank where serial like $1 group by state order by state`,
        [`${prefix}%`],
      )
    ).map((row) => [row.state, row.n]),
  )

describe('receiving', () => {
  test('takes every serial of the range in and shows the balance', async () => {
    const answer = await receive('TC0001', 'TC0100')
    expect(answer.status).toBe(303)
    expect(await states('TC')).toEqual({ left: 100 })
    const page = await here.text(home())
    expect(page).toContain('Bằng tốt nghiệp trung cấp: số tiếp theo là TC0001')
    expect(page).toContain('Khớp')
    expect(await here.text(answer.headers.get('location')!)).toContain('TC0001 đến TC0100')
  })

  test.each([
    [
      { first_serial: 'TC0050', last_serial: 'TC0150' },
      '51 số trong dải này trường đã nhập rồi, từ TC0050 đến TC0100',
    ],
    [{ first_serial: 'TD0001', last_serial: 'TD001' }, 'Số cuối có số chữ số khác số đầu'],
    [{ first_serial: 'TD0001', last_serial: 'TE0009' }, 'không cùng một dải'],
    [{ first_serial: 'TD0009', last_serial: 'TD0001' }, 'Số cuối nhỏ hơn số đầu'],
    [{ first_serial: 'TD000001', last_serial: 'TD100001' }, 'nhiều nhất 100.000 phôi'],
    [{ first_serial: 'TD0001', paper_no: '' }, 'Nhập số biên bản'],
    [{ first_serial: 'TD0001', on_date: '26/11/2026' }, 'Ngày này chưa đến'],
    [{ first_serial: 'TD0001', on_date: '31/02/2026' }, 'Nhập ngày theo dạng'],
    [{ first_serial: 'TD0001', kind: '' }, 'Chọn loại phôi'],
  ])('%j is refused in words and keeps what was typed', async (form, words) => {
    const answer = await save('nhap', { last_serial: '', ...form } as Record<string, string>)
    const text = await answer.clone().text()
    expect(await refusal(answer)).toContain(words)
    expect(text).toContain(`value="${form.first_serial}"`)
    expect(await states('TD')).toEqual({})
  })

  test('a serial that stands in another school is refused without saying where', async () => {
    const office = here.at('academic-office', here.away)
    const answer = await save('nhap', { first_serial: 'TC0100', last_serial: 'TC0101' }, office, here.away)
    expect(await refusal(answer)).toContain('1 số trong dải này đã có ở cơ sở khác')
    expect(await states('TC')).toEqual({ left: 100 })
  })

  test('a serial a diploma carries cannot be a new blank', async () => {
    await here.write((tx) => here.enter(tx, ['Lê Thị Mai'], { serials: ['TF 0002'] }))
    expect(await refusal(await receive('TF0001', 'TF0003'))).toContain('Số TF 0002 đã cấp cho một văn bằng')
  })

  test('is for the keepers of the school: readers and other schools are turned away', async () => {
    expect((await save('nhap', { first_serial: 'TG1' }, here.at('inspector'))).status).toBe(403)
    expect((await save('nhap', { first_serial: 'TG1' }, here.at('academic-office', here.away))).status).toBe(
      404,
    )
    expect((await here.site.as(here.at('academic-office', here.away)).get(home())).status).toBe(404)
  })
})

describe('moving to another school', () => {
  const theirs = () => here.at('academic-office', here.away)
  const send = async (first_serial: string, last_serial: string): Promise<string> => {
    const answer = await save('chuyen', { first_serial, last_serial, other: here.away })
    expect(answer.status).toBe(303)
    return answer.headers.get('location')!.split('/').at(-1)!.split('?')[0]!
  }
  const answerMove = (form: string, movement: string, more: Record<string, string> = {}) =>
    here.post(`/phoi/truong/${here.away}/nhan/${movement}`, { _form: form, movement, ...more }, theirs())

  test('the sender keeps them in its books, unusable, until the receiver has taken them in', async () => {
    const move = await send('TC0091', 'TC0100')
    expect(await states('TC')).toEqual({ left: 90, moving: 10 })
    expect(await here.text(`/phoi/truong/${here.away}`, theirs())).toContain('Phôi đang chuyển đến')
    expect(await here.text('/', theirs())).toContain('Nhận 10 phôi chuyển đến')

    const taken = await answerMove('accept', move, { on_date: '25/11/2026' })
    expect(taken.status).toBe(303)
    const both = await here.rows(
      `select m.act, m.institution_id, m.other_id, o.act as other_act from diplomas.blank_movement m
       join diplomas.blank_movement o on o.id = m.other_movement_id order by m.act`,
    )
    expect(both).toEqual([
      { act: 'move_in', institution_id: here.away, other_id: here.home, other_act: 'move_out' },
      { act: 'move_out', institution_id: here.home, other_id: here.away, other_act: 'move_in' },
    ])
    const [held] = await here.rows(
      `select count(*)::int as n from diplomas.blank where institution_id = $1 and state = 'left'`,
      [here.away],
    )
    expect(held).toEqual({ n: 10 })
    expect((await answerMove('accept', move, { on_date: '25/11/2026' })).status).toBe(422)
  })

  test('given back with a reason, they are the sender’s again', async () => {
    const move = await send('TC0081', 'TC0082')
    expect((await answerMove('refuse', move, { reason: '' })).status).toBe(422)
    expect((await answerMove('refuse', move, { reason: 'Thiếu một tờ' })).status).toBe(303)
    const page = await here.text(`/phoi/phieu/${move}`)
    expect(page).toContain('Đã thôi chuyển')
    expect(page).toContain('Thiếu một tờ')
    const [held] = await here.rows(`select institution_id, state from diplomas.blank where serial = 'TC0082'`)
    expect(held).toEqual({ institution_id: here.home, state: 'left' })
  })

  test('the sender can take them back; then the receiver cannot take them in any more', async () => {
    const move = await send('TC0083', 'TC0083')
    const back = { _form: 'recall', movement: move, reason: 'Gửi nhầm trường' }
    expect((await here.post(`/phoi/phieu/${move}`, back)).status).toBe(303)
    expect(await refusal(await answerMove('accept', move, { on_date: '25/11/2026' }))).toContain(
      'Lần chuyển này đã có người nhận, trả hoặc thôi chuyển',
    )
  })

  test('what is not left is named with why', async () => {
    await here.rows(`update diplomas.blank set state = 'used' where serial in ('TC0001', 'TC0002')`)
    const to = { other: here.away }
    const used = await save('chuyen', { first_serial: 'TC0001', last_serial: 'TC0005', ...to })
    expect(await refusal(used)).toContain('2 phôi đã dùng để cấp bằng: TC0001 đến TC0002')
    const gone = await save('chuyen', { first_serial: 'TC0091', last_serial: 'TC0092', ...to })
    expect(await refusal(gone)).toContain('2 số không có trong kho của trường: TC0091 đến TC0092')
    const self = await save('chuyen', { first_serial: 'TC0003', other: here.home })
    expect(await refusal(self)).toContain('Bên nhận phải là cơ sở khác')
  })
})

describe('spoiled and destroyed', () => {
  test('only what is spoiled is destroyed, and its serial never comes back', async () => {
    const unspoiled = await save('huy', { serials: 'TC0010' })
    expect(await refusal(unspoiled)).toContain('1 phôi chưa ghi hỏng: TC0010')
    expect(await refusal(await save('huy', {}))).toContain('không có phôi hỏng nào chờ hủy')
    const spoiled = await save('hong', {
      serials: 'TC0010, TC0012 đến TC0014',
      reason: 'In lệch khi thử máy',
    })
    expect(spoiled.status).toBe(303)
    const answer = await save('huy', { serials: '' })
    expect(answer.status).toBe(303)
    const page = await here.text(answer.headers.get('location')!)
    expect(page).toContain('TC0012 đến TC0014: 3 phôi')
    expect(await here.text(home())).toContain('hủy 4')
    expect(await refusal(await receive('TC0010', 'TC0010'))).toContain('đã nhập rồi')
    expect(await refusal(await save('hong', { serials: 'TC0010', reason: 'Hỏng lần nữa' }))).toContain(
      'đã hủy: TC0010',
    )
    expect(await refusal(await save('hong', { serials: 'TC0020; ba tờ', reason: 'Bị ướt' }))).toContain(
      'Không đọc được “ba tờ”',
    )
  })

  test('every act has minutes as a PDF', async () => {
    const acts = await here.rows(
      `select distinct on (act) act, id, institution_id from diplomas.blank_movement`,
    )
    expect(acts.map((row) => row.act).toSorted()).toEqual([
      'destroy',
      'move_in',
      'move_out',
      'receive',
      'spoil',
    ])
    for (const row of acts) {
      const actor = here.at('academic-office', String(row.institution_id))
      const file = await here.site.as(actor).get(`/phoi/phieu/${String(row.id)}/bien-ban.pdf`)
      expect(file.headers.get('content-type')).toBe('application/pdf')
      expect(
        Buffer.from(await file.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-')
    }
  })
})

test('an issue in preparation that needs more blanks than are left is a duty of the office', async () => {
  const kindId = await here.one(
    `select id from diplomas.kind where code = 'elementary_certificate' and to_date is null`,
  )
  const run = await here.one(
    `insert into diplomas.issue_run (institution_id, kind_id, decision_no, decision_date, medium, issue_date, issue_place, signer_name,
       signer_capacity, made_by, made_by_name)
     values ($1, $2, '1/QĐ', '2026-11-24', 'paper', '2026-11-25', 'Huế', 'Trần Văn Đức', 'Hiệu trưởng', 'test', 'Test') returning id`,
    [here.home, kindId],
  )
  await here.rows(
    `insert into diplomas.diploma (public_id, institution_id, kind_id, kind_code, run_id, content, name_key)
     select lpad(n::text, 16, '0'), $1, $2, 'elementary_certificate', $3, '{}', 'x' from generate_series(1, 3) n`,
    [here.home, kindId, run],
  )
  const receiveCertificates = (first_serial: string, last_serial: string) =>
    receive(first_serial, last_serial, { kind: 'elementary_certificate' })
  expect((await receiveCertificates('SC01', 'SC02')).status).toBe(303)
  const short = words(await here.text('/'))
  expect(short).toContain('Thiếu phôi Chứng chỉ sơ cấp')
  expect(short).toContain('còn 2 phôi, 3 người đang chờ cấp bằng giấy')
  expect((await receiveCertificates('SC03', 'SC03')).status).toBe(303)
  expect(words(await here.text('/'))).not.toContain('Thiếu phôi')
})

describe('who oversees', () => {
  test('the department sees every school and its balance, and a school only itself', async () => {
    const page = await here.text('/phoi', here.site.actor('department-officer'))
    expect(page).toContain('Trường truong-nghe')
    expect(page).toContain('Trường truong-xa')
    expect(page).not.toContain('Lệch')
    const own = await here.text('/phoi', here.at('academic-office', here.away))
    expect(own).not.toContain('Trường truong-nghe')
  })

  test('movements can be asked for by kind and act', async () => {
    const page = await here.text(`${home()}?viec=destroy`)
    expect(page).toContain('Hủy phôi hỏng')
    expect(page).not.toContain('Trả lại')
    expect(await here.text(`${home()}?viec=destroy&loai=college_diploma`)).toContain(
      'Không có lần xuất nhập nào như vậy',
    )
    expect(await here.text(`${home()}?sau=bad~mark&viec=nothing`)).toContain('TC0001 đến TC0100')
  })
})
