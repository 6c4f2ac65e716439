import { beforeAll, describe, expect, test } from 'vitest'
import { school, type School } from './testing/school.ts'

let here: School
beforeAll(async () => {
  here = await school()
})
const post = (path: string, form: Record<string, string | string[]>, actor = here.office()) =>
  here.site.as(actor).post(path, form)

describe('a teacher removed in mid-term', () => {
  test('the successor is asked for, sessions move, the old one loses access from the day after', async () => {
    await here.rows('delete from students.absence')
    await here.rows('delete from students.session')
    await here.book({ to_date: '2026-12-14', weekdays: ['1'] })
    const [old, next] = here.teachers as [string, string]
    const path = `/lop-hoc-phan/${here.section}/giao-vien`
    const form = { _form: 'save', outgoing: old, role: 'main', from_date: '30/11/2026' }
    const refused = await post(path, form)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Chọn người dạy thay')
    // The successor teaches elsewhere at that time: named, and nothing changes.
    const busy = await here.make.section(
      { institution: here.home, term: here.term, unit: here.units[1]! },
      { code: 'BAN' },
    )
    const block = await here.make.insert('students.session', {
      institution_id: here.home,
      section_id: busy,
      teacher_person_id: next,
      during: '[2026-12-07 08:00,2026-12-07 09:00)',
      hours: 1,
    })
    const clash = await post(path, { ...form, successor: next })
    expect(clash.status).toBe(422)
    expect(await clash.text()).toContain('Trần Văn Thay đã có giờ dạy Vẽ kỹ thuật (BAN)')
    await here.rows('delete from students.session where id = $1', [block])
    expect((await post(path, { ...form, successor: next })).status).toBe(303)
    expect((await here.sessions()).map((one) => [one.on_date, one.teacher_person_id])).toEqual([
      ['2026-11-23', old],
      ['2026-11-30', next],
      ['2026-12-07', next],
      ['2026-12-14', next],
    ])
    // Today is 23 November: the old teacher still has the section, the successor not yet.
    expect((await here.site.as(here.teacher(0)).get(`/lop-hoc-phan/${here.section}`)).status).toBe(200)
    expect((await here.site.as(here.teacher(1)).get(`/lop-hoc-phan/${here.section}`)).status).toBe(404)
    await here.rows(`update students.section_teacher set to_date = '2026-11-22' where person_id = $1`, [old])
    await here.rows(
      `update students.section_teacher set from_date = '2026-11-23' where person_id = $1 and section_id = $2`,
      [next, here.section],
    )
    expect((await here.site.as(here.teacher(0)).get(`/lop-hoc-phan/${here.section}`)).status).toBe(404)
    expect((await here.site.as(here.teacher(1)).get(`/lop-hoc-phan/${here.section}`)).status).toBe(200)
  })
})

describe('who teaches when', () => {
  const section = async (code: string) => {
    const id = await here.make.section(
      { institution: here.home, term: here.term, unit: here.units[1]! },
      { code },
    )
    return { id, path: `/lop-hoc-phan/${id}/giao-vien` }
  }
  const form = { _form: 'save', role: 'main', from_date: '23/11/2026' }
  const block = (id: string, teacher: string | null, hour: string, day = '2026-11-23') =>
    here.make.insert('students.session', {
      institution_id: here.home,
      section_id: id,
      teacher_person_id: teacher,
      during: `[${day} ${hour}:00,${day} ${hour}:45)`,
      hours: 1,
    })
  const teachersOf = (id: string) =>
    here.rows(
      'select person_id, role, from_date, to_date from students.section_teacher where section_id = $1 order by from_date',
      [id],
    )
  const blocksOf = async (id: string) =>
    (
      await here.rows(
        'select teacher_person_id from students.session where section_id = $1 order by during',
        [id],
      )
    ).map((row) => row.teacher_person_id)

  test('a main teacher assigned later takes the sessions nobody gives, unless busy at that time', async () => {
    const { id, path } = await section('SAU')
    const [, next] = here.teachers as [string, string]
    await block(id, null, '15', '2026-11-20')
    await block(id, null, '15', '2026-11-24')
    const other = await section('KHAC')
    const busy = await block(other.id, next, '15', '2026-11-24')
    const clash = await post(path, { ...form, successor: next })
    expect(clash.status).toBe(422)
    expect(await clash.text()).toContain('(KHAC)')
    await here.rows('delete from students.session where id = $1', [busy])
    const done = await post(path, { ...form, successor: next })
    expect(done.status).toBe(303)
    expect(done.headers.get('set-cookie')).toContain(encodeURIComponent('students.teaching.teachers.added'))
    expect(await blocksOf(id)).toEqual([null, next])
  })

  test('an assistant taken off gives the sessions to the main teacher', async () => {
    const { id, path } = await section('PHU')
    const [main, helper] = here.teachers as [string, string]
    await here.make.teach(id, main)
    await here.make.teach(id, helper, { role: 'assistant' })
    await block(id, helper, '20')
    const done = await post(path, { ...form, outgoing: helper })
    expect(done.status).toBe(303)
    expect(done.headers.get('set-cookie')).toContain(encodeURIComponent('students.teaching.teachers.removed'))
    expect(await blocksOf(id)).toEqual([main])
  })

  test('an assistant who becomes the main teacher stands in one row at a time', async () => {
    const { id, path } = await section('LEN')
    const [main, helper] = here.teachers as [string, string]
    await here.make.teach(id, main)
    await here.make.teach(id, helper, { role: 'assistant' })
    expect((await post(path, { ...form, outgoing: main, successor: helper })).status).toBe(303)
    expect(await teachersOf(id)).toEqual(
      expect.arrayContaining([
        { person_id: helper, role: 'assistant', from_date: '2026-09-07', to_date: '2026-11-22' },
        { person_id: helper, role: 'main', from_date: '2026-11-23', to_date: null },
      ]),
    )
    await expect(here.make.teach(id, helper, { from_date: '2026-12-01' })).rejects.toThrow(
      /section_teacher_once/,
    )
  })
})
