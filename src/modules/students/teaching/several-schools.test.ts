import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { teachingDuties } from './duties.ts'
import { school, type School } from './testing/school.ts'

/* Who keeps the records of two schools: whatever is opened, added or gone back to stays at the one that is looked at. */

let here: School
let away: { section: string; room: string; group: string; term: string; version: string }

const keeper = (): Actor => {
  const [office, stranger] = [here.office(), here.stranger()]
  if (office.kind !== 'account' || stranger.kind !== 'account') throw new Error('accounts expected')
  return { ...office, grants: [...office.grants, ...stranger.grants] }
}
const text = async (path: string, actor = keeper()) => {
  const answer = await here.site.as(actor).get(path)
  expect([path, answer.status]).toEqual([path, 200])
  return (await answer.text()).replaceAll('&amp;', '&')
}
const post = (path: string, form: Record<string, string>) => here.site.as(keeper()).post(path, form)

beforeAll(async () => {
  here = await school()
  const { version, units } = await here.make.programme(here.away, [{ name: 'Hàn điện' }])
  const term = await here.make.term(here.away, { name: 'Kỳ của trường khác' })
  const cohort = await here.make.cohort(here.away, version)
  const group = await here.make.classGroup(here.away, cohort, 'H26A')
  const section = await here.make.section(
    { institution: here.away, term, unit: units[0]!, classGroup: group },
    { code: 'H-01' },
  )
  away = { section, group, term, version, room: await here.room('HX1', here.away) }
  for (let day = 0; day < 52; day++)
    await here.make.insert('students.session', {
      institution_id: here.away,
      section_id: section,
      during: `[2026-09-${String((day % 26) + 1).padStart(2, '0')} ${day < 26 ? '07' : '13'}:00,2026-09-${String((day % 26) + 1).padStart(2, '0')} ${day < 26 ? '08' : '14'}:00)`,
      hours: 1,
    })
})

describe('sessions nobody has taken', () => {
  test('are counted, and go on after the first page, at the school that is chosen', async () => {
    expect(await text('/diem-danh')).toContain('Mọi buổi đã qua của trường đều đã điểm danh')
    const first = await text('/diem-danh?co-so=truong-khac')
    expect(first).toContain('52 buổi. Nhắc giáo viên')
    expect(first.match(/Xem điểm danh: Hàn điện/g)).toHaveLength(50)
    const [, next] = /href="([^"]*sau=[^"]*)"/.exec(first)!
    const second = await text(next!)
    expect(second.match(/Xem điểm danh: Hàn điện/g)).toHaveLength(2)
    expect(second).toContain('26/09/2026')
    expect(second).not.toContain('Trang sau')
    expect(await text('/diem-danh?co-so=truong-khac&sau=hôm qua~x')).toContain('Trang sau')
  })

  test('are opened from the start page at the school they are of', async () => {
    const actor = keeper()
    const duties = await here.site.app.database.read(actor, (db) =>
      teachingDuties(db, { actor, t: here.site.app.catalog('vi'), today: '2026-11-23' }),
    )
    expect(duties.map((one) => one.href)).toContain(`/diem-danh?co-so=${here.away}`)
    expect(await text(`/diem-danh?co-so=${here.away}`)).toContain('52 buổi')
  })
})

describe('what is added', () => {
  test('sessions of a section: at its own school, whichever the address names', async () => {
    const page = await text(`/thoi-khoa-bieu/them?hp=${away.section}`)
    expect(page).toContain('Hàn điện (H-01)')
    expect(page).toContain('HX1')
    expect(page).not.toContain('>A1<')
    expect(page).toContain(`/thoi-khoa-bieu/tiet-hoc?co-so=${here.away}`)
  })

  test('first the class is chosen, then its section; mixed ones have a line of their own', async () => {
    const classes = await text('/thoi-khoa-bieu/them?co-so=truong-khac')
    expect(classes).toContain('H26A')
    expect(classes).toContain('Lớp ghép')
    expect(classes).not.toContain('name="hp"')
    const sections = await text(`/thoi-khoa-bieu/them?co-so=truong-khac&lop=${away.group}`)
    expect(sections).toContain('Hàn điện (H-01)')
    const mixed = await text('/thoi-khoa-bieu/them?co-so=truong-khac&lop=ghep')
    expect(mixed).not.toContain('Hàn điện')
    expect(mixed).toContain('Chọn lớp khác')
  })

  test('a room: the form names the school, and the list of that school comes after it', async () => {
    expect(await text('/phong-hoc?co-so=truong-khac')).toContain('href="/phong-hoc/moi?co-so=truong-khac"')
    const path = '/phong-hoc/moi?co-so=truong-khac'
    expect(await text(path)).toContain('text-muted">Trường truong-khac')
    const sent = await post(path, { _form: 'save', institution: here.away, code: 'HX2', kind: 'workshop' })
    expect(sent.headers.get('location')).toBe('/phong-hoc?co-so=truong-khac')
    expect(await text(`/phong-hoc/${away.room}`)).toContain('href="/phong-hoc?co-so=truong-khac"')
  })

  test('sections and periods: every way there and back names the school', async () => {
    const list = await text('/lop-hoc-phan?co-so=truong-khac')
    for (const path of ['/lop-hoc-phan/moi', '/lop-hoc-phan/mo-hoc-ky'])
      expect(list).toContain(`href="${path}?co-so=truong-khac"`)
    const week = await text(`/thoi-khoa-bieu?co-so=truong-khac&lop=${away.group}`)
    for (const path of ['/thoi-khoa-bieu/tiet-hoc?co-so=truong-khac', '/phong-hoc?co-so=truong-khac'])
      expect(week).toContain(`href="${path}"`)
    expect(week).toContain(`href="/thoi-khoa-bieu/them?co-so=truong-khac&lop=${away.group}"`)
    const path = '/thoi-khoa-bieu/tiet-hoc?co-so=truong-khac'
    const sent = await post(path, { _form: 'save', institution: here.away, lines: '1: 7:00-7:45' })
    expect(sent.headers.get('location')).toBe('/thoi-khoa-bieu?co-so=truong-khac')
    expect(await here.rows('select institution_id from students.period')).toEqual([
      { institution_id: here.away },
    ])
  })
})

test('who keeps one school meets no choice of schools', async () => {
  for (const path of ['/phong-hoc', '/lop-hoc-phan', '/thoi-khoa-bieu', '/thoi-khoa-bieu/them'])
    expect(await text(path, here.office())).not.toContain('co-so=')
})
