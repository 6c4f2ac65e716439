import type pg from 'pg'
import { nameSortKey } from '#platform/text/index.ts'

/** Rows for tests, written as the owner. */
export type Fixture = {
  institution: (code: string, status?: string) => Promise<string>
  person: (name: string, institutionId: string, sex?: string) => Promise<string>
  post: (personId: string, institutionId: string, more?: Record<string, unknown>) => Promise<string>
  course: (more?: Record<string, unknown>) => Promise<string>
  run: (courseId: string, more?: Record<string, unknown>) => Promise<string>
  enrolment: (
    runId: string,
    personId: string,
    institutionId: string,
    more?: Record<string, unknown>,
  ) => Promise<string>
  certificate: (personId: string, institutionId: string, more?: Record<string, unknown>) => Promise<string>
}

export function fixture(owner: pg.Pool): Fixture {
  const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const names = Object.keys(row)
    const marks = names.map((_, at) => `$${at + 1}`)
    const made = await owner.query(
      `insert into ${table} (${names.join(', ')}) values (${marks.join(', ')}) returning id`,
      Object.values(row),
    )
    return String(made.rows[0].id)
  }
  let number = 0
  return {
    async institution(code, status = 'active') {
      const id = await insert('institutions.institution', { code, type: 'college' })
      await insert('institutions.institution_name', {
        institution_id: id,
        name: `Trường ${code}`,
        source: 'test',
      })
      await insert('institutions.standing', { institution_id: id, status, source: 'test' })
      return id
    },
    async person(name, institutionId, sex = 'female') {
      const id = await insert('people.person', { full_name: name, name_key: nameSortKey(name), sex })
      await owner.query(
        `insert into people.link (person_id, institution_id, source) values ($1, $2, 'staff')`,
        [id, institutionId],
      )
      return id
    },
    async post(personId, institutionId, more = {}) {
      const found = await owner.query('select name_key from people.person where id = $1', [personId])
      return insert('staff.post', {
        person_id: personId,
        name_key: found.rows[0].name_key,
        institution_id: institutionId,
        role: 'teacher',
        contract: 'tenured',
        from_date: '2020-01-01',
        ...more,
      })
    },
    course: (more = {}) =>
      insert('staff.course', {
        code: `khoa-${++number}`,
        name: `Khóa ${number}`,
        category: 'digital_competence_pedagogy',
        hours: 24,
        provider: 'Sở',
        ...more,
      }),
    run: (courseId, more = {}) =>
      insert('staff.course_run', {
        course_id: courseId,
        code: `LOP-${++number}`,
        from_date: '2026-12-01',
        to_date: '2026-12-05',
        mode: 'online',
        register_until: '2026-11-28',
        ...more,
      }),
    enrolment: (runId, personId, institutionId, more = {}) =>
      insert('staff.enrolment', {
        run_id: runId,
        person_id: personId,
        person_name: 'Người học',
        institution_id: institutionId,
        source: 'school',
        ...more,
      }),
    certificate: (personId, institutionId, more = {}) =>
      insert('staff.outside_certificate', {
        person_id: personId,
        person_name: 'Người học',
        institution_id: institutionId,
        course_name: 'Khóa ngoài',
        category: 'digital_competence_pedagogy',
        issuer: 'Trường Đại học',
        hours: 24,
        completed_on: '2026-01-10',
        sent_on: '2026-02-01',
        is_demo: true,
        ...more,
      }),
  }
}
