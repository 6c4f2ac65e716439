import type pg from 'pg'
import { nameSortKey } from '#platform/text/index.ts'

type Row = Record<string, unknown>

/** Rows for tests, written as the owner. Every method takes more columns as its last word and answers the id. */
export type Fixture = {
  insert: (table: string, row: Row) => Promise<string>
  institution: (code: string) => Promise<string>
  person: (name: string, institutionId: string, more?: Row) => Promise<string>
  /** An active version with its units (`MH01` …); answers the ids. */
  programme: (
    institutionId: string,
    units: readonly Row[],
    more?: { programme?: Row; version?: Row },
  ) => Promise<{ programme: string; version: string; units: string[] }>
  policy: () => Promise<string>
  term: (institutionId: string, more?: Row) => Promise<string>
  cohort: (institutionId: string, versionId: string, more?: Row) => Promise<string>
  classGroup: (institutionId: string, cohortId: string, code: string, more?: Row) => Promise<string>
  /** A person who studies in a class; answers person, learner and course of study. */
  learner: (
    place: { institution: string; cohort: string; classGroup?: string },
    name: string,
    more?: { person?: Row; learner?: Row; enrolment?: Row },
  ) => Promise<{ person: string; learner: string; enrolment: string }>
  section: (
    place: { institution: string; term: string; unit: string; classGroup?: string },
    more?: Row,
  ) => Promise<string>
  teach: (sectionId: string, personId: string, more?: Row) => Promise<void>
  /** Puts courses of study on the roster. */
  enrol: (sectionId: string, enrolmentIds: readonly string[], more?: Row) => Promise<void>
}

export function fixture(owner: pg.Pool): Fixture {
  const one = async (text: string, values: unknown[]): Promise<Row> =>
    (await owner.query(text, values)).rows[0]
  const add = async (table: string, row: Row): Promise<Row> => {
    const names = Object.keys(row)
    return one(
      `insert into ${table} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')}) returning *`,
      Object.values(row),
    )
  }
  const insert = async (table: string, row: Row): Promise<string> => String((await add(table, row)).id)
  let number = 0

  const make: Fixture = {
    insert,
    async institution(code) {
      const id = await insert('institutions.institution', { code, type: 'college' })
      await add('institutions.institution_name', {
        institution_id: id,
        name: `Trường ${code}`,
        source: 'test',
      })
      await add('institutions.standing', { institution_id: id, status: 'active', source: 'test' })
      return id
    },
    async person(name, institutionId, more = {}) {
      const row = { full_name: name, name_key: nameSortKey(name), sex: 'female', ...more }
      const id = await insert('people.person', row)
      await add('people.link', { person_id: id, institution_id: institutionId, source: 'students' })
      return id
    },
    async programme(institutionId, units, more = {}) {
      const code = `CT${++number}`
      const programme = await insert('curricula.programme', {
        institution_id: institutionId,
        code,
        name: `Nghề ${number}`,
        level: 'trung_cap',
        ...more.programme,
      })
      const version = await insert('curricula.programme_version', {
        programme_id: programme,
        institution_id: institutionId,
        number: 1,
        duration_months: 24,
      })
      const ids: string[] = []
      for (const [at, unit] of units.entries())
        ids.push(
          await insert('curricula.course_unit', {
            version_id: version,
            institution_id: institutionId,
            position: at + 1,
            code: `MH${String(at + 1).padStart(2, '0')}`,
            name: `Môn ${at + 1}`,
            credits: 3,
            hours_total: 60,
            hours_theory: 30,
            hours_practice: 28,
            hours_test: 2,
            ...unit,
          }),
        )
      const set = {
        state: 'active',
        decision_no: '1/QĐ',
        decision_date: '2024-01-05',
        active_from: '2024-02-01',
        ...more.version,
      }
      const names = Object.keys(set)
      await one(
        `update curricula.programme_version set ${names.map((name, at) => `${name} = $${at + 2}`).join(', ')} where id = $1 returning id`,
        [version, ...Object.values(set)],
      )
      return { programme, version, units: ids }
    },
    async policy() {
      const found = await owner.query(
        `select id from students.grading_policy where code = 'TT04-2022' and institution_id is null`,
      )
      return String(found.rows[0].id)
    },
    term: (institutionId, more = {}) =>
      insert('students.term', {
        institution_id: institutionId,
        name: `Học kỳ ${++number}`,
        school_year: 2026,
        from_date: '2026-09-07',
        to_date: '2027-01-17',
        ...more,
      }),
    cohort: async (institutionId, versionId, more = {}) =>
      insert('students.cohort', {
        institution_id: institutionId,
        name: `K${++number}`,
        programme_version_id: versionId,
        grading_policy_id: await make.policy(),
        mode: 'year',
        from_date: '2026-09-07',
        planned_to_date: '2028-07-31',
        ...more,
      }),
    classGroup: (institutionId, cohortId, code, more = {}) =>
      insert('students.class_group', { institution_id: institutionId, cohort_id: cohortId, code, ...more }),
    async learner({ institution, cohort, classGroup }, name, more = {}) {
      const person = await make.person(name, institution, more.person)
      const name_key = nameSortKey(name)
      const learner = await insert('students.learner', {
        person_id: person,
        name_key,
        institution_id: institution,
        code: `26${String(++number).padStart(6, '0')}`,
        ...more.learner,
      })
      const enrolment = await insert('students.enrolment', {
        learner_id: learner,
        person_id: person,
        name_key,
        institution_id: institution,
        cohort_id: cohort,
        class_group_id: classGroup ?? null,
        from_date: '2026-09-07',
        ...more.enrolment,
      })
      await add('students.status_event', {
        enrolment_id: enrolment,
        person_id: person,
        institution_id: institution,
        kind: 'admit',
        on_date: '2026-09-07',
        to_state: 'studying',
        to_class_id: classGroup ?? null,
      })
      return { person, learner, enrolment }
    },
    async section({ institution, term, unit, classGroup }, more = {}) {
      const from = await one(
        `select code, name, coalesce(credits, 0) as credits, hours_theory, hours_practice, hours_test, is_condition
         from curricula.course_unit where id = $1`,
        [unit],
      )
      return insert('students.course_section', {
        ...from,
        institution_id: institution,
        term_id: term,
        course_unit_id: unit,
        class_group_id: classGroup ?? null,
        grading_policy_id: await make.policy(),
        mode: 'year',
        ...more,
      })
    },
    async teach(sectionId, personId, more = {}) {
      const section = await one('select institution_id from students.course_section where id = $1', [
        sectionId,
      ])
      await add('students.section_teacher', {
        section_id: sectionId,
        person_id: personId,
        institution_id: section.institution_id,
        from_date: '2026-09-07',
        ...more,
      })
    },
    async enrol(sectionId, enrolmentIds, more = {}) {
      for (const id of enrolmentIds) {
        const row = await one(
          'select person_id, name_key, institution_id from students.enrolment where id = $1',
          [id],
        )
        await add('students.section_learner', {
          section_id: sectionId,
          enrolment_id: id,
          ...row,
          from_date: '2026-09-07',
          ...more,
        })
      }
    },
  }
  return make
}
