import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fixture } from '#modules/students/testing/fixture.ts'
import { desktop, phone, signIn, visitor } from '../browser.ts'
import { openClassroom, type Classroom } from './classroom.ts'

let room: Classroom
const opened: BrowserContext[] = []
beforeAll(async () => {
  room = await openClassroom()
})
afterEach(async () => {
  for (const context of opened.splice(0)) await context.close()
})
afterAll(async () => {
  await room.close()
})

async function as(role: string | undefined, size = desktop): Promise<Page> {
  const context = await visitor(size, { url: room.server().url })
  opened.push(context)
  return role ? signIn(context, role) : context.newPage()
}

/** A form of a page by the name its action is sent under. */
const form = (page: Page, name: string) => page.locator(`form:has(input[name=_form][value="${name}"])`)
const send = async (page: Page, name: string) => {
  await form(page, name).locator('button[type=submit]').last().click()
  await page.waitForLoadState('load')
}
const one = async <R extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<R> =>
  (await room.rows<R>(text, values))[0]!
const day = (offset = 0) => {
  const at = new Date(Date.now() + offset * 86_400_000)
  return new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' }).format(at)
}

/** A programme of one module, a cohort with a class, and a round of admission that is open. */
async function furnish() {
  const make = fixture(room.pool())
  const { institution } = room
  const { programme, version, units } = await make.programme(
    institution,
    [
      {
        name: 'Hàn cơ bản',
        kind: 'module',
        credits: 2,
        hours_total: 2,
        hours_theory: 2,
        hours_practice: 0,
        hours_test: 0,
      },
    ],
    { programme: { name: 'Hàn thử', code: 'HANTHU' }, version: { mode: 'credit' } },
  )
  const dates = { from_date: '2024-09-02', planned_to_date: '2099-12-31' }
  const cohort = await make.cohort(institution, version, { name: 'KHT', mode: 'credit', ...dates })
  const group = await make.classGroup(institution, cohort, 'HT-A')
  const intake = await make.insert('students.intake', {
    institution_id: institution,
    programme_id: programme,
    year: 2026,
    round: 'Đợt thử',
    places: 5,
    opens_on: '2020-01-01',
    closes_on: '2099-12-31',
    is_published: true,
  })
  const term = await one<{ id: string }>(`select id from students.term where name = 'Học kỳ phụ thử'`)
  const section = await make.section(
    { institution, term: term.id, unit: units[0]!, classGroup: group },
    { code: 'MD01-HTA', mode: 'credit' },
  )
  await make.teach(section, room.teacher, { from_date: '2020-01-01' })
  return { intake, cohort, group, section, programme }
}

async function applies(intake: string): Promise<string> {
  const page = await as(undefined, phone)
  await page.goto('/tuyen-sinh?q=han%20thu')
  await page.getByRole('link', { name: 'Hàn thử', exact: true }).click()
  const sheet = form(page, 'apply')
  await sheet.locator('input[name=full_name]').fill('Lê Thị Hành Trình')
  await sheet.locator('input[name=birth]').fill('5/9/2008')
  await sheet.locator('input[name=sex][value=female]').check()
  await sheet.locator('input[name=phone]').fill('0905123456')
  await sheet.locator('select[name=schooling]').selectOption('thpt')
  await sheet.locator('input[name=agreed]').check()
  await send(page, 'apply')
  expect(await page.locator('h1').innerText()).toContain('Đã nhận hồ sơ TS-')
  expect(page.url()).toContain(intake)
  return (await one<{ id: string }>('select id from students.application where intake_id = $1', [intake])).id
}

async function isTakenIn(application: string): Promise<string> {
  const office = await as('academic-office')
  await office.goto(`/tuyen-sinh/ho-so/${application}`)
  await form(office, 'accept').locator('select[name=cohort]').selectOption({ index: 1 })
  await form(office, 'accept').locator('select[name=class_group]').selectOption({ label: 'HT-A' })
  await form(office, 'accept').locator('input[name=decision_no]').fill('77/QĐ-HT')
  await form(office, 'accept').locator('input[name=decision_date]').fill(day(-1))
  await send(office, 'accept')
  expect(await office.locator('main').innerText()).toContain('Đã nhận 1 người vào học')
  const made = await one<{ enrolment_id: string }>(
    'select enrolment_id from students.application where id = $1',
    [application],
  )
  return made.enrolment_id
}

async function isTaught(section: string, group: string): Promise<void> {
  const { id } = await one<{ id: string }>(
    `insert into students.session (institution_id, section_id, class_group_id, teacher_person_id, during, kind, hours)
     values ($1, $2, $3, $4, tsrange((now() at time zone 'Asia/Ho_Chi_Minh')::date + interval '0 hours',
       (now() at time zone 'Asia/Ho_Chi_Minh')::date + interval '1 hour'), 'theory', 2) returning id`,
    [room.institution, section, group, room.teacher],
  )
  const teacher = await as('teacher', phone)
  await teacher.goto(`/diem-danh/${id}`)
  await teacher.getByRole('button', { name: 'Lưu điểm danh' }).click()
  await expect
    .poll(
      async () =>
        (await one<{ state: string }>('select state from students.session where id = $1', [id])).state,
    )
    .toBe('held')
}

async function isMarked(section: string): Promise<void> {
  const teacher = await as('teacher')
  await teacher.goto(`/bang-diem/${section}`)
  const open = teacher.getByRole('button', { name: 'Mở bảng điểm' })
  if ((await open.count()) > 0) await open.click()
  await teacher.locator('.mark-grid').waitFor()
  await teacher.locator('input[data-cell]').first().click()
  for (const mark of ['7', '6,5', '8']) {
    await teacher.keyboard.type(mark)
    await teacher.keyboard.press('Tab')
  }
  await expect
    .poll(
      async () => (await room.rows('select 1 from students.mark where section_id = $1', [section])).length,
    )
    .toBe(3)
  await teacher.reload()
  await send(teacher, 'submit')
  const office = await as('academic-office')
  await office.goto(`/bang-diem/${section}`)
  await send(office, 'post')
}

async function graduates(cohort: string): Promise<void> {
  const office = await as('academic-office')
  await office.goto(`/tot-nghiep?khoa=${cohort}`)
  await form(office, 'run').locator('select[name=cohort]').selectOption(cohort)
  await send(office, 'run')
  const review = new URL(office.url()).pathname
  expect(await office.locator('main').innerText()).toContain('Lê Thị Hành Trình')
  const head = await as('school-manager')
  await head.goto(review)
  await send(head, 'freeze')
  await form(head, 'decide').locator('input[name=decision_no]').fill('99/QĐ-TN')
  await form(head, 'decide').locator('input[name=decision_date]').fill(day())
  await form(head, 'decide').locator('input[name=signer]').fill('Nguyễn Văn Hiệu')
  await send(head, 'decide')
}

test('from an application without an account to the graduation list, no figure typed twice', async () => {
  const { intake, cohort, group, section } = await furnish()
  const enrolment = await isTakenIn(await applies(intake))
  // Who is taken into a class is on the rosters of its sections from that day.
  await isTaught(section, group)
  await isMarked(section)
  const result = await one(
    'select grade::text, letter, is_passed from students.result where enrolment_id = $1',
    [enrolment],
  )
  // 0.4 × 6.7 + 0.6 × 8.0 = 7.48: the worked example of the grading rules.
  expect(result).toEqual({ grade: '7.50', letter: 'B', is_passed: true })
  await graduates(cohort)
  expect(
    await one(
      `select e.state, d.number, c.classification from students.enrolment e
       join students.status_event s on s.enrolment_id = e.id and s.kind = 'graduate' join students.decision d on d.id = s.decision_id
       join students.graduation_case c on c.enrolment_id = e.id where e.id = $1`,
      [enrolment],
    ),
  ).toEqual({ state: 'graduated', number: '99/QĐ-TN', classification: 'gioi' })
  const office = await as('academic-office')
  const { learner_id } = await one<{ learner_id: string }>(
    'select learner_id from students.enrolment where id = $1',
    [enrolment],
  )
  await office.goto(`/hoc-sinh/${learner_id}`)
  const story = await office.locator('main').innerText()
  for (const words of ['77/QĐ-HT', '99/QĐ-TN', 'Đã tốt nghiệp']) expect(story).toContain(words)
  const pdf = await office.request.get(`/tot-nghiep/nguoi-hoc/${enrolment}/bang-diem.pdf`)
  expect(pdf.status()).toBe(200)
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
})

test('from the decision to a diploma that anybody checks on a phone, and its revocation', async () => {
  const { decision } = await one<{ decision: string }>(
    `select id as decision from students.decision where number = '99/QĐ-TN'`,
  )
  const office = await as('academic-office')
  await office.goto(`/cap-bang/moi?quyet-dinh=${decision}`)
  await send(office, 'start')
  const run = new URL(office.url()).pathname
  // What is missing is said with a link to where it is mended.
  expect(await office.locator('main').innerText()).toContain('Lê Thị Hành Trình')
  await office.locator('main a[href^="/nguoi/"][href$="/sua"]').first().click()
  await office.locator('input[name=citizen_number]').fill('046308001234')
  await send(office, 'save')
  await office.goto(run)
  await send(office, 'rebuild')
  await send(office, 'number')
  const head = await as('school-manager')
  await head.goto(run)
  await send(head, 'sign')
  const find = () =>
    one<{ id: string; state: string; public_id: string }>(
      `select d.id, d.state, d.public_id from diplomas.diploma d where d.run_id = $1`,
      [run.split('/').at(-1)],
    )
  await expect.poll(async () => (await find()).state).toBe('issued')
  const { id, public_id } = await find()

  const street = await as(undefined, phone)
  await street.goto(`/van-bang/${public_id}`)
  const words = () => street.locator('main').innerText()
  expect(await words()).toContain('Thật và đang có hiệu lực')
  expect(await words()).toContain('Lê Thị Hành Trình')
  expect(await words()).not.toContain('046308001234')
  expect(await street.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

  await head.goto(`/van-bang-cap/${id}/thu-hoi`)
  const revoke = form(head, 'revoke')
  await revoke.locator('input[name=decision_no]').fill('5/QĐ-TH')
  await revoke.locator('input[name=decision_date]').fill(day())
  await revoke.locator('input[name=reason_code][value=not_eligible]').check()
  await revoke.locator('textarea[name=reason]').fill('Kết quả thi bị hủy theo kết luận thanh tra')
  await send(head, 'revoke')
  await street.reload()
  expect(await words()).toContain('Đã bị thu hồi')
  expect(await words()).toContain('5/QĐ-TH')
  expect(await words()).not.toContain('thanh tra')
})
