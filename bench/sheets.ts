import type pg from 'pg'
import { fixture } from '#modules/students/testing/fixture.ts'

export type Sheets = {
  institution: string
  /** Courses of study; all are in every section. */
  learners: string[]
  sections: { id: string; teacher: string; columns: string[] }[]
  databaseUrl: string
}

/** Mark sheets of one school: sections with a teacher each, the same learners in all, 20 sessions held with some absences. */
export async function fillSheets(
  owner: pg.Pool,
  size: { sections: number; learners: number; columns: number },
): Promise<Sheets> {
  const make = fixture(owner)
  const institution = await make.institution('bench-sheets')
  const { version, units } = await make.programme(institution, [{}])
  const term = await make.term(institution, { from_date: '2020-01-06', to_date: '2099-12-31' })
  const cohort = await make.cohort(institution, version)
  const classGroup = await make.classGroup(institution, cohort, 'BENCH')
  const learners: string[] = []
  for (let at = 0; at < size.learners; at += 1)
    learners.push((await make.learner({ institution, cohort, classGroup }, `Người Học Số ${at}`)).enrolment)
  const sections: Sheets['sections'] = []
  for (let at = 0; at < size.sections; at += 1) {
    const id = await make.section({ institution, term, unit: units[0]!, classGroup }, { code: `S${at}` })
    const teacher = await make.person(`Giáo Viên Số ${at}`, institution)
    await make.teach(id, teacher, { from_date: '2020-01-06' })
    const columns: string[] = []
    for (let column = 0; column < size.columns; column += 1)
      columns.push(
        await make.insert('students.mark_column', {
          section_id: id,
          institution_id: institution,
          kind: column === size.columns - 1 ? 'exam' : column < 4 ? 'regular' : 'periodic',
          position: column + 1,
          name: `C${column}`,
        }),
      )
    sections.push({ id, teacher, columns })
  }
  const ids = sections.map((section) => section.id)
  await owner.query(
    `insert into students.section_learner (section_id, enrolment_id, person_id, name_key, institution_id, from_date)
     select s, e.id, e.person_id, e.name_key, e.institution_id, '2020-01-06' from unnest($1::uuid[]) s, students.enrolment e where e.id = any($2::uuid[])`,
    [ids, learners],
  )
  await owner.query(
    `insert into students.session (institution_id, section_id, during, hours, state, taken_at, taken_by, taken_by_name)
     select $2::uuid, s, tsrange(timestamp '2026-09-07 07:00' + n * interval '1 day', timestamp '2026-09-07 09:00' + n * interval '1 day'), 3, 'held',
       now(), 'bench', 'bench' from unnest($1::uuid[]) s, generate_series(1, 20) n`,
    [ids, institution],
  )
  await owner.query(
    `insert into students.absence (session_id, enrolment_id, section_id, person_id, institution_id, kind, hours)
     select x.id, r.enrolment_id, x.section_id, r.person_id, r.institution_id, 'absent', 3 from students.session x
     join students.section_learner r on r.section_id = x.section_id where abs(hashtext(x.id::text || r.enrolment_id)) % 25 = 0`,
  )
  await owner.query('vacuum analyze')
  return { institution, learners, sections, databaseUrl: String(owner.options.connectionString) }
}

/** Every cell of these sheets filled, as those of other classes are while a teacher types. */
export async function fillMarks(owner: pg.Pool, sections: Sheets['sections']): Promise<void> {
  await owner.query(
    `insert into students.mark (section_id, enrolment_id, column_id, institution_id, value, by_account)
     select r.section_id, r.enrolment_id, c.id, r.institution_id, abs(hashtext(c.id::text || r.enrolment_id)) % 100 / 10.0, 'bench'
     from students.mark_column c join students.section_learner r using (section_id) where c.section_id = any($1::uuid[])`,
    [sections.map((section) => section.id)],
  )
  await owner.query('vacuum analyze students.mark')
}
