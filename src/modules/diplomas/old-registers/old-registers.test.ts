import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { oldRegisterDuties } from './duties.ts'
import { openDesks, scan, type Desks } from './testing/desk.ts'

let desk: Desks
beforeAll(async () => {
  desk = await openDesks()
})
const check = (number: string, name: string) =>
  desk.text(`/van-bang?so=${encodeURIComponent(number)}&ten=${encodeURIComponent(name)}`, publicActor)

describe('a page of an old register', () => {
  test('keyed twice apart, settled by a third, answers the public check with its year', async () => {
    const { book, id } = await desk.page()
    const line = desk.line()
    expect((await desk.key(id, 'một', [line])).status).toBe(303)
    // The second sees nothing of the first.
    const blind = await desk.text(`/so-cu/trang/${id}`, desk.clerk('hai'))
    expect(blind).not.toContain('Hồ Thị Sổ Cũ')
    expect((await desk.key(id, 'hai', [{ ...line, full_name: 'Hồ Thị Số Cũ' }])).status).toBe(303)
    const third = await desk.text(`/so-cu/trang/${id}`, desk.clerk('ba'))
    expect(third).toContain('Có 1 ô hai lần nhập khác nhau')
    const english = await desk.site.as(desk.clerk('ba')).post(`/so-cu/trang/${id}?lang=en`, {
      _form: 'approve',
      version: String(
        (await desk.first('select version from diplomas.old_page where id = $1', [id])).version,
      ),
      ...desk.fieldsOf([{ ...line, full_name: '' }]),
    })
    expect(await english.text()).toContain('Line 1, Full name: ')
    const undecided = await desk.approve(id, 'ba', [{ ...line, full_name: '' }])
    expect(undecided.status).toBe(422)
    expect(await undecided.text()).toContain('Dòng 1, Họ và tên: chọn một cách đọc')
    const picked = await desk.approve(id, 'ba', [{ ...line, full_name: '' }], {
      'rows.0.pick.full_name': '1',
    })
    expect(picked.status).toBe(303)

    const [made] = await desk.linesOf(book)
    expect(made).toMatchObject({
      state: 'issued',
      origin: 'digitised',
      entry_no: '12',
      is_compared: true,
      old_page_id: id,
    })
    const answer = await check(`A${desk.year()}0012`, 'ho thi so cu')
    expect(answer).toContain('Thật và đang có hiệu lực')
    expect(answer).toContain('Hồ Thị Sổ Cũ')
    expect(answer.toLowerCase()).toContain(`số hóa từ sổ gốc năm ${desk.year()}`)
    const progress = await desk.text(`/so-cu/${book}`)
    expect(progress).toContain('10\u00a0% (1/10 ô)')
  })

  test('keeps what each keyer had otherwise, as a rate of errors', async () => {
    const { book, id } = await desk.page()
    const line = desk.line()
    await desk.key(id, 'đúng', [line])
    await desk.key(id, 'sai', [{ ...line, full_name: 'Hồ Thị Số Cũ', birth: '5/9/1973' }])
    await desk.approve(id, 'ba', [line])
    const rates = await desk.rows(
      'select account, wrong, fields from diplomas.old_keying where page_id = $1 and round < 3 order by account',
      [id],
    )
    expect(rates).toEqual([
      { account: 'clerk-sai', wrong: 2, fields: 10 },
      { account: 'clerk-đúng', wrong: 0, fields: 10 },
    ])
    expect(await desk.text(`/so-cu/${book}`)).toContain('20\u00a0% (2/10 ô)')
  })

  test('is never keyed or settled twice by one person', async () => {
    const { id } = await desk.page()
    await desk.key(id, 'một', [desk.line()])
    expect((await desk.key(id, 'một', [desk.line()])).status).toBe(422)
    expect(await desk.stateOf(id)).toBe('keyed_once')
    await desk.key(id, 'hai', [desk.line()])
    for (const who of ['một', 'hai']) expect((await desk.approve(id, who, [desk.line()])).status).toBe(422)
    expect((await desk.key(id, 'ba', [desk.line()])).status).toBe(422)
    expect(await desk.stateOf(id)).toBe('keyed_twice')
  })

  test('a line one keyer missed is settled as one line, the others stay as they are', async () => {
    const { book, id } = await desk.page()
    const rows = ['Lê Văn An', 'Trần Bình', 'Hồ Thị Cúc'].map((full_name, at) =>
      desk.line({ full_name, entry_no: String(at + 1), serial: `M${desk.year()}${at}` }),
    )
    await desk.key(id, 'một', rows)
    await desk.key(id, 'hai', [rows[0]!, rows[2]!])
    const third = await desk.text(`/so-cu/trang/${id}`, desk.clerk('ba'))
    expect(third).toContain('Chỉ lần 1 có dòng này')
    expect((await desk.approve(id, 'ba', rows)).status).toBe(422)
    expect((await desk.approve(id, 'ba', rows, { 'rows.1.alone': 'keep' })).status).toBe(303)
    expect((await desk.linesOf(book)).map((one) => one.entry_no)).toEqual(['1', '2', '3'])
  })

  test('sixty lines enter in order, with the numbers of the book and its gaps', async () => {
    const rows = Array.from({ length: 60 }, (_, at) =>
      desk.line({
        entry_no: String(at * 2 + 1),
        serial: `B${desk.year()}${at}`,
        full_name: `Lê Văn ${'ABCDEGHKLMN'[at % 11]}n`,
      }),
    )
    const { book } = await desk.approved(rows)
    const made = await desk.linesOf(book)
    expect(made.map((row) => row.entry_no)).toEqual(rows.map((row) => row.entry_no))
    expect(await desk.text(`/so-goc/${book}`)).toContain('Lê Văn An')
  })

  test.each([
    [{ full_name: '' }, 'Dòng 1, Họ và tên: thiếu họ và tên'],
    [{ serial: '', entry_no: '' }, 'Dòng 1, Số hiệu: thiếu cả số hiệu và số vào sổ'],
    [{ birth: '31/2/1970' }, 'Dòng 1, Ngày hoặc năm sinh: ngày sinh không đọc được'],
    [{ issue_date: 'hôm qua' }, 'Dòng 1, Ngày cấp: ngày cấp không đọc được'],
    [{ issue_date: '20/7/2096' }, 'Dòng 1, Ngày cấp: ngày cấp ở tương lai'],
    [{ birth: '5/9/1072' }, 'Dòng 1, Ngày hoặc năm sinh: ngày sinh ở tương lai hoặc trước năm 1900'],
    [{ year: '2099' }, 'Dòng 1, Năm tốt nghiệp: '],
  ])('with %j is not approved, and nothing typed is lost', async (wrong, said) => {
    const { book, id } = await desk.page()
    await desk.key(id, 'một', [desk.line(wrong)])
    await desk.key(id, 'hai', [desk.line(wrong)])
    const answer = await desk.approve(id, 'ba', [desk.line({ ...wrong, programme: 'Gò hàn tay' })])
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain(said)
    expect(text).toContain('Gò hàn tay')
    expect(await desk.linesOf(book)).toEqual([])
  })

  test('of a kind that was not there on the day of a line says which line it is', async () => {
    const { id } = await desk.page(await desk.book({ kind: 'vocational_high_school_diploma' }))
    for (const who of ['một', 'hai']) await desk.key(id, who, [desk.line()])
    const answer = await desk.approve(id, 'ba', [desk.line()])
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Dòng của Hồ Thị Sổ Cũ: vào ngày ấy chưa có loại văn bằng này')
  })

  test('lines both keyers missed are added, as many as there are', async () => {
    const { book, id } = await desk.page()
    const rows = ['Lê Văn An', 'Trần Bình', 'Hồ Thị Cúc', 'Võ Văn Dần'].map((full_name, at) =>
      desk.line({ full_name, entry_no: String(at + 1), serial: `N${desk.year()}${at}` }),
    )
    await desk.key(id, 'một', [rows[0]!])
    await desk.key(id, 'hai', [rows[0]!])
    const third = await desk.text(`/so-cu/trang/${id}`, desk.clerk('ba'))
    for (const at of [1, 2, 3]) expect(third).toContain(`name="rows.${at}.full_name"`)
    // One of them bears a number that is taken: its place is open, and asks why.
    const twin = { ...rows[3]!, serial: rows[0]!.serial! }
    const stopped = await desk.approve(id, 'ba', [rows[0]!, rows[1]!, rows[2]!, twin])
    expect(stopped.status).toBe(422)
    const text = await stopped.text()
    expect(text).toContain('name="rows.3.twin"')
    expect(text).toContain('name="rows.6.full_name"')
    expect(text).toMatch(/<details[^>]* open[^>]*>(?:(?!<\/details>)[^])*name="rows\.1\.full_name"/)
    const more = { 'rows.3.twin': 'Sổ gốc ghi trùng' }
    expect((await desk.approve(id, 'ba', [rows[0]!, rows[1]!, rows[2]!, twin], more)).status).toBe(303)
    expect((await desk.linesOf(book)).map((one) => one.entry_no)).toEqual(['1', '2', '3', '4'])
  })

  test('two pages that give one number, approved at once: one of them is asked why', async () => {
    const book = await desk.book()
    const ids = [(await desk.page(book)).id, (await desk.page(book)).id]
    for (const id of ids) for (const who of ['một', 'hai']) await desk.key(id, who, [desk.line()])
    const answers = await Promise.all(ids.map((id) => desk.approve(id, 'ba', [desk.line()])))
    expect(answers.map((one) => one.status).toSorted()).toEqual([303, 422])
  })

  test('goes with its register to the school that keeps it from now on', async () => {
    const { book, id } = await desk.page()
    await desk.key(id, 'một', [desk.line()])
    const heir = desk.at('academic-office', desk.away)
    const handed = await desk.post(
      '/so-goc/ban-giao',
      { _form: 'hand', issuer: desk.home, keeper: desk.away, on_date: '24/11/2026', paper_no: '1/BB' },
      desk.site.actor('department-officer'),
    )
    expect(handed.status).toBe(303)
    expect((await desk.site.as(desk.clerk('hai')).get(`/so-cu/trang/${id}`)).status).toBe(404)
    const keyed = await desk.post(
      `/so-cu/trang/${id}`,
      { _form: 'key', version: '0', done: 'true', ...desk.fieldsOf([desk.line()]) },
      heir,
    )
    expect(keyed.status).toBe(303)
    expect(await desk.stateOf(id)).toBe('keyed_twice')
    // The next page stands behind those that were handed over.
    expect((await desk.upload(book, scan(), heir)).status).toBe(303)
    const numbers = await desk.rows('select number from diplomas.old_page where book_id = $1 order by 1', [
      book,
    ])
    expect(numbers).toEqual([{ number: 1 }, { number: 2 }])
    await desk.rows(`update diplomas.book set keeper_id = issuer_id where keeper_id = $1`, [desk.away])
  })

  test('two who approve at once: the page enters once', async () => {
    const { book, id } = await desk.page()
    await desk.key(id, 'một', [desk.line()])
    await desk.key(id, 'hai', [desk.line()])
    const answers = await Promise.all(['ba', 'bốn'].map((who) => desk.approve(id, who, [desk.line()])))
    expect(answers.map((one) => one.status).toSorted()).toEqual([303, 422])
    expect(await desk.linesOf(book)).toHaveLength(1)
  })
})

test('a register of a school that is not there is opened by nobody', async () => {
  const anywhere = desk.site.actor('academic-office')
  const answer = await desk.post(
    '/so-cu',
    { _form: 'open', issuer: crypto.randomUUID(), kind: 'intermediate_diploma', year: '1990' },
    anywhere,
  )
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Chọn cơ sở đã cấp')
})

describe('a number the book gives twice', () => {
  const twins = () => [
    desk.line({ full_name: 'Võ Thị Trước', birth: '1970' }),
    desk.line({ full_name: 'Ngô Văn Sau', entry_no: '13', birth: '1971' }),
  ]

  test('stops the page until somebody says why, then both answer, each to who knows it', async () => {
    const { book, id } = await desk.page()
    const rows = twins()
    await desk.key(id, 'một', rows)
    await desk.key(id, 'hai', rows)
    const refused = await desk.approve(id, 'ba', rows)
    expect(refused.status).toBe(422)
    const text = await refused.text()
    expect(text).toContain(`Dòng 2: số A ${desk.year()}0012 đã có ở một dòng khác`)
    expect(text).toContain('name="rows.1.twin"')
    const reason = 'Sổ gốc ghi trùng, hai bằng đều có'
    expect((await desk.approve(id, 'ba', rows, { 'rows.1.twin': reason })).status).toBe(303)
    expect((await desk.linesOf(book)).map((one) => one.shares_number)).toEqual([false, true])
    const [event] = await desk.rows(
      `select e.reason from diplomas.event e join diplomas.diploma d on d.id = e.diploma_id where d.book_id = $1 and d.shares_number`,
      [book],
    )
    expect(event).toEqual({ reason })

    const number = `A ${desk.year()}0012`
    const first = await check(number, 'Võ Thị Trước')
    expect(first).toContain('Thật và đang có hiệu lực')
    expect(first).toContain('số này còn đứng ở một dòng khác')
    expect(first).not.toContain('Ngô Văn Sau')
    const second = await check(number, 'Ngô Văn Sau')
    expect(second).toContain('Thật và đang có hiệu lực')
    expect(second).not.toContain('Võ Thị Trước')
    expect(await check(number, 'Người Khác')).not.toContain('Thật và đang có hiệu lực')
  })

  test('entry numbers begin anew each year: the same one in two books stops nobody', async () => {
    const line = () => desk.line({ serial: '', entry_no: '7' })
    const one = await desk.approved([line()])
    const two = await desk.approved([line()])
    const made = [...(await desk.linesOf(one.book)), ...(await desk.linesOf(two.book))]
    expect(made.map((row) => row.serial)).toEqual(['7', '7'])
  })

  test('an entry number alone is not told for a year of birth, which is soon guessed', async () => {
    await desk.approved([desk.line({ serial: '', entry_no: '3', full_name: 'Mai Thị Ít', birth: '1969' })])
    const guessed = await desk.text('/van-bang?so=3&sinh=1969', publicActor)
    expect(guessed).not.toContain('Mai Thị Ít')
    expect(await check('3', 'Mai Thị Ít')).toContain('Thật và đang có hiệu lực')
  })
})

describe('who keys', () => {
  test('a draft is kept and only its writer sees it', async () => {
    const { id } = await desk.page()
    expect((await desk.key(id, 'một', [desk.line()], {})).status).toBe(303)
    expect(await desk.stateOf(id)).toBe('scanned')
    expect(await desk.text(`/so-cu/trang/${id}`, desk.clerk('một'))).toContain('Hồ Thị Sổ Cũ')
    expect(await desk.text(`/so-cu/trang/${id}`, desk.clerk('hai'))).not.toContain('Hồ Thị Sổ Cũ')
    const [kept] = await desk.rows('select rows from diplomas.old_keying where page_id = $1', [id])
    expect((kept!.rows as unknown[])[0]).toMatchObject({ birth_place: null, decision_no: null })
  })

  test('a draft is told in the audit when it is begun and when it is done, not at each saving', async () => {
    const { id } = await desk.page()
    for (const programme of ['Hàn', 'Hàn điện', 'Hàn hơi'])
      await desk.key(id, 'một', [desk.line({ programme })], {})
    await desk.key(id, 'một', [desk.line()])
    const told = await desk.rows(
      `select c.after -> 'is_done' as done from platform.audit_change c join platform.audit_entry e on e.seq = c.entry_seq
       where c.subject_id = $1 and e.action = 'diplomas.key-old-page' order by e.seq`,
      [id],
    )
    expect(told).toEqual([{ done: false }, { done: true }])
  })

  test('in two windows never overwrites itself: the second is told, and shown both', async () => {
    const { id } = await desk.page()
    await desk.key(id, 'một', [desk.line()], { version: '0' })
    const other = await desk.key(id, 'một', [desk.line({ programme: 'Gò hàn' })], { version: '0' })
    expect(other.status).toBe(409)
    const text = await other.text()
    expect(text).toContain('Gò hàn')
    expect(text).toContain('Đã lưu ở cửa sổ khác: May công nghiệp')
    const [kept] = await desk.rows('select rows, version from diplomas.old_keying where page_id = $1', [id])
    expect(kept).toMatchObject({ version: 1, rows: [{ programme: 'May công nghiệp' }] })
    // The form that was shown again knows the other version.
    expect(text).toContain('name="version" value="1"')
  })

  test('keeps a line left free while it is a draft, so that each stands beside what another window holds of it', async () => {
    const { id } = await desk.page()
    const [first, last] = ['Lê Văn Đầu', 'Lê Văn Cuối'].map((full_name) => desk.line({ full_name }))
    await desk.key(id, 'một', [first!, {}, last!], { version: '0' })
    const other = await desk.key(id, 'một', [first!, {}, { ...last, programme: 'Gò hàn' }], { version: '0' })
    const text = await other.text()
    expect(text.split('Đã lưu ở cửa sổ khác')).toHaveLength(2)
    expect(text).toMatch(/name="rows\.2\.programme"[^>]*>.{0,200}Đã lưu ở cửa sổ khác: May công nghiệp/s)
    await desk.key(id, 'một', [first!, {}, last!, {}])
    const [kept] = await desk.rows('select rows from diplomas.old_keying where page_id = $1', [id])
    expect(kept!.rows).toMatchObject([{ full_name: 'Lê Văn Đầu' }, { full_name: 'Lê Văn Cuối' }])
  })

  test('an island keeps the draft by the same form, and is told its version', async () => {
    const { id } = await desk.page()
    const answer = await desk.site
      .as(desk.clerk('một'))
      .post(
        `/so-cu/trang/${id}`,
        { _form: 'key', version: '0', ...desk.fieldsOf([desk.line()]) },
        { accept: 'application/json' },
      )
    expect(await answer.json()).toMatchObject({ result: { version: 1, isDone: false } })
  })

  test('may let a page go: the next takes its place, and what was typed comes back to its writer alone', async () => {
    const { id } = await desk.page()
    await desk.key(id, 'một', [desk.line()], {})
    await desk.key(id, 'hai', [desk.line()], {})
    expect((await desk.key(id, 'ba', [desk.line()], {})).status).toBe(422)
    expect((await desk.send(id, 'một', { _form: 'leave', id })).status).toBe(303)
    expect(await desk.text(`/so-cu/trang/${id}`, desk.clerk('ba'))).not.toContain('Hồ Thị Sổ Cũ')
    expect(await desk.text(`/so-cu/trang/${id}`, desk.clerk('một'))).toContain('Bạn đã trả lại trang này')
    expect((await desk.key(id, 'ba', [desk.line()])).status).toBe(303)
    // Both places are taken now.
    expect((await desk.key(id, 'một', [desk.line()], {})).status).toBe(422)
  })

  test('who left a page lying loses it after a day, not before', async () => {
    const { id } = await desk.page()
    await desk.key(id, 'một', [desk.line()], {})
    const early = await desk.send(id, 'ba', { _form: 'back', id })
    expect(early.status).toBe(422)
    expect(await early.text()).toContain('vẫn làm trong 24 giờ qua')
    await desk.rows(`update diplomas.old_keying set at = at - interval '25 hours' where page_id = $1`, [id])
    await desk.key(id, 'hai', [desk.line()], {})
    const waiting = await desk.text(`/so-cu/trang/${id}`, desk.clerk('ba'))
    expect(waiting).toContain('Lấy lại trang')
    expect((await desk.send(id, 'ba', { _form: 'back', id })).status).toBe(303)
    expect((await desk.key(id, 'ba', [desk.line()])).status).toBe(303)
  })

  test('finds the next page on “Hôm nay”, and after each one is done', async () => {
    const fresh = await openDesks()
    const { book, id } = await fresh.page()
    const { id: second } = await fresh.page(book)
    const duties = (who: string) =>
      fresh.site.app.database.read(fresh.clerk(who), (db) =>
        oldRegisterDuties(db, { actor: fresh.clerk(who), t: fresh.site.app.catalog('vi') }),
      )
    expect(await duties('một')).toMatchObject([
      { title: 'Có 2 trang sổ cũ chờ bạn nhập hoặc đối chiếu', href: `/so-cu/trang/${id}` },
    ])
    const done = await fresh.key(id, 'một', [fresh.line()])
    expect(done.headers.get('location')).toContain(second)
    await fresh.key(second, 'một', [fresh.line()])
    expect(await duties('một')).toEqual([])
    expect(await fresh.text('/', fresh.clerk('hai'))).toContain('2 trang sổ cũ chờ bạn')
  })
})
