import { expect } from 'vitest'
import { testApp } from '#app/testing.ts'
import { publicActor } from '#platform/access.ts'
import { fixture } from '../../testing/fixture.ts'

type FormValues = Record<string, string | string[] | Blob>

/** An application as it is filled in without fault. */
export const form = (more: FormValues = {}) => ({
  _form: 'apply',
  full_name: 'Nguyễn  thị Đoan',
  birth: '5/9/2008',
  phone: '0905 123 456',
  schooling: 'thpt',
  agreed: 'true',
  ...more,
})

/** Two schools; the first has a programme, a cohort of it and a class, and takes applications by `intake` and `applied`. */
export async function testAdmission() {
  const site = await testApp()
  const { owner } = site.app.database
  const make = fixture(owner)
  const school = await make.institution('truong-a')
  const other = await make.institution('truong-b')
  const programme = await make.programme(school, [{}])
  const cohort = await make.cohort(school, programme.version, { name: 'K26' })
  const classGroup = await make.classGroup(school, cohort, 'HAN-K26A')
  const anybody = () => site.as(publicActor)
  const query = async (text: string, values: unknown[] = []) => (await owner.query(text, values)).rows
  return {
    site,
    make,
    school,
    other,
    programme,
    cohort,
    classGroup,
    office: (id = school) => site.as(site.actor('academic-office', { kind: 'institution', id })),
    anybody,
    query,
    intake: (more: Record<string, unknown> = {}): Promise<string> =>
      make.insert('students.intake', {
        institution_id: school,
        programme_id: programme.programme,
        year: 2026,
        round: `Đợt ${Math.random()}`,
        places: 2,
        opens_on: '2026-11-01',
        closes_on: '2026-12-31',
        is_published: true,
        ...more,
      }),
    /** Sends an application; its code. */
    async applied(id: string, more: FormValues = {}): Promise<string> {
      const answer = await anybody().post(`/tuyen-sinh/${id}`, form(more))
      expect(answer.status, await answer.clone().text()).toBe(303)
      return new URL(answer.headers.get('location')!, 'http://test.local').searchParams.get('ma')!
    },
    accept: (more: Record<string, string> = {}) => ({
      cohort,
      class_group: classGroup,
      decision_no: '125/QĐ-CĐH',
      decision_date: '20/11/2026',
      ...more,
    }),
    waiting: async (code: string) =>
      (await query('select id, version from students.application where code = $1', [code]))[0] as {
        id: string
        version: number
      },
  }
}
