import fc from 'fast-check'
import pg from 'pg'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { publicActor } from '#platform/access.ts'
import { fixture } from '#modules/students/testing/fixture.ts'
import { readQuestion, serialKey } from './question.ts'
import { issuedDiplomas, type TestDiploma } from './testing/issued.ts'

let site: TestApp
let home: string
let issued: ReturnType<typeof issuedDiplomas>
let valid: TestDiploma

beforeAll(async () => {
  site = await testApp()
  const { owner } = site.app.database
  home = await fixture(owner).institution('truong-nghe')
  issued = issuedDiplomas(owner)
  valid = await issued({ institution: home, serial: 'B 0123456' })
})

/** Every test asks from an address of its own, so that wrong answers of one do not count for another. */
let address = 0
const anybody = () => {
  address += 1
  const from = `198.51.100.${address}`
  return {
    open: async (path: string) => {
      const answer = await site.as(publicActor).get(path, { 'x-forwarded-for': from })
      return { status: answer.status, headers: answer.headers, text: await answer.text() }
    },
  }
}
const ask = (typed: { so?: string; ten?: string; sinh?: string }) =>
  anybody().open(`/van-bang?${new URLSearchParams(typed)}`)

/** What a page says, without its tags. */
const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const heading = (html: string) => words(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '').trim()

describe('each state answers its own result, by QR code and by number', () => {
  test.each([
    ['issued', 'Thật và đang có hiệu lực'],
    ['delivered', 'Thật và đang có hiệu lực'],
    ['corrected', 'Thật, nhưng nội dung đã được chỉnh sửa'],
    ['replaced', 'Thật, nhưng đã được cấp lại'],
    ['revoked', 'Đã bị thu hồi, không còn giá trị'],
    ['suspended', 'Đang tạm đình chỉ hiệu lực'],
    ['draft', 'Không tìm thấy'],
    ['numbered', 'Không tìm thấy'],
    ['signed', 'Không tìm thấy'],
    ['void', 'Không tìm thấy'],
  ] as const)('%s: %s', async (state, said) => {
    const successor =
      state === 'corrected' || state === 'replaced'
        ? await issued({ institution: home, serial: `N-${state}` })
        : undefined
    const serial = `S-${state}`
    const diploma = await issued({ institution: home, serial, state, ...(successor ? { successor } : {}) })
    const byAddress = await anybody().open(`/van-bang/${diploma.public_id}`)
    const bySerial = await ask({ so: serial, sinh: '5/3/2004' })
    for (const page of [byAddress, bySerial]) {
      expect(page.status).toBe(200)
      expect(heading(page.text)).toBe(said)
      expect(page.headers.get('x-robots-tag')).toContain('noindex')
      expect(page.headers.get('cache-control')).toContain('no-store')
      expect(page.text.includes('Nguyễn Thị Đoan Trang')).toBe(said !== 'Không tìm thấy')
    }
    if (successor) expect(byAddress.text).toContain(`/van-bang/${successor.public_id}`)
  })

  test('an address nobody issued is unknown and names a way out', async () => {
    const page = await anybody().open('/van-bang/0000000000000000')
    expect(page.status).toBe(200)
    expect(heading(page.text)).toBe('Không tìm thấy')
    expect(words(page.text)).toContain('hỏi cơ sở đã cấp')
  })

  test('small letters and the letters that look like digits open the same diploma', async () => {
    const typed = valid.public_id.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
    expect(heading((await anybody().open(`/van-bang/${typed}`)).text)).toBe('Thật và đang có hiệu lực')
  })

  test('a revoked one says the day, the decision and the class of reason, never the office’s own words', async () => {
    const diploma = await issued({
      institution: home,
      serial: 'R-1',
      state: 'revoked',
      act: { on_date: '2026-09-15', decision_no: '77/QĐ-THVB' },
    })
    const said = words((await anybody().open(`/van-bang/${diploma.public_id}`)).text)
    expect(said).toContain('Thu hồi ngày 15/09/2026 theo quyết định số 77/QĐ-THVB.')
    expect(said).not.toContain('Điều chỉ văn phòng được biết')
  })

  test('one brought in from an old register says so', async () => {
    const diploma = await issued({ institution: home, serial: 'OLD-9', origin: 'digitised' })
    const said = words((await anybody().open(`/van-bang/${diploma.public_id}`)).text)
    expect(said).toContain('Số hóa từ sổ gốc năm 2026, quyển 3')
  })
})

describe('what the public sees', () => {
  test('is enough to compare, and neither the birth date nor place, sex or number of the person', async () => {
    const { text } = await anybody().open(`/van-bang/${valid.public_id}`)
    const said = words(text)
    for (const shown of [
      'Nguyễn Thị Đoan Trang',
      '2004',
      'Điện công nghiệp',
      'Khá',
      'B 0123456',
      valid.entry_no,
    ])
      expect(said).toContain(shown)
    for (const kept of ['05/03/2004', '2004-03-05', 'Kinh', '45/QĐ-TN']) expect(text).not.toContain(kept)
  })

  test('in English as well', async () => {
    const said = words((await anybody().open(`/van-bang/${valid.public_id}?lang=en`)).text)
    for (const shown of [
      'Genuine and valid',
      'Industrial electricity',
      'Intermediate diploma',
      'Good',
      'Test School',
    ])
      expect(said).toContain(shown)
  })

  test('a name alone, or a number alone, finds nothing and says what is missing', async () => {
    const byName = await ask({ ten: 'Nguyễn Thị Đoan Trang' })
    expect(words(byName.text)).toContain('Hãy nhập số hiệu')
    const byNumber = await ask({ so: 'B 0123456' })
    expect(words(byNumber.text)).toContain('Hãy nhập thêm họ tên hoặc ngày sinh')
    expect(byNumber.text).toContain('value="B 0123456"')
    for (const page of [byName, byNumber]) expect(page.text).not.toContain('Điện công nghiệp')
  })
})

describe('a name is taken however it is typed', () => {
  test.each([
    'Nguyễn Thị Đoan Trang',
    'nguyen thi doan trang',
    'NGUYỄN THỊ ĐOAN TRANG',
    ' Nguyễn  Thị  Đoan  Trang ',
    'Nguyễn Thị Đoan Trang'.normalize('NFD'),
    'NguyễnThịĐoanTrang',
    'Nguyê\u0303n Thi\u0323 Đoan Trang',
  ])('%j', async (ten) => {
    for (const so of ['B 0123456', 'b0123456', 'B-0123456', ' b.0123456 '])
      expect(heading((await ask({ so, ten })).text)).toBe('Thật và đang có hiệu lực')
  })

  test.each(['H’Hen Niê', '김민준', 'Đỗ Ơn', "K'Brôi"])(
    'a holder called %s is found, and no other name in their place',
    async (name) => {
      const serial = `X${Buffer.from(name).toString('hex')}`
      await issued({ institution: home, name, serial })
      expect(heading((await ask({ so: serial, ten: name.normalize('NFD') })).text)).toBe(
        'Thật và đang có hiệu lực',
      )
      for (const other of ['박서준', 'Nguyễn Văn A', "'", '...'])
        expect((await ask({ so: serial, ten: other })).text).not.toContain('Điện công nghiệp')
    },
  )

  test.each(['5/3/2004', '05-03-2004', '2004-03-05', '05032004'])('and a birth date as %s', async (sinh) => {
    expect(heading((await ask({ so: 'B0123456', sinh })).text)).toBe('Thật và đang có hiệu lực')
  })

  test('a register that knows the year alone is asked for the year', async () => {
    await issued({
      institution: home,
      serial: 'OLD-1',
      birth_date: null,
      birth_year: 1971,
      origin: 'digitised',
    })
    expect(heading((await ask({ so: 'OLD-1', sinh: '1971' })).text)).toBe('Thật và đang có hiệu lực')
    expect(heading((await ask({ so: 'OLD-1', sinh: '5/6/1971' })).text)).toBe('Thật và đang có hiệu lực')
    expect(heading((await ask({ so: 'OLD-1', sinh: '1972' })).text)).toBe('Không tìm thấy')
    // where the whole date is known the year is too little
    expect(heading((await ask({ so: 'B 0123456', sinh: '2004' })).text)).toBe('Không tìm thấy')
  })

  test('the same number at two schools: both are named, each with its own address', async () => {
    const away = await fixture(site.app.database.owner).institution('truong-xa')
    const one = await issued({ institution: home, serial: 'CHUNG-1' })
    const two = await issued({ institution: away, serial: 'CHUNG 1', state: 'revoked' })
    const { text } = await ask({ so: 'CHUNG1', sinh: '5/3/2004' })
    expect(text).toContain(`/van-bang/${one.public_id}`)
    expect(text).toContain(`/van-bang/${two.public_id}`)
    expect(words(text)).toContain('Đã bị thu hồi')
  })

  test('whatever is typed is answered, never with a defect', async () => {
    const form = fc.record({ so: fc.string({ unit: 'binary' }), ten: fc.string(), sinh: fc.string() })
    await fc.assert(
      fc.asyncProperty(form, async (typed) => {
        const page = await ask(typed)
        expect([200, 400, 404, 422, 429]).toContain(page.status)
        expect(page.text).not.toContain('Điện công nghiệp')
      }),
      { numRuns: 40 },
    )
  })

  test('the key of a number is its letters and digits', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const key = serialKey(text)
        expect(key).toMatch(/^[0-9A-ZĐ]*$/)
        expect(serialKey(key)).toBe(key)
        expect(readQuestion({ serial: text, name: 'An' }).faults === undefined).toBe(key !== '')
      }),
    )
  })
})

type Took = { ms: number; questions: number }

describe('guessing', () => {
  test('a wrong birth date, a wrong name and an unknown number get the very same answer', async () => {
    const strip = (html: string) =>
      words(html.replace(/value="[^"]*"/g, '').replace(/href="[^"]*lang=[^"]*"/g, ''))
    const wrongDate = strip((await ask({ so: 'B 0123456', sinh: '6/3/2004' })).text)
    const wrongName = strip((await ask({ so: 'B 0123456', ten: 'Nguyễn Văn Tí' })).text)
    const unknown = strip((await ask({ so: 'B 9999999', sinh: '5/3/2004' })).text)
    const oneWrong = strip(
      (await ask({ so: 'B 0123456', ten: 'Nguyễn Thị Đoan Trang', sinh: '6/3/2004' })).text,
    )
    expect(wrongDate).toBe(unknown)
    expect(wrongName).toBe(unknown)
    expect(oneWrong).toBe(unknown)
  })

  test('and take the same number of questions to the database, in the same time', async () => {
    await issued({ institution: home, serial: 'TIME-1' })
    const asked = vi.spyOn(pg.Client.prototype, 'query')
    const took = async (typed: Record<string, string>) => {
      asked.mockClear()
      const begun = performance.now()
      await ask(typed)
      return { ms: performance.now() - begun, questions: asked.mock.calls.length }
    }
    const [wrong, unknown]: [Took[], Took[]] = [[], []]
    for (let turn = 0; turn < 8; turn += 1) {
      wrong.push(await took({ so: 'TIME-1', sinh: '6/3/2004' }))
      unknown.push(await took({ so: `TIME-NO-${turn}`, sinh: '6/3/2004' }))
    }
    asked.mockRestore()
    const middle = (all: Took[]) => all.map(({ ms }) => ms).toSorted((one, other) => one - other)[4]!
    expect(wrong.map((one) => one.questions)).toEqual(unknown.map((one) => one.questions))
    expect(wrong[0]!.questions).toBeGreaterThan(3)
    // A busy machine counted in; the answers themselves differ by less than a hundredth of it.
    expect(Math.abs(middle(wrong) - middle(unknown))).toBeLessThan(60)
  })

  test('ten wrong dates close a number, also for the right one and from elsewhere; the QR code stays open', async () => {
    const diploma = await issued({ institution: home, serial: 'GUESS-1' })
    for (let day = 1; day <= 10; day += 1)
      expect((await ask({ so: 'GUESS-1', sinh: `${day}/1/2004` })).status).toBe(200)
    const eleventh = await ask({ so: 'GUESS-1', sinh: '11/1/2004' })
    expect(eleventh.status).toBe(429)
    expect(words(eleventh.text)).toContain('Hãy chờ')
    expect((await ask({ so: 'guess 1', sinh: '5/3/2004' })).status).toBe(429)
    expect(heading((await anybody().open(`/van-bang/${diploma.public_id}`)).text)).toBe(
      'Thật và đang có hiệu lực',
    )
    expect(heading((await ask({ so: 'B 0123456', sinh: '5/3/2004' })).text)).toBe('Thật và đang có hiệu lực')
  })

  test('a school behind one address is let through with its slips; who tries on and on is refused', async () => {
    const { owner } = site.app.database
    const room = anybody()
    const open = (so: string, sinh: string) =>
      room.open(`/van-bang?${new URLSearchParams({ so, sinh })}`).then(({ status }) => status)
    const before = await owner.query<{ key: string }>(`select distinct key from platform.rate`)
    expect(await open('TRY-0', '1/1/2000')).toBe(200)
    // 298 more slips of the same room, counted as each of them would be.
    await owner.query(`update platform.rate set hits = hits + 298 where key <> all ($1)`, [
      before.rows.map(({ key }) => key),
    ])
    expect(await open('TRY-1', '1/1/2000')).toBe(200)
    // right answers never counted
    expect(await open('B 0123456', '5/3/2004')).toBe(200)
    expect(await open('TRY-2', '1/1/2000')).toBe(429)
    expect(await open('B 0123456', '5/3/2004')).toBe(429)
    expect((await ask({ so: 'B 0123456', sinh: '5/3/2004' })).status).toBe(200)
  })
})
