import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { openDesks, type Desks } from '../testing/desk.ts'
import { bookOf, codesOf, importing } from '../testing/importing.ts'

type Sending = ReturnType<typeof importing>
let desk: Desks
let upload: Sending['upload']
let commit: Sending['commit']
let committed: Sending['committed']
let undo: Sending['undo']
let stateOf: Sending['stateOf']
beforeAll(async () => {
  desk = await openDesks()
  ;({ upload, commit, committed, undo, stateOf } = importing(desk))
})

const lineOf = async (name: string) =>
  (await desk.rows(`select * from diplomas.diploma where content #>> '{holder,full_name}' = $1`, [name]))[0]!
/** Compares a line with the first page of its book as its form offers it. */
async function compare(id: string, more: Record<string, string> = {}) {
  const path = `/so-cu/dong/${id}`
  const shown = await desk.text(path, desk.clerk('hai'))
  const offered = [...shown.matchAll(/<input[^>]*name="(\w+)"[^>]*>/g)].map((one) => [
    one[1]!,
    /value="([^"]*)"/.exec(one[0])?.[1] ?? '',
  ])
  return desk.post(path, { ...Object.fromEntries(offered), _form: 'compare', ...more }, desk.clerk('hai'))
}
/** What the public is told of a number. */
const asked = async (serial: string, name: string) =>
  (await desk.rows('select diplomas.check_serial($1, $2, null, null) as facts', [serial, name]))[0]!.facts

describe('a register that gives one number alone', () => {
  test('an entry number stays one: every year may have it, and no serial is made of it', async () => {
    for (const year of [1981, 1982]) {
      const name = `Phan Vào Sổ ${year === 1981 ? 'Một' : 'Hai'}`
      const file = () => bookOf(year, { entry: '7', name, birth: '1960', programme: 'Hàn' })
      await committed(await file())
      expect((await upload(await file())).rows.map((row) => row.verdict)).toEqual(['same'])
      const line = await lineOf(name)
      await desk.page(line.book_id as string)
      expect((await compare(line.id as string)).status).toBe(303)
      expect(await lineOf(name)).toMatchObject({
        is_compared: true,
        has_serial: false,
        shares_number: true,
        content: { graduation: { year, is_year_given: false } },
      })
      expect(await asked('7', name)).toMatchObject({ serial: null, entry_no: '7' })
    }
    // A year of birth is soon guessed.
    expect(await desk.text('/van-bang?so=7&sinh=1960', publicActor)).not.toContain('Phan Vào Sổ')
  })

  test('a serial stays one: it stands once, and no entry number is made of it', async () => {
    await committed(await bookOf(1983, { name: 'Phan Số Hiệu', serial: 'G 83', programme: 'Hàn' }))
    expect(await asked('G 83', 'Phan Số Hiệu')).toMatchObject({ serial: 'G 83', entry_no: null })
    const other = await upload(
      await bookOf(1984, { name: 'Phan Người Khác', serial: 'G 83', programme: 'Hàn' }),
    )
    expect(other.rows.map(codesOf)).toEqual([['diplomas.old.import.taken']])
    const { id } = await desk.page()
    const rows = [{ full_name: 'Phan Trên Trang', serial: 'G 83' }]
    await desk.key(id, 'một', rows)
    await desk.key(id, 'hai', rows)
    const stopped = await desk.approve(id, 'ba', rows)
    expect(stopped.status).toBe(422)
    expect(await stopped.text()).toContain('name="rows.0.twin"')
  })
})

test('a diploma of vocational high school is never taken for an intermediate one, whose words are near', async () => {
  const sheet =
    'Số vào sổ,Họ và tên,Số hiệu,Loại văn bằng,Năm của sổ\n1,Phan Trung Học,N 93,Bằng tốt nghiệp trung học nghề,1993\n'
  const { rows } = await upload(new File([sheet], 'so-1993.csv', { type: 'text/csv' }))
  expect(rows.map(codesOf)).toEqual([['diplomas.old.import.kind_unknown']])
})

describe('a second file', () => {
  test('changes what it tells, and keeps what it has no word of', async () => {
    await committed(
      await bookOf(1985, {
        entry: '1',
        name: 'Mai Ít Cột',
        birth: '3/4/1965',
        programme: 'Hàn',
        serial: 'H 85',
      }),
    )
    const short = await upload(
      await bookOf(1985, { name: 'Mai Ít Cột', programme: 'Hàn hơi', serial: 'H 85' }),
    )
    expect(short.rows).toMatchObject([
      { verdict: 'change', differences: { programme: { after: 'Hàn hơi' } } },
    ])
    await commit(short.id)
    expect(await lineOf('Mai Ít Cột')).toMatchObject({
      entry_no: '1',
      birth_date: '1965-04-03',
      content: { programme: { name: { vi: 'Hàn hơi' } }, holder: { birth_date: '1965-04-03' } },
    })
  })

  test.each([{ entry: '9' }, { serial: 'K 86' }])(
    'with %j seen before the first was entered does not enter it twice',
    async (number) => {
      const name = `Mai Hai Cửa Sổ ${Object.keys(number)[0]}`
      const file = () => bookOf(1986, { name, programme: 'Hàn', ...number })
      const [one, two] = [await upload(await file()), await upload(await file())]
      await commit(one.id)
      await commit(two.id)
      expect(await stateOf(two.id)).toMatchObject({
        state: 'failed',
        failure: { key: 'diplomas.old.import.changed' },
      })
      expect(
        await desk.rows(`select 1 from diplomas.diploma where content #>> '{holder,full_name}' = $1`, [name]),
      ).toHaveLength(1)
    },
  )

  test('that was taken back leaves the first as it was: that can be taken back too', async () => {
    const cells = { entry: '1', name: 'Mai Lùi Hai Bước', serial: 'L 88' }
    const first = await committed(await bookOf(1988, { ...cells, programme: 'Hàn' }))
    const second = await committed(await bookOf(1988, { ...cells, programme: 'Hàn hơi' }))
    await undo(first)
    expect(await stateOf(first)).toMatchObject({ state: 'committed' })
    await undo(second)
    await undo(first)
    expect(await stateOf(first)).toMatchObject({ state: 'undone' })
  })
})
