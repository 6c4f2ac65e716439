import { beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { measureBreakdown, measureFigure, measureMembers, type Measure } from '#platform/measures/index.ts'
import {
  admitted,
  droppedOut,
  enrolled,
  expectedGraduates,
  graduated,
  processDigitised,
  recordsDigitised,
  resultsDigitised,
  studentMeasures,
} from '../measures.ts'
import { completion } from './standards.ts'
import { finishedCohort, type FinishedCohort, type TestLearner } from '../graduation/testing/cohort.ts'

const asOf = '2026-11-23'
const system = systemActor('test')
let here: FinishedCohort
let learners: TestLearner[]
const figure = (measure: Measure, on = asOf) =>
  here.site.app.database.read(system, (db) => measureFigure(db, measure, on))
const members = (measure: Measure) =>
  here.site.app.database.read(system, (db) => measureMembers(db, measure, asOf, {}, { limit: 100 }))

beforeAll(async () => {
  here = await finishedCohort()
  learners = []
  for (const name of ['Nguyễn Văn An', 'Hồ Thị Bình', 'Lê Văn Cường', 'Võ Thị Dung'])
    learners.push(await here.learner(name))
})

describe('records digitised (T08)', () => {
  test('the process of a learner is on record when attendance was taken in the latest term', async () => {
    expect(await figure(processDigitised)).toEqual({ numerator: 0, denominator: 4 })
    expect((await members(processDigitised))[0]!.reason).toBe('students.measure.process.no_term')
    const term = await here.make.term(here.home, { from_date: '2026-09-07', to_date: '2027-01-17' })
    const section = await here.make.section({
      institution: here.home,
      term,
      unit: here.units[0]!,
      classGroup: here.group,
    })
    await here.make.enrol(
      section,
      learners.slice(0, 3).map((one) => one.enrolment),
    )
    const reasons = async () =>
      (await members(processDigitised)).map((one) => one.reason.split('.').at(-1)).toSorted()
    expect(await reasons()).toEqual(['no_attendance', 'no_attendance', 'no_attendance', 'no_section'])
    await here.make.insert('students.session', {
      institution_id: here.home,
      section_id: section,
      during: '[2026-09-08 07:00,2026-09-08 09:00)',
      hours: 2,
      state: 'held',
    })
    expect(await figure(processDigitised)).toEqual({ numerator: 3, denominator: 4 })
    expect(await figure(processDigitised, '2026-09-07')).toEqual({ numerator: 0, denominator: 4 })
  })

  test('results are on record when every section of ended terms has one; removing one changes the figure by one', async () => {
    const term = await here.make.term(here.home, {
      from_date: '2026-01-05',
      to_date: '2026-05-30',
      school_year: 2025,
    })
    const section = await here.make.section({
      institution: here.home,
      term,
      unit: here.units[1]!,
      classGroup: here.group,
    })
    await here.make.enrol(
      section,
      learners.slice(0, 3).map((one) => one.enrolment),
      { from_date: '2026-01-05' },
    )
    for (const one of learners.slice(0, 2))
      await here.result(one, 1, '7.0', { section_id: section, term_id: term, posted_at: '2026-06-15' })
    expect(await figure(resultsDigitised)).toEqual({ numerator: 2, denominator: 4 })
    const missing = (await members(resultsDigitised)).filter((row) => !row.counts)
    expect(missing.map((row) => [row.label, row.reason.split('.').at(-1)])).toEqual([
      ['Lê Văn Cường', 'missing'],
      ['Võ Thị Dung', 'no_section'],
    ])
    await here.result(learners[2]!, 1, '6.0', { section_id: section, term_id: term, posted_at: '2026-06-15' })
    expect(await figure(resultsDigitised)).toEqual({ numerator: 3, denominator: 4 })
    expect(await figure(resultsDigitised, '2026-06-10')).toEqual({ numerator: 0, denominator: 0 })
  })

  test('a school counts when both shares reach the threshold of the day', async () => {
    const own = async () => (await members(recordsDigitised)).find((row) => row.institution_id === here.home)!
    expect(await own()).toMatchObject({ counts: false, reason: 'students.measure.t08.below' })
    expect((await own()).reason_params).toMatchObject({ process: 75, results: 75, least_process: 95 })
    await here.rows(
      `update students.threshold set value = 75 where code like 't08.%s'  and code <> 't08.term_days' and code <> 't08.result_days'`,
    )
    expect(await own()).toMatchObject({ counts: true, reason: 'students.measure.t08.meets' })
    const others = (await members(recordsDigitised)).find((row) => row.institution_id === here.away)!
    expect(others).toMatchObject({ counts: false, reason: 'students.measure.t08.no_learners' })
  })

  test('the page of a school shows the same shares and who is missing', async () => {
    const page = await here.text('/so-hoa')
    expect(page).toContain('3/4 người học')
    expect(page).toContain('Võ Thị Dung')
    expect(page).toContain('chưa có sổ văn bằng')
    expect(await here.text('/so-hoa?xem=results')).toContain('không có trong lớp học phần nào')
    const stranger = here.at('academic-office', here.away)
    expect(await here.text('/so-hoa?co-so=truong-nghe', stranger)).not.toContain('Võ Thị Dung')
  })
})

describe('counts of learners', () => {
  test('equal a count written another way', async () => {
    const [bare] = await here.rows(
      `select count(*)::int as n from students.enrolment where to_date is null and state = 'studying'`,
    )
    expect((await figure(enrolled)).denominator).toBe(bare!.n)
    const bySex = await here.site.app.database.read(system, (db) =>
      measureBreakdown(db, enrolled, asOf, { dim: 'sex' }),
    )
    expect(bySex).toEqual([{ key: 'female', numerator: 4, denominator: 4 }])
  })

  test('who is away is not in training, who left counts as left, who graduated as graduated and late', async () => {
    const [away, left, done] = learners
    const event = (one: TestLearner, kind: string, to: string) =>
      here.make.insert('students.status_event', {
        enrolment_id: one.enrolment,
        person_id: one.person,
        institution_id: here.home,
        kind,
        on_date: '2026-10-01',
        from_state: 'studying',
        to_state: to,
      })
    await event(away!, 'reserve', 'reserved')
    expect(await figure(enrolled)).toMatchObject({ denominator: 3 })
    expect(await figure(enrolled, '2026-09-30')).toMatchObject({ denominator: 4 })
    await here.rows(
      `update students.enrolment set state = 'withdrawn', to_date = '2026-10-02' where id = $1`,
      [left!.enrolment],
    )
    expect(await figure(droppedOut)).toEqual({ numerator: 1, denominator: 4 })
    expect(await figure(droppedOut, '2026-10-01')).toEqual({ numerator: 0, denominator: 4 })
    await event(done!, 'graduate', 'graduated')
    await here.rows(
      `update students.enrolment set state = 'graduated', to_date = '2026-08-20' where id = $1`,
      [done!.enrolment],
    )
    expect(await figure(graduated)).toEqual({ numerator: 1, denominator: 1 })
    const cs07 = (await members(completion)).find((row) => row.institution_id === here.home)!
    expect(cs07).toMatchObject({
      counts: false,
      reason: 'students.measure.cs07.below',
      reason_params: { a: 1, b: 4, value: 25 },
    })
  })

  // `inspection-reporting` 8.4: level, occupation, institution, type, ownership, ward, sex, ethnicity, disability, policy group, entry,
  // form, cohort, funding programme
  test('every breakdown of the statistical tables tells this learner from the others', async () => {
    const { home, make, rows } = here
    const ward = await make.insert('places.unit', {
      code: '99999',
      name: 'Phường Thử',
      kind: 'commune',
      type: 'phuong',
      from_date: '2025-07-01',
      source: 'test',
    })
    await rows(`update institutions.institution set ownership = 'public' where id = $1`, [home])
    const { version } = await make.programme(home, [{ name: 'Hàn' }], {
      programme: { level: 'cao_dang', occupation_code: '6520123' },
    })
    const cohort = await make.cohort(home, version, {
      name: 'K25',
      entry: 'thcs',
      study_form: 'part_time',
      from_date: '2025-09-08',
      planned_to_date: '2027-08-31',
    })
    const { enrolment, person } = await make.learner({ institution: home, cohort }, 'Hồ Văn Đông', {
      person: { sex: 'male', ethnicity: 'Pa Cô', is_minority: true },
      learner: { unit_id: ward },
      enrolment: { from_date: '2025-09-08', funding: ['giam_ngheo'] },
    })
    for (const kind of ['disability', 'poor', 'hard_area'])
      await make.insert('students.policy_fact', {
        person_id: person,
        institution_id: home,
        kind,
        from_date: '2025-09-08',
        // what is claimed first, hộ nghèo, is not yet compared with its paper
        ...(kind === 'poor' ? {} : { verified_on: '2025-10-01', verified_by: 'test' }),
      })
    const groupOf = async () =>
      (await members(enrolled)).find((one) => one.member_id === enrolment)!.dims?.policy
    expect(await groupOf()).toBe('hard_area')
    await rows(`update students.policy_fact set verified_on = null where person_id = $1`, [person])
    expect(await groupOf()).toBe('unverified')
    await rows(`update students.policy_fact set verified_on = '2025-10-01' where person_id = $1`, [person])
    const expected = {
      level: 'cao_dang',
      occupation: '6520123',
      type: 'college',
      ownership: 'public',
      ward: '99999',
      sex: 'male',
      ethnicity: 'minority',
      disability: 'yes',
      policy: 'poor',
      entry: 'thcs',
      form: 'part_time',
      cohort: 'K25',
      funding: 'giam_ngheo',
    }
    const row = (await members(enrolled)).find((one) => one.member_id === enrolment)!
    expect(row).toMatchObject({ institution_id: home, dims: expected })
    expect(Object.keys(row.dims ?? {})).toHaveLength(Object.keys(expected).length)
    const parts = (dim: string) =>
      here.site.app.database.read(system, (db) => measureBreakdown(db, enrolled, asOf, { dim }))
    for (const [dim, key] of Object.entries(expected)) {
      const found = await parts(dim)
      expect(found.find((one) => one.key === key)?.denominator).toBe(
        ['type', 'ownership'].includes(dim) ? 2 : 1,
      )
      expect(found.reduce((sum, one) => sum + one.denominator, 0)).toBe(2)
    }
    expect(await figure(expectedGraduates)).toEqual({ numerator: 1, denominator: 1 })
    expect(await figure(expectedGraduates, '2025-11-23')).toEqual({ numerator: 4, denominator: 4 })
    expect(await figure(admitted, '2025-11-23')).toEqual({ numerator: 1, denominator: 1 })
  })

  test('every reason has words in both languages', async () => {
    for (const measure of studentMeasures)
      for (const row of await members(measure))
        for (const lang of ['vi', 'en'] as const)
          expect(here.site.app.catalog(lang).dynamic(row.reason, row.reason_params ?? undefined)).not.toMatch(
            /^students\.|[{}]/,
          )
  })
})
