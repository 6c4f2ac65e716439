import { beforeAll, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { institutions } from '#modules/institutions/module.ts'
import { people } from '#modules/people/module.ts'
import { places } from '#modules/places/module.ts'
import { staff } from '../module.ts'
import { fixture, type Fixture } from './testing.ts'

let site: TestApp
let make: Fixture
beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, people, staff] })
  make = fixture(site.app.database.owner)
})

const query = async (text: string, values: unknown[] = []) =>
  (await site.app.database.owner.query(text, values)).rows

test('when two records are joined, training and self-assessments go along and come back; a doubled class stays', async () => {
  const home = await make.institution('truong-gop')
  const [source, target] = [await make.person('Lê Thị Một', home), await make.person('Lê Thị Hai', home)]
  const course = await make.course()
  const [shared, own] = [await make.run(course), await make.run(course)]
  const stays = await make.enrolment(shared, source, home)
  await make.enrolment(shared, target, home)
  const moves = await make.enrolment(own, source, home, {
    outcome: 'passed',
    hours: 24,
    decided_on: '2026-12-05',
  })
  await query(
    `insert into staff.certificate (enrolment_id, person_id, institution_id, serial, hours, issued_on) values ($1, $2, $3, 'BD-T-1', 24, '2026-12-06')`,
    [moves, source, home],
  )
  const paper = await make.certificate(source, home)
  const [look] = await query(
    `insert into staff.self_assessment (person_id, questionnaire_id, started_on, finished_on) select $1, id, '2026-11-01', '2026-11-02' from staff.questionnaire returning id`,
    [source],
  )
  await query(
    `insert into staff.self_answer (assessment_id, person_id, component_code, ticked, score) values ($1, $2, '1.1', '{t,f,f,f}', 1)`,
    [look.id, source],
  )
  const holders = async () => [
    ...(await query('select id, person_id from staff.enrolment where run_id = $1 or id = $2 order by id', [
      own,
      stays,
    ])),
    ...(await query('select person_id from staff.certificate where enrolment_id = $1', [moves])),
    ...(await query('select person_id from staff.outside_certificate where id = $1', [paper])),
    ...(await query(
      'select a.person_id, w.person_id as answers from staff.self_assessment a join staff.self_answer w on w.assessment_id = a.id where a.id = $1',
      [look.id],
    )),
  ]
  const before = await holders()
  const moved = [
    ...(await query('select staff.move_person_training($1, $2, null) as rows', [source, target]))[0].rows,
    ...(await query('select staff.move_person_competence($1, $2, null) as rows', [source, target]))[0].rows,
  ] as { id: string; subject: string }[]
  expect(moved.map((row) => row.subject).toSorted()).toEqual([
    'staff.certificate',
    'staff.enrolment',
    'staff.outside-certificate',
    'staff.self-assessment',
  ])
  const after = await holders()
  expect(after.map((row) => row.person_id)).toEqual(before.map((row) => (row.id === stays ? source : target)))
  expect(after.at(-1)).toEqual({ person_id: target, answers: target })
  const ids = moved.map((row) => row.id)
  await query('select staff.move_person_training($1, $2, $3)', [target, source, ids])
  await query('select staff.move_person_competence($1, $2, $3)', [target, source, ids])
  expect(await holders()).toEqual(before)
})
