import { beforeAll, describe, expect, test } from 'vitest'
import { act } from '#platform/actions/run.ts'
import { verifyChain } from '#platform/audit/verify.ts'
import { importActions } from '#platform/imports/index.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import {
  closeSheet,
  columnsOf,
  makeSchool,
  resultsOf,
  typeMarks,
  typeSitting,
  versionOf,
  type School,
} from '../testing/school.ts'
import { marksImport } from './import.ts'

let site: TestApp
let school: School
let codes: string[]
beforeAll(async () => {
  site = await testApp()
  school = await makeSchool(site, 'ND1')
  const found = await site.app.database.owner.query(
    `select l.code from students.learner l join students.enrolment e on e.learner_id = l.id where e.institution_id = $1 order by e.name_key`,
    [school.institution],
  )
  codes = found.rows.map((row) => row.code as string)
})

const actions = importActions(marksImport)
async function upload(text: string): Promise<string> {
  const input = { institution: school.institution, file: new File([text], 'diem.csv') }
  const { id } = await act(site.app, actions.create, input, school.office)
  return id
}
const rows = async (id: string) =>
  (
    await site.app.database.owner.query(
      'select verdict, problems, differences from platform.import_row where batch_id = $1 order by row_number',
      [id],
    )
  ).rows
const stored = async () =>
  Object.fromEntries(
    (
      await site.app.database.owner.query(
        `select l.code || ' ' || c.name as place, coalesce(m.value::float8::text, m.state) as mark from students.mark m
         join students.mark_column c on c.id = m.column_id join students.enrolment e on e.id = m.enrolment_id join students.learner l on l.id = e.learner_id
         where m.section_id = $1`,
        [school.section],
      )
    ).rows.map((row) => [row.place, row.mark]),
  )

describe('a file of marks', () => {
  test('opens the sheet, is written as typed, and is taken back', async () => {
    const id = await upload(`STT,Mã lớp học phần,Mã HSSV,Họ và tên,TX 1,ĐK 1,Thi lần 1
1,ND1-1,${codes[0]},Trần An,"7,5",v,8
2,nd1-1,${codes[1]},Lê Bình,6.5,7,`)
    expect((await rows(id)).map((row) => row.verdict)).toEqual(['new', 'new'])
    await act(site.app, actions.commit, { id, leave_errors: 'true' }, school.office)
    expect(await stored()).toEqual({
      [`${codes[0]} TX 1`]: '7.5',
      [`${codes[0]} ĐK 1`]: 'absent',
      [`${codes[0]} Thi lần 1`]: '8',
      [`${codes[1]} TX 1`]: '6.5',
      [`${codes[1]} ĐK 1`]: '7',
    })
    await act(site.app, actions.undo, { id }, school.office)
    expect(await stored()).toEqual({})
    expect(await verifyChain(site.app.database.owner)).toMatchObject({ brokenAt: undefined })
  })

  test('says in its cell what is wrong, and does not overwrite a mark without showing both', async () => {
    await typeMarks(site, school, [{ 'TX 1': '9' }, {}, {}])
    const id = await upload(`Mã lớp học phần,Mã HSSV,Họ tên,TX 1,ĐK 2,Thi
ND1-1,${codes[0]},Trần An,5,,
ND1-1,${codes[1]},Lê Bình,11,,
ND1-1,${codes[2]},Ai Khác,7,,
ND1-1,99999999,Không Có,7,,
ND9-9,${codes[0]},Trần An,7,,
ND1-1,${codes[2]},Phạm Chi,,8,`)
    const found = await rows(id)
    expect(found.map((row) => row.verdict)).toEqual(['doubt', 'error', 'error', 'error', 'error', 'error'])
    expect(found[0].differences).toEqual({ tx1: { before: '9', after: '5', by_hand: true } })
    expect(found.slice(1).map((row) => row.problems[0].code)).toEqual([
      'students.marks.error.too_high',
      'students.marks.import.other_name',
      'students.marks.import.not_on_roster',
      'students.marks.import.no_section',
      'students.marks.import.twice',
    ])
    expect(found[5].problems.map((one: { code: string }) => one.code)).toContain(
      'students.marks.import.no_column',
    )
    await expect(
      act(site.app, actions.commit, { id, leave_errors: 'true' }, school.office),
      'somebody must decide',
    ).rejects.toMatchObject({
      reason: { key: 'imports.commit.undecided' },
    })
    expect((await stored())[`${codes[0]} TX 1`]).toBe('9')
  })

  test('is not taken back once a cell was changed since', async () => {
    const id = await upload(`Mã lớp học phần,Mã HSSV,ĐK 1\nND1-1,${codes[2]},7`)
    await act(site.app, actions.commit, { id, leave_errors: 'true' }, school.office)
    const column = (await columnsOf(site, school.section))['ĐK 1']!
    const cell = `cells.${school.learners[2]!.enrolment}.${column}`
    await site.as(school.teacher).post(`/bang-diem/${school.section}`, {
      _form: 'save',
      seen: JSON.stringify({ [school.learners[2]!.enrolment]: { [column]: '7' } }),
      [cell]: '8',
    })
    await act(site.app, actions.undo, { id }, school.office)
    expect((await stored())[`${codes[2]} ĐK 1`]).toBe('8')
  })
})

test('the template of a section holds its learners, columns and marks, and reads back without a change', async () => {
  const answer = await site.as(school.teacher).get(`/bang-diem/${school.section}/mau-nhap.xlsx`)
  expect(answer.status).toBe(200)
  const input = { institution: school.institution, file: new File([await answer.arrayBuffer()], 'mau.xlsx') }
  const { id } = await act(site.app, actions.create, input, school.office)
  const found = await rows(id)
  expect(found).toHaveLength(3)
  expect(found.map((row) => row.verdict)).toEqual(['same', 'same', 'same'])
})

describe('a further sitting', () => {
  let place: School
  let numbers: string[]
  const send = async (text: string) => {
    const input = { institution: place.institution, file: new File([text], 'diem.csv') }
    return (await act(site.app, actions.create, input, place.office)).id
  }
  beforeAll(async () => {
    place = await makeSchool(site, 'ND2')
    const found = await site.app.database.owner.query(
      `select l.code from students.learner l join students.enrolment e on e.learner_id = l.id where e.institution_id = $1 order by e.name_key`,
      [place.institution],
    )
    numbers = found.rows.map((row) => row.code as string)
    await typeMarks(site, place, [
      { 'TX 1': '7', 'ĐK 1': '7', 'Thi lần 1': '8' },
      { 'TX 1': '4', 'ĐK 1': '4' },
      { 'TX 1': '7', 'ĐK 1': '7', 'Thi lần 1': '4' },
    ])
  })

  test('a row that was good when it was looked at is refused, not passed over, once the sheet was posted', async () => {
    const id = await send(`Mã lớp học phần,Mã HSSV,Thi lần 1\nND2-1,${numbers[1]},9`)
    expect((await rows(id)).map((row) => row.verdict)).toEqual(['new'])
    expect((await closeSheet(site, place)).status).toBe(303)
    const committed = await act(site.app, actions.commit, { id, leave_errors: 'true' }, place.office)
    expect(committed).toMatchObject({ state: 'failed' })
  })

  test('takes marks of those alone who may sit it, as the page does', async () => {
    await typeSitting(site, place, 2, [])
    const id = await send(`Mã lớp học phần,Mã HSSV,Thi lần 2
ND2-1,${numbers[0]},9
ND2-1,${numbers[1]},9
ND2-1,${numbers[2]},p`)
    const found = await rows(id)
    expect(found.map((row) => row.verdict)).toEqual(['new', 'error', 'new'])
    expect(found[1].problems[0].code).toBe('students.marks.error.not_open_sitting')
    await act(site.app, actions.commit, { id, leave_errors: 'true' }, place.office)
  })

  test('who was excused from it keeps the result there is: no second one is posted', async () => {
    expect((await closeSheet(site, place)).status).toBe(303)
    const results = await resultsOf(site, place.section)
    expect(results.map((one) => [one.sittings, one.is_current])).toEqual([
      [1, false],
      [2, true],
      [0, true],
      [1, true],
    ])
  })

  test('there are nine at most', async () => {
    for (let sitting = 3; sitting <= 9; sitting += 1)
      await place.make.insert('students.mark_column', {
        section_id: place.section,
        institution_id: place.institution,
        kind: 'exam',
        position: 1,
        name: `Thi lần ${sitting}`,
        sitting,
        closed_at: '2026-11-20T02:00:00Z',
      })
    const answer = await site.as(place.office).post(`/bang-diem/${place.section}`, {
      _form: 'sitting',
      version: await versionOf(site, place.section),
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Đã có 9 lần thi')
  })
})
