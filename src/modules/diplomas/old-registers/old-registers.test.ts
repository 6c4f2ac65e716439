import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor, type Actor } from '#platform/access.ts'
import { graduatedClass, type GraduatedClass } from '../issuing/testing/graduates.ts'
import { findDifferences, isSame, proposeRows, readRow, rowFields, TypedRows, type OldRow } from './row.ts'

let here: GraduatedClass
let clerk: (name: string) => Actor
beforeAll(async () => {
  here = await graduatedClass()
  clerk = (name) => ({ ...here.office, id: `clerk-${name}`, name: `Văn thư ${name}` }) as Actor
})

type Row = Record<string, unknown>
/** A PNG of one pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const scan = (name = 'trang.png', bytes: Uint8Array = pixel) =>
  new File([bytes as Uint8Array<ArrayBuffer>], name)
const idIn = (answer: Response) => /[0-9a-f-]{36}/.exec(answer.headers.get('location') ?? '')![0]

let year = 1990
async function book(): Promise<string> {
  year += 1
  const answer = await here.post('/so-cu', {
    _form: 'open',
    issuer: here.home,
    kind: 'intermediate_diploma',
    year: String(year),
  })
  expect(answer.status).toBe(303)
  return idIn(answer)
}
const upload = (id: string, file: File, actor = here.office) =>
  here.site.as(actor).post(`/so-cu/${id}`, { _form: 'add', 'files[]': file })
async function page(): Promise<{ book: string; id: string }> {
  const id = await book()
  expect((await upload(id, scan())).status).toBe(303)
  const [row] = await here.rows('select id from diplomas.old_page where book_id = $1', [id])
  return { book: id, id: row!.id as string }
}
const line = (more: Partial<OldRow> = {}): Partial<OldRow> => ({
  entry_no: '12',
  full_name: 'Hồ Thị Sổ Cũ',
  birth: '5/9/1972',
  programme: 'May công nghiệp',
  classification: 'Khá',
  serial: `A ${year}0012`,
  issue_date: `20/7/${year}`,
  ...more,
})
const fieldsOf = (rows: readonly Partial<OldRow>[]): Record<string, string> =>
  Object.fromEntries(
    rows.flatMap((row, at) => Object.entries(row).map(([field, text]) => [`rows.${at}.${field}`, text])),
  )
const key = (
  id: string,
  who: string,
  rows: readonly Partial<OldRow>[],
  more: Record<string, string> = { done: 'true' },
) => here.post(`/so-cu/trang/${id}`, { _form: 'key', ...more, ...fieldsOf(rows) }, clerk(who))
const approve = (id: string, who: string, rows: readonly Partial<OldRow>[]) =>
  here.post(`/so-cu/trang/${id}`, { _form: 'approve', ...fieldsOf(rows) }, clerk(who))
const stateOf = async (id: string) =>
  (await here.rows('select state from diplomas.old_page where id = $1', [id]))[0]!.state
const linesOf = (id: string): Promise<Row[]> =>
  here.rows('select * from diplomas.diploma where book_id = $1 order by entry', [id])

describe('a page of an old register', () => {
  test('keyed twice apart, settled by a third, answers the public check as digitised', async () => {
    const { book: of, id } = await page()
    expect((await key(id, 'một', [line()])).status).toBe(303)
    // The second sees nothing of the first.
    const blind = await here.text(`/so-cu/trang/${id}`, clerk('hai'))
    expect(blind).not.toContain('Hồ Thị Sổ Cũ')
    expect((await key(id, 'hai', [line({ full_name: 'Hồ Thị Số Cũ' })])).status).toBe(303)
    const third = await here.text(`/so-cu/trang/${id}`, clerk('ba'))
    expect(third).toContain('Có 1 ô hai lần nhập khác nhau')
    expect(third).toContain('Lần 1: Hồ Thị Sổ Cũ. Lần 2: Hồ Thị Số Cũ')
    expect((await approve(id, 'ba', [line()])).status).toBe(303)

    const [made] = await linesOf(of)
    expect(made).toMatchObject({
      state: 'issued',
      origin: 'digitised',
      entry_no: '12',
      serial: `A ${year}0012`,
    })
    const check = await here.text(
      `/van-bang?so=A${year}0012&ten=${encodeURIComponent('ho thi so cu')}`,
      publicActor,
    )
    expect(check).toContain('Thật và đang có hiệu lực')
    expect(check).toContain('Hồ Thị Sổ Cũ')
    expect(check.toLowerCase()).toContain('số hóa từ sổ gốc')
    const progress = await here.text(`/so-cu/${of}`)
    expect(progress).toContain('10,0 %')
  })

  test('is never keyed or settled twice by one person', async () => {
    const { id } = await page()
    await key(id, 'một', [line()])
    expect((await key(id, 'một', [line()])).status).toBe(422)
    expect(await stateOf(id)).toBe('keyed_once')
    await key(id, 'hai', [line()])
    for (const who of ['một', 'hai']) {
      const answer = await approve(id, who, [line()])
      expect(answer.status).toBe(422)
    }
    expect((await key(id, 'ba', [line()])).status).toBe(422)
    expect(await stateOf(id)).toBe('keyed_twice')
  })

  test('a draft is kept and only its writer sees it', async () => {
    const { id } = await page()
    expect((await key(id, 'một', [line()], {})).status).toBe(303)
    expect(await stateOf(id)).toBe('scanned')
    expect(await here.text(`/so-cu/trang/${id}`, clerk('một'))).toContain('Hồ Thị Sổ Cũ')
    expect(await here.text(`/so-cu/trang/${id}`, clerk('hai'))).not.toContain('Hồ Thị Sổ Cũ')
  })

  test('sixty lines enter in order, with the numbers of the book and its gaps', async () => {
    const { book: of, id } = await page()
    const rows = Array.from({ length: 60 }, (_, at) =>
      line({
        entry_no: String(at * 2 + 1),
        serial: `B${year}${at}`,
        full_name: `Lê Văn ${'ABCDEGHKLMN'[at % 11]}n`,
      }),
    )
    await key(id, 'một', rows)
    await key(id, 'hai', rows)
    expect((await approve(id, 'ba', rows)).status).toBe(303)
    const made = await linesOf(of)
    expect(made.map((row) => row.entry_no)).toEqual(rows.map((row) => row.entry_no))
    expect(await here.text(`/so-goc/${of}`)).toContain('Lê Văn An')
  })

  test.each([
    [{ full_name: '' }, 'Dòng 1: thiếu họ và tên'],
    [{ serial: '', entry_no: '' }, 'Dòng 1: thiếu cả số hiệu và số vào sổ'],
    [{ birth: '31/2/1970' }, 'Dòng 1: ngày sinh không đọc được'],
    [{ issue_date: 'hôm qua' }, 'Dòng 1: ngày cấp không đọc được'],
  ])('with %j is not approved, and nothing typed is lost', async (wrong, said) => {
    const { book: of, id } = await page()
    await key(id, 'một', [line(wrong)])
    await key(id, 'hai', [line(wrong)])
    const answer = await approve(id, 'ba', [line({ ...wrong, programme: 'Gò hàn tay' })])
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain(said)
    expect(text).toContain('Gò hàn tay')
    expect(await linesOf(of)).toEqual([])
  })

  test('a number that stands twice is named, on the page or in the register', async () => {
    const { id } = await page()
    const rows = [line(), line({ entry_no: '13' })]
    await key(id, 'một', rows)
    await key(id, 'hai', rows)
    const answer = await approve(id, 'ba', rows)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(`Dòng 2: số A ${year}0012 đã có`)
  })

  test('two who approve at once: the page enters once', async () => {
    const { book: of, id } = await page()
    await key(id, 'một', [line()])
    await key(id, 'hai', [line()])
    const answers = await Promise.all([approve(id, 'ba', [line()]), approve(id, 'bốn', [line()])])
    expect(answers.map((one) => one.status).toSorted()).toEqual([303, 422])
    expect(await linesOf(of)).toHaveLength(1)
  })
})

describe('scans', () => {
  test('are kept sealed and shown to who keys registers of the school, nobody else', async () => {
    const { id } = await page()
    const path = `/so-cu/trang/${id}/anh`
    const image = await here.site.as(here.office).get(path)
    expect(Buffer.from(await image.arrayBuffer()).equals(pixel)).toBe(true)
    expect((await here.site.as(here.at('academic-office', here.away)).get(path)).status).toBe(404)
    expect((await here.site.as(publicActor).get(path)).status).not.toBe(200)
  })

  test('what is no picture is refused by its name, whatever it is called', async () => {
    const id = await book()
    const answer = await upload(id, scan('trang.png', Buffer.from('không phải ảnh')))
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Tệp trang.png không phải ảnh')
    expect(await here.rows('select 1 from diplomas.old_page where book_id = $1', [id])).toEqual([])
  })

  test('of another school’s register are not taken', async () => {
    const id = await book()
    expect((await upload(id, scan(), here.at('academic-office', here.away))).status).toBe(404)
  })
})

describe('reading a line', () => {
  test.each([
    ['birth', '05/09/1972', '5/9/1972', true],
    ['birth', '1972', '1973', false],
    ['serial', 'B 00123', 'b00123', true],
    ['full_name', 'Lê Văn An', 'Lê Văn Ân', false],
  ] as const)('%s: “%s” and “%s”', (field, one, other, same) => {
    expect(isSame(field, one, other)).toBe(same)
  })

  test('a year alone, and a book without a day', () => {
    const row = TypedRows.parse([{ full_name: 'An Văn', birth: '1970', entry_no: '7' }])[0]!
    expect(readRow(row, 1995)).toMatchObject({
      year: 1995,
      birth: { date: null, year: 1970 },
      issueDate: null,
    })
  })

  test('two keyings that agree differ in nothing; where they differ nothing is proposed', () => {
    const word = fc.constantFrom('', 'An', 'Ân', '1', '2')
    const rows = fc.array(
      fc.record(Object.fromEntries(rowFields.map((field) => [field, word]))) as fc.Arbitrary<OldRow>,
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        expect(findDifferences(first, first)).toEqual([])
        const proposed = proposeRows(first, second)
        for (const { row, field } of findDifferences(first, second)) expect(proposed[row]![field]).toBe('')
      }),
    )
  })
})
