import { spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor, type Actor } from '#platform/access.ts'
import { openDesks, type Desks } from './testing/desk.ts'

let desk: Desks
let holder: Actor
/** A line that gives an entry number alone, and one that gives a serial alone. */
const lines: Record<'entry' | 'serial', { id: string; book: string; number: string }> = {} as never
const numbers = { entry: '7/TCN', serial: 'K 00817' } as const
beforeAll(async () => {
  desk = await openDesks()
  const person = await desk.make.person('Cao Thị Một Số', desk.home)
  await desk.rows(`update people.person set birth_date = '1972-09-05' where id = $1`, [person])
  holder = desk.site.actor('learner', { kind: 'self', id: person }, person)
  for (const [kind, number] of Object.entries(numbers) as ['entry' | 'serial', string][]) {
    const { book } = await desk.approved([
      desk.line({
        full_name: 'Cao Thị Một Số',
        entry_no: kind === 'entry' ? number : null,
        serial: kind === 'serial' ? number : null,
      }),
    ])
    const [line] = await desk.linesOf(book)
    lines[kind] = { id: line!.id as string, book, number }
    const tied = await desk.post(`/so-cu/dong/${line!.id as string}`, { _form: 'tie', version: '1', person })
    expect(tied.status).toBe(303)
  }
})

/** The value beside each label of a page of facts. */
const factsOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<dt[^>]*>(.*?)<\/dt>\s*<dd[^>]*>(.*?)<\/dd>/gs)].map(([, label, value]) => [
      bare(label!),
      bare(value!),
    ]),
  )
const bare = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
const fileOf = async (path: string, actor: Actor) => {
  const answer = await desk.site.as(actor).get(path)
  expect(answer.status).toBe(200)
  return answer
}
const printed = async (path: string, actor: Actor) =>
  spawnSync('pdftotext', ['-layout', '-', '-'], {
    input: new Uint8Array(await (await fileOf(path, actor)).arrayBuffer()),
    encoding: 'utf8',
  }).stdout
const rowsOf = async (path: string) =>
  (await (await fileOf(path, desk.office)).text())
    .split('\n')
    .filter((line) => line.includes('Cao Thị Một Số'))

describe.each([
  { kind: 'entry', own: 'Số vào sổ', other: 'Số hiệu', named: 'số vào sổ 7/TCN' },
  { kind: 'serial', own: 'Số hiệu', other: 'Số vào sổ', named: 'số hiệu K 00817' },
] as const)('a line of an old register that gives its $own alone', ({ kind, own, other, named }) => {
  const here = () => lines[kind]
  const once = (text: string) => expect(text.split(here().number)).toHaveLength(2)

  test.each([
    ['the office', (id: string) => `/van-bang-cap/${id}`, () => desk.office],
    ['who changes it', (id: string) => `/van-bang-cap/${id}/thu-hoi`, () => desk.manager],
    ['its holder', (id: string) => `/van-bang-cua-toi/${id}`, () => holder],
  ])('shows it once to %s, under its name', async (_who, path, actor) => {
    const facts = factsOf(await desk.text(path(here().id), actor()))
    expect(facts).toMatchObject({ [own]: here().number, [other]: '–' })
  })

  test('offers its holder that one number to share', async () => {
    const path = `/van-bang-cua-toi/${here().id}`
    const offered = await desk.text(path, holder)
    expect(offered.includes('value="serial"')).toBe(kind === 'serial')
    expect(offered.includes('value="entry_no"')).toBe(kind === 'entry')
  })

  test('is told to the public once', async () => {
    const asked = encodeURIComponent(here().number)
    const page = await desk.text(
      `/van-bang?so=${asked}&ten=${encodeURIComponent('Cao Thị Một Số')}`,
      publicActor,
    )
    const facts = factsOf(page)
    expect(facts[own]).toContain(here().number)
    expect(facts[other]).toMatch(/^–/)
  })

  test('stands once in the list, the register, its print and its files', async () => {
    const list = await desk.text(`/van-bang-cap?q=${encodeURIComponent(here().number)}`)
    once(bare(list.slice(list.indexOf('<tbody'), list.indexOf('</tbody'))))
    const book = await desk.text(`/so-goc/${here().book}`)
    expect(bare(book.slice(book.indexOf('<tbody'), book.indexOf('</tbody')))).toContain(named)
    once(await printed(`/so-goc/${here().book}/so-goc.pdf`, desk.office))
    const [line] = await rowsOf(`/so-goc/${here().book}/so-goc.csv`)
    once(line!)
    const listed = await rowsOf(`/tai-ve/van-bang-cap.csv?q=${encodeURIComponent(here().number)}`)
    once(listed.join('\n'))
  })

  test('stands once in the API, and is null where the book gives none', async () => {
    const key = desk.site.as(desk.office)
    const one = await (await key.get(`/api/v1/diplomas/${here().id}`)).json()
    const many = await (await key.get(`/api/v1/diplomas?text=${encodeURIComponent(here().number)}`)).json()
    const expected = {
      serial: kind === 'serial' ? here().number : null,
      entry_no: kind === 'entry' ? here().number : null,
    }
    expect(one).toMatchObject(expected)
    expect(many.diplomas).toMatchObject([expected])
  })

  test('is printed once on the certified copy, which invents nothing the book has not', async () => {
    const asked = await desk.post(
      `/van-bang-cua-toi/${here().id}/ban-sao`,
      { _form: 'ask', purpose: 'Đi học', copies: '1' },
      holder,
    )
    expect(asked.status).toBe(303)
    const copy = await desk.first('select id from diplomas.certified_copy where diploma_id = $1', [here().id])
    const text = (await printed(`/ban-sao/${copy.id as string}/ban-sao.pdf`, desk.office)).replaceAll(
      /\s+/g,
      ' ',
    )
    expect(text).toContain(named)
    expect(text).toContain(`${own} ${here().number}`)
    expect(text).not.toContain(`${other} ${here().number}`)
    expect(text).not.toContain('Quyết định ,')
    expect(text).not.toContain('Năm tốt nghiệp')
    expect(factsOf(await desk.text(`/ban-sao/${copy.id as string}`))).toMatchObject({
      'Số hiệu': kind === 'serial' ? here().number : '–',
      'Số vào sổ gốc': kind === 'entry' ? here().number : '–',
    })
  })
})

test('the letter of a suspension names it by the number it has', async () => {
  await desk.rows(`update people.person set email = 'so@example.vn' where full_name = 'Cao Thị Một Số'`)
  const { id } = lines.entry
  const [row] = await desk.rows('select version from diplomas.diploma where id = $1', [id])
  const stopped = await desk.post(
    `/van-bang-cap/${id}/thu-hoi`,
    {
      _form: 'suspend',
      id,
      version: String(row!.version),
      decision_no: '12/QĐ-VB',
      decision_date: '25/11/2026',
      reason: 'Đang xác minh',
      reason_code: 'under_check',
    },
    desk.manager,
  )
  expect(stopped.status).toBe(303)
  const [letter] = await desk.site.app.mailer.listMail()
  expect(await desk.site.app.mailer.readMail(letter!.id)).toMatchObject({
    subject: 'Văn bằng số vào sổ 7/TCN tạm bị đình chỉ hiệu lực',
  })
})
