import { beforeAll, describe, expect, test, vi } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { renderPdf } from '#platform/documents/index.ts'
import { readSize } from './scans/size.ts'
import { openDesks, pixel, scan, type Desks } from './testing/desk.ts'

let desk: Desks
beforeAll(async () => {
  desk = await openDesks()
})
const pagesOf = (book: string) =>
  desk.rows(
    'select id, number, file_kind, width, height, rotation from diplomas.old_page where book_id = $1 order by number',
    [book],
  )
const pdf = (pages: number) =>
  renderPdf(
    `#set page(width: 210mm, height: 297mm)\n${Array.from({ length: pages }, (_, at) => `Trang ${at + 1}`).join('\n#pagebreak()\n')}`,
    {},
    { title: 'Sổ gốc', lang: 'vi' },
  )

describe('scans', () => {
  test('are kept sealed and shown to who keys registers of the school, nobody else', async () => {
    const { id } = await desk.page()
    const path = `/so-cu/trang/${id}/anh`
    const image = await desk.site.as(desk.office).get(path)
    expect(Buffer.from(await image.arrayBuffer()).equals(pixel)).toBe(true)
    expect((await desk.site.as(desk.at('academic-office', desk.away)).get(path)).status).toBe(404)
    expect((await desk.site.as(publicActor).get(path)).status).not.toBe(200)
  })

  test('of many pages in one PDF become as many pages, in order, as pictures', async () => {
    const book = await desk.book()
    await desk.upload(book, scan())
    const answer = await desk.upload(book, new File([(await pdf(3)) as Uint8Array<ArrayBuffer>], 'so.pdf'))
    expect(answer.status).toBe(303)
    const pages = await pagesOf(book)
    expect(pages.map((one) => [one.number, one.file_kind])).toEqual([
      [1, 'png'],
      [2, 'png'],
      [3, 'png'],
      [4, 'png'],
    ])
    const image = await desk.site.as(desk.office).get(`/so-cu/trang/${pages[3]!.id}/anh`)
    expect(image.headers.get('content-type')).toBe('image/png')
    const size = readSize(new Uint8Array(await image.arrayBuffer()), 'png')!
    expect(size).toEqual({ width: pages[3]!.width, height: pages[3]!.height })
    // A4 at 200 dots to the inch
    expect(size.width).toBeGreaterThan(1600)
    expect(size.height).toBeGreaterThan(2300)
  })

  test.each<[string, () => Promise<File>, string]>([
    [
      'what is no picture',
      async () => scan('trang.png', Buffer.from('không phải ảnh')),
      'Tệp trang.png không phải ảnh',
    ],
    [
      'a damaged PDF',
      async () => scan('hong.pdf', Buffer.from('%PDF-1.7\nhỏng')),
      'Tệp hong.pdf không mở được',
    ],
    [
      'a PDF of too many pages',
      async () => new File([(await pdf(61)) as Uint8Array<ArrayBuffer>], 'day.pdf'),
      'Tệp day.pdf có 61 trang, mỗi lần nhận nhiều nhất 60 trang',
    ],
  ])('%s is refused by its name, and no page of the upload stays', async (_what, file, said) => {
    const book = await desk.book()
    const answer = await desk.site
      .as(desk.office)
      .post(`/so-cu/${book}`, { _form: 'add', 'files[]': await file() })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(said)
    expect(await pagesOf(book)).toEqual([])
  })

  test('are answered in the reader’s language, and counted with the files before them', async () => {
    const book = await desk.book()
    const files = [scan(), new File([(await pdf(60)) as Uint8Array<ArrayBuffer>], 'day.pdf')]
    const send = (path: string) =>
      desk.site.as(desk.office).post(path, { _form: 'add', 'files[]': files } as never)
    expect(await (await send(`/so-cu/${book}`)).text()).toContain('Đến tệp day.pdf đã là 61 trang')
    expect(await (await send(`/so-cu/${book}?lang=en`)).text()).toContain('With day.pdf it is 61 pages')
    expect(await pagesOf(book)).toEqual([])
  })

  test('whose header lies about their size are no pictures', async () => {
    const damaged = Buffer.from(pixel)
    damaged.writeUInt32BE(3_000_000_000, 16)
    const book = await desk.book()
    const answer = await desk.upload(book, scan('hong.png', damaged))
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Tệp hong.png không phải ảnh')
  })

  test('are opened under the eyes of the log, by whose names stand on them', async () => {
    const { id } = await desk.page()
    await desk.site.as(desk.office).get(`/so-cu/trang/${id}/anh`)
    await desk.text(`/so-cu/trang/${id}`)
    const looks = await desk.rows(
      'select page, subject from platform.look where $1 = any(subject_ids) order by page',
      [id],
    )
    expect(looks).toEqual([
      { page: `/so-cu/trang/${id}`, subject: 'diplomas.old_page' },
      { page: `/so-cu/trang/${id}/anh`, subject: 'diplomas.old_page' },
    ])
    const person = await desk.make.person('Hồ Thị Nhìn', desk.home)
    const { book, id: settled } = await desk.approved([desk.line({ full_name: 'Hồ Thị Nhìn' })])
    await desk.rows('update diplomas.diploma set person_id = $2 where book_id = $1', [book, person])
    await desk.site.as(desk.office).get(`/so-cu/trang/${settled}/anh`)
    const [seen] = await desk.rows('select subject from platform.look where $1 = any(subject_ids)', [person])
    expect(seen).toEqual({ subject: 'people.person' })
  })

  test('of another school’s register are not taken', async () => {
    const book = await desk.book()
    expect((await desk.upload(book, scan(), desk.at('academic-office', desk.away))).status).toBe(404)
  })

  test('are drawn while no transaction is open, and leave no file when they come to nothing', async () => {
    const book = await desk.book()
    const { files, database } = desk.site.app
    const open: number[] = []
    const put = vi.spyOn(files, 'put').mockImplementation(async (...given) => {
      const { rows } = await database.owner.query(
        `select count(*)::int as n from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`,
      )
      open.push(rows[0].n as number)
      put.mockRestore()
      const stored = await files.put(...given)
      return stored
    })
    expect((await desk.upload(book, scan())).status).toBe(303)
    expect(open).toEqual([0])
    // The form sent again adds nothing.
    const send = () =>
      desk.site.as(desk.office).post(`/so-cu/${book}`, { _form: 'add', _once: 'twice', 'files[]': scan() })
    await send()
    const again = vi.spyOn(files, 'put')
    expect((await send()).status).toBe(303)
    expect(await pagesOf(book)).toHaveLength(2)
    const { hash } = await (again.mock.results[0]!.value as ReturnType<typeof files.put>)
    again.mockRestore()
    await expect(files.get(hash)).rejects.toThrow()
  })

  test('a JPEG turned by its camera has the size it is seen in', () => {
    const exif = Buffer.from('ffe1001e45786966000049492a00080000000100120103000100000006000000', 'hex')
    const frame = Buffer.from('ffc0000b080064003201011100', 'hex')
    const plain = Buffer.concat([Buffer.from('ffd8', 'hex'), frame])
    expect(readSize(plain, 'jpeg')).toEqual({ width: 50, height: 100 })
    expect(readSize(Buffer.concat([Buffer.from('ffd8', 'hex'), exif, frame]), 'jpeg')).toEqual({
      width: 100,
      height: 50,
    })
  })
})

describe('pages of a book', () => {
  const send = (id: string, form: string, more: Record<string, string> = {}) =>
    desk.post(`/so-cu/trang/${id}`, { _form: form, id, ...more })

  test('are turned for reading, quarter by quarter', async () => {
    const { id } = await desk.page()
    await send(id, 'turn', { way: 'right' })
    const turned = await desk.text(`/so-cu/trang/${id}`)
    expect(turned).toContain('rotate(90)')
    await send(id, 'turn', { way: 'left' })
    await send(id, 'turn', { way: 'left' })
    expect(await desk.text(`/so-cu/trang/${id}`)).toContain('rotate(270)')
  })

  test('are put in another order, every number once', async () => {
    const book = await desk.book()
    const ids: string[] = []
    for (let at = 0; at < 4; at++) ids.push((await desk.page(book)).id)
    expect((await send(ids[3]!, 'move', { number: '2' })).status).toBe(303)
    const order = (await pagesOf(book)).map((one) => ids.indexOf(one.id as string))
    expect(order).toEqual([0, 3, 1, 2])
    expect((await send(ids[0]!, 'move', { number: '4' })).status).toBe(303)
    expect((await pagesOf(book)).map((one) => ids.indexOf(one.id as string))).toEqual([3, 1, 2, 0])
    const beyond = await send(ids[0]!, 'move', { number: '9' })
    expect(beyond.status).toBe(422)
    expect(await beyond.text()).toContain('Nhập một số thứ tự có trong sổ')
  })

  test('a wrong one leaves before it is keyed, and no other', async () => {
    const book = await desk.book()
    const first = await desk.page(book)
    const second = await desk.page(book)
    const third = await desk.page(book)
    await desk.key(first.id, 'một', [desk.line()], {})
    expect((await send(first.id, 'remove')).status).toBe(422)
    // Who typed lines and let the page go finds them again.
    expect((await desk.send(first.id, 'một', { _form: 'leave', id: first.id })).status).toBe(303)
    expect((await send(first.id, 'remove')).status).toBe(422)
    const [kept] = await desk.rows('select file from diplomas.old_page where id = $1', [second.id])
    expect((await send(second.id, 'remove')).status).toBe(303)
    // The picture, full of names, leaves with it.
    await expect(desk.site.app.files.get(kept!.file as string)).rejects.toThrow()
    expect((await pagesOf(book)).map((one) => [one.number, one.id])).toEqual([
      [1, first.id],
      [2, third.id],
    ])
  })
})
