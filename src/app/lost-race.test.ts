import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { makeSchool } from '#modules/students/records/testing.ts'
import { testApp, type TestApp } from './testing.ts'

let site: TestApp
let school: Awaited<ReturnType<typeof makeSchool>>
beforeAll(async () => {
  site = await testApp()
  school = await makeSchool(site, 'hue')
})

const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
  and query ilike 'insert into %class_group%'`

/** Somebody else opens a class of the code; their act is committed when `work` has come to wait for it. */
async function beside<T>(code: string, work: () => Promise<T>): Promise<T> {
  const other: pg.PoolClient = await site.app.database.owner.connect()
  try {
    await other.query('begin')
    await other.query(
      'insert into students.class_group (institution_id, cohort_id, code) values ($1, $2, $3)',
      [school.institution, school.cohort, code],
    )
    const done = work()
    await expect
      .poll(async () => (await site.app.database.owner.query(waiting)).rowCount, { timeout: 10_000 })
      .toBe(1)
    await other.query('commit')
    return await done
  } finally {
    other.release()
  }
}

const form = (code: string) => ({ _form: 'save', cohort: school.cohort, code, name: 'Lớp của tôi' })

test('who loses a race is told what the other wrote, at its field; what was typed is still in the form', async () => {
  const answer = await beside('CK26', () => site.as(school.office).post('/lop/moi', form('CK26')))
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('Cơ sở đã có lớp mang mã này')
  expect(html).toContain('value="Lớp của tôi"')
  expect((await site.as(school.office).post('/lop/moi', form('CK27'))).status).toBe(303)
})
