import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopDocuments } from '#platform/documents/index.ts'
import { finishedCohort, type FinishedCohort, type TestLearner } from '../testing/cohort.ts'

let here: FinishedCohort
let fit: TestLearner
let owing: TestLearner
let away: TestLearner
beforeAll(async () => {
  here = await finishedCohort()
  fit = await here.learner('Nguyễn An')
  for (const unit of [0, 1, 2]) await here.result(fit, unit, '7.0')
  owing = await here.learner('Trần Bình')
  for (const unit of [0, 2]) await here.result(owing, unit, '7.0')
  await here.result(owing, 1, '4.9')
  away = await here.learner('Lê Chi')
  for (const unit of [0, 1, 2]) await here.result(away, unit, '8.0')
  await here.rows(`update students.enrolment set state = 'suspended' where id = $1`, [away.enrolment])
})
afterAll(stopDocuments)

const path = () => `/tot-nghiep/khoa/${here.cohort}/du-thi`
const admit = (one: TestLearner, reason: string, actor = here.manager) =>
  here.post(path(), { _form: 'admit', enrolment: one.enrolment, reason }, actor)

test('who passed everything may sit the examination; each other is told why not', async () => {
  const may = await here.text(`${path()}?xem=fit`)
  expect(may).toContain('Nguyễn An')
  expect(may).not.toContain('Trần Bình')
  const not = await here.text(`${path()}?xem=unfit`)
  expect(not).toContain('Môn học, mô đun MH02 Máy điện: điểm 4,9, chưa đến 5,0.')
  expect(not).toContain('Đang bị đình chỉ học tập.')
  // the examination itself is no condition of sitting it
  expect(not).not.toContain('Chưa có điểm thi')
  expect((await here.site.as(here.at('academic-office', here.away)).get(path())).status).toBe(404)
})

test('the head of the school lets somebody in with a reason, and takes it back', async () => {
  expect((await admit(owing, 'Có đơn', here.office)).status).toBe(403)
  expect((await admit(owing, '')).status).toBe(422)
  expect((await admit(fit, 'Không cần lý do')).status).toBe(422)
  expect((await admit(owing, 'Học lại xong, chờ công bố điểm')).status).toBe(303)
  expect((await admit(owing, 'Học lại xong, chờ công bố điểm')).status).toBe(409)
  const page = await here.text(`${path()}?xem=exception`)
  expect(page).toContain('Học lại xong, chờ công bố điểm')
  const back = await here.post(path(), { _form: 'back', enrolment: owing.enrolment }, here.manager)
  expect(back.status).toBe(303)
  expect(await here.text(`${path()}?xem=unfit`)).toContain('Trần Bình')
})

test('the list goes out as a paper, for the school alone', async () => {
  const file = `/tot-nghiep/khoa/${here.cohort}/thi/dieu-kien.pdf`
  const answer = await here.site.as(here.office).get(file)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect((await here.site.as(here.at('school-manager', here.away)).get(file)).status).toBe(404)
})
