import { beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { columnsOf, makeSchool, typeMarks, type School } from './testing/school.ts'

let site: TestApp
let school: School
beforeAll(async () => {
  site = await testApp()
  school = await makeSchool(site, 'OD1')
  await typeMarks(site, school, [
    { 'TX 1': '7,5', 'ĐK 1': '7.5', 'Thi lần 1': '8' },
    { 'TX 1': '4', 'ĐK 1': '4' },
    { 'TX 1': 'v', 'ĐK 1': '9', 'Thi lần 1': 'p' },
  ])
})

const asked = { accept: 'application/json' }
const path = () => `/bang-diem/${school.section}`
const cell = (at: number, column: string) => `cells.${school.learners[at]!.enrolment}.${column}`
const seen = (at: number, column: string, text: string) =>
  JSON.stringify({ [school.learners[at]!.enrolment]: { [column]: text } })

describe('the island', () => {
  test('has good cells written, is told of others, and gets the line reckoned anew', async () => {
    const columns = await columnsOf(site, school.section)
    const [tx, exam] = [columns['TX 1']!, columns['Thi lần 1']!]
    const answer = await site.as(school.teacher).post(
      path(),
      {
        _form: 'save',
        partial: 'true',
        seen: seen(0, tx, '7.5'),
        [cell(0, tx)]: '9',
        [cell(1, exam)]: 'abc',
      },
      asked,
    )
    const { result } = (await answer.json()) as {
      result: {
        cells: { state: string; message?: string }[]
        rows: { enrolment: string; words: Record<string, string> }[]
      }
    }
    expect(result.cells.map((one) => one.state)).toEqual(['saved', 'refused'])
    expect(result.cells[1]!.message).toContain('"abc" không phải điểm')
    // (9 + 2 × 7.5) : 3 = 8.0; 0.4 × 8.0 + 0.6 × 8.0
    expect(result.rows.find((row) => row.enrolment === school.learners[0]!.enrolment)!.words).toMatchObject({
      average: '8,0',
      grade: '8,0',
      standing: 'Đủ điều kiện',
      verdict: 'Đạt',
    })
  })

  test('two people at one cell: the second is shown the first one’s value, and nothing is overwritten unseen', async () => {
    const columns = await columnsOf(site, school.section)
    const column = columns['TX 1']!
    const send = (actor: typeof school.teacher, saw: string, text: string) =>
      site
        .as(actor)
        .post(
          path(),
          { _form: 'save', partial: 'true', seen: seen(0, column, saw), [cell(0, column)]: text },
          asked,
        )
    expect((await send(school.office, '9', '6')).status).toBe(200)
    const second = (await (await send(school.teacher, '9', '7')).json()) as { result: { cells: unknown[] } }
    expect(second.result.cells).toMatchObject([{ state: 'conflict', text: '6', shown: '6' }])
    const plain = await site
      .as(school.teacher)
      .post(path(), { _form: 'save', seen: seen(0, column, '9'), [cell(0, column)]: '7' })
    expect(plain.status).toBe(409)
    expect(await plain.text()).toContain('Người khác vừa sửa ô này')
    const again = (await (await send(school.teacher, '6', '7')).json()) as { result: { cells: unknown[] } }
    expect(again.result.cells).toMatchObject([{ state: 'saved' }])
  })

  test('the same sending twice is written once and answered as saved', async () => {
    const column = (await columnsOf(site, school.section))['TX 1']!
    const send = () =>
      site
        .as(school.teacher)
        .post(
          path(),
          { _form: 'save', partial: 'true', seen: seen(0, column, '7'), [cell(0, column)]: '8' },
          asked,
        )
    await send()
    const second = (await (await send()).json()) as { result: { cells: unknown[] } }
    expect(second.result.cells).toMatchObject([{ state: 'saved' }])
    const entries = await site.app.database.owner.query(
      `select count(*)::int as n from platform.audit_change where subject = 'students.mark' and after::text like '%"8"%' and before::text like '%"7"%'`,
    )
    expect(entries.rows[0].n).toBe(1)
  })

  test('typed back to what was seen after an answer was lost: the value that was stored meanwhile is shown, not passed over', async () => {
    const column = (await columnsOf(site, school.section))['TX 1']!
    const send = async (saw: string, text: string) => {
      const answer = await site
        .as(school.teacher)
        .post(
          path(),
          { _form: 'save', partial: 'true', seen: seen(0, column, saw), [cell(0, column)]: text },
          asked,
        )
      return ((await answer.json()) as { result: { cells: unknown[] } }).result.cells
    }
    await send('8', '9')
    expect(await send('8', '8')).toMatchObject([{ state: 'conflict', text: '9', shown: '9' }])
    expect(await send('9', '8')).toMatchObject([{ state: 'saved', text: '8' }])
    expect(await send('8', '8')).toMatchObject([{ state: 'saved', text: '8' }])
  })

  test('a cell cleared and filled again by another is no longer what was seen', async () => {
    const column = (await columnsOf(site, school.section))['TX 1']!
    const send = (saw: string, text: string) =>
      site
        .as(school.teacher)
        .post(
          path(),
          { _form: 'save', partial: 'true', seen: seen(0, column, saw), [cell(0, column)]: text },
          asked,
        )
    await send('8', '')
    await send('', '5')
    const late = (await (await send('8', '9')).json()) as { result: { cells: unknown[] } }
    expect(late.result.cells).toMatchObject([{ state: 'conflict', text: '5' }])
    await send('5', '8')
  })
})
