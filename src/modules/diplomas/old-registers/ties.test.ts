import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor } from '#platform/access.ts'
import { findTables, openWorkbook } from '#platform/sheets/index.ts'
import { rowsOf, textsOf } from '#platform/sheets/testing.ts'
import { openDesks, type Desks } from './testing/desk.ts'

let desk: Desks
beforeAll(async () => {
  desk = await openDesks()
})

describe('a line of an old register and who it belongs to', () => {
  test('is tied with one click to somebody of that name and birth, who then sees it; and taken back', async () => {
    const person = await desk.make.person('Đặng Thị Chủ Bằng', desk.home)
    await desk.rows(`update people.person set birth_date = '1972-09-05' where id = $1`, [person])
    const other = await desk.make.person('Đặng Thị Chủ Bằng', desk.home)
    await desk.rows(`update people.person set birth_date = '1980-01-01' where id = $1`, [other])
    const { book } = await desk.approved([desk.line({ full_name: 'Đặng Thị Chủ Bằng' })])
    const [line] = await desk.linesOf(book)

    const list = await desk.text('/so-cu/noi-nguoi')
    expect(list).toContain('Gắn với Đặng Thị Chủ Bằng, sinh 05/09/1972')
    expect(list).not.toContain(other)
    const wrong = await desk.post('/so-cu/noi-nguoi', {
      _form: 'tie',
      id: line!.id as string,
      person: other,
      version: '1',
    })
    expect(wrong.status).toBe(422)
    const tied = await desk.post('/so-cu/noi-nguoi', {
      _form: 'tie',
      id: line!.id as string,
      person,
      version: '1',
    })
    expect(tied.status).toBe(303)

    const holder = desk.site.actor('learner', { kind: 'self', id: person }, person)
    expect(await desk.text('/van-bang-cua-toi', holder)).toContain(line!.id)
    expect(await desk.text(`/van-bang-cua-toi/${line!.id}`, holder)).toContain(line!.serial)
    expect(await desk.text('/so-cu/noi-nguoi')).not.toContain(line!.id)

    const path = `/so-cu/dong/${line!.id}`
    expect(await desk.text(path)).toContain('Bỏ gắn')
    // What the person made of it meanwhile ends with the tie.
    const made = await desk.post(
      `/van-bang-cua-toi/${line!.id}`,
      { _form: 'share', 'fields[]': ['name', 'serial'], purpose: 'Xin việc', to_date: '31/12/2026' },
      holder,
    )
    const own = made.headers.get('location')!
    const link = /\/van-bang\/chia-se\/[\w-]+/.exec(await desk.text(own, holder))![0]
    expect(await desk.text(link, publicActor)).toContain('Đặng Thị Chủ Bằng')
    // The school made no file of an old register, so it signs none.
    expect((await desk.site.as(holder).get(`${own}/van-bang.sd-jwt`)).status).toBe(404)
    const copy = await desk.post(
      `/van-bang-cua-toi/${line!.id}/ban-sao`,
      { _form: 'ask', purpose: 'Đi học', copies: '1' },
      holder,
    )
    expect(copy.status, await copy.clone().text()).toBe(303)
    expect((await desk.post(path, { _form: 'untie', version: '2' })).status).toBe(303)
    expect(await desk.text(link, publicActor)).not.toContain('Đặng Thị Chủ Bằng')
    expect(
      await desk.rows('select person_id from diplomas.certified_copy where diploma_id = $1', [line!.id]),
    ).toEqual([{ person_id: null }])
    expect(await desk.text('/van-bang-cua-toi', holder)).not.toContain(line!.id)
    expect(await desk.text('/so-cu/noi-nguoi')).toContain(line!.id)
  })

  test('is tied to any of many of that name and year, the eleventh too', async () => {
    const ids: string[] = []
    for (let at = 0; at < 11; at++) ids.push(await desk.make.person('Nguyễn Thị Trùng Tên', desk.home))
    await desk.rows(`update people.person set birth_date = null, birth_year = 1976 where id = any($1)`, [ids])
    const { book } = await desk.approved([
      desk.line({ full_name: 'Nguyễn Thị Trùng Tên', birth: '1976', serial: 'TT 1' }),
    ])
    const [line] = await desk.linesOf(book)
    const tied = await desk.post('/so-cu/noi-nguoi', {
      _form: 'tie',
      id: line!.id as string,
      person: ids.toSorted().at(-1)!,
      version: '1',
    })
    expect(tied.status, await tied.clone().text()).toBe(303)
  })

  test('is offered to the keeper of the register alone', async () => {
    const { book } = await desk.approved([desk.line({ serial: `R${desk.year()}` })])
    const [line] = await desk.linesOf(book)
    const stranger = desk.at('academic-office', desk.away)
    expect((await desk.site.as(stranger).get(`/so-cu/dong/${line!.id}`)).status).toBe(404)
    const sent = await desk.post(`/so-cu/dong/${line!.id}`, { _form: 'untie', version: '1' }, stranger)
    expect(sent.status).toBe(404)
  })
})

test('progress by school and year can be taken out, and counts what is there', async () => {
  const fresh = await openDesks()
  const { book } = await fresh.approved([fresh.line(), fresh.line({ serial: 'P 2', entry_no: '13' })])
  await fresh.page(book)
  const page = await fresh.text('/so-cu/tien-do')
  expect(page).toContain('Cả cơ sở')
  expect(page).toContain('Văn thư một')
  const answer = await fresh.site.as(fresh.office).get('/tai-ve/so-cu.xlsx')
  expect(answer.status).toBe(200)
  const [table] = await findTables(
    await openWorkbook(new Uint8Array(await answer.arrayBuffer()), { name: 'so-cu.xlsx' }),
  )
  const { rows } = await rowsOf(table!)
  // school, keeper, year, registers, pages, once, twice, approved, lines, uncompared, tied, differing, fields
  expect(rows.map((row) => textsOf(row).slice(2))).toEqual([
    ['Cả cơ sở', '1', '2', '1', '1', '1', '2', '0', '0', '0', '20'],
    [String(fresh.year()), '1', '2', '1', '1', '1', '2', '0', '0', '0', '20'],
  ])
  // Who keys how surely, of the registers that are shown.
  expect(await fresh.text(`/so-cu/tien-do?nam=${fresh.year() + 1}`)).not.toContain('Văn thư một')
  const stranger = await fresh.site.as(fresh.at('academic-office', fresh.away)).get('/tai-ve/so-cu.csv')
  expect(await stranger.text()).not.toContain('Cả cơ sở')
})
