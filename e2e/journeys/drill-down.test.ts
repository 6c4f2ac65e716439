import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { signIn, site, visitor } from '../browser.ts'
import { runCommand } from '../server.ts'
import { ask } from './ground.ts'
import { plainList } from './teachers.ts'

type Figure = { code: string; numerator: number; denominator: number }
type Member = { id: string; label: string; counted: boolean; institution: string | null }

const school = { code: 'cd-y-te-hue', name: 'Trường Cao đẳng Y tế Huế' }
const spoken = (count: number) => new Intl.NumberFormat('vi').format(count)
const names = [
  'Đã Học',
  'Học Ngắn',
  'Học Sớm',
  'Không Qua',
  'Có Giấy',
  'Giấy Chờ',
  'Giấy Cũ',
  'Quản Trị',
  'Nhà Giáo Học Quản Trị',
  'Chưa Học',
]
const people = names.map((name) => `Chặng ${name}`)

/** A list through the command line, then training of every kind the rule knows, written past the application. */
beforeAll(async () => {
  const { dataDir } = site()
  const rows = people.map((name, at) => [
    name,
    `1/${at + 1}/1980`,
    'Nữ',
    name.endsWith('Quản Trị') && !name.includes('Nhà Giáo') ? 'Trưởng khoa' : 'Giảng viên',
    'Biên chế',
  ])
  rows.push(['Chặng Thỉnh Giảng', '2/2/1981', 'Nam', 'Giảng viên', 'Thỉnh giảng'])
  const file = join(dataDir, 'chang.csv')
  writeFileSync(file, plainList(rows))
  const done = runCommand(dataDir, 'import', 'staff', file, '--institution', school.code, '--json')
  expect([done.status, done.problems]).toEqual([0, ''])
  await addTraining()
})

async function addTraining(): Promise<void> {
  const run = async (category: string, code: string) => {
    const [made] = await ask<{ id: string }>(
      `with c as (insert into staff.course (code, name, category, hours, provider) values ($1, $1, $2, 24, 'Sở') returning id)
       insert into staff.course_run (course_id, code, from_date, to_date, mode, register_until)
       select id, upper($1), '2026-03-01', '2026-03-20', 'online', '2026-02-20' from c returning id`,
      [code, category],
    )
    return made!.id
  }
  const digital = await run('digital_competence_pedagogy', 'chang-so')
  const governing = await run('manager_digital_governance', 'chang-quan-tri')
  const enrol = (name: string, id: string, outcome: string, hours: number, day = '2026-03-20') =>
    ask(
      `insert into staff.enrolment (run_id, person_id, person_name, institution_id, source, outcome, hours, decided_on)
       select $1, p.person_id, n.full_name, p.institution_id, 'school', $2, $3, $4
       from people.person n join staff.post p on p.person_id = n.id where n.full_name = $5`,
      [id, outcome, hours, day, `Chặng ${name}`],
    )
  await enrol('Đã Học', digital, 'passed', 24)
  await enrol('Thỉnh Giảng', digital, 'passed', 24)
  await enrol('Học Ngắn', digital, 'passed', 8)
  await enrol('Học Sớm', digital, 'passed', 24, '2021-03-20')
  await enrol('Không Qua', digital, 'failed', 24)
  await enrol('Quản Trị', governing, 'passed', 24)
  await enrol('Nhà Giáo Học Quản Trị', governing, 'passed', 24)
  const prove = (name: string, state: string, validTo: string | null) =>
    ask(
      `insert into staff.outside_certificate (person_id, person_name, institution_id, course_name, category, issuer, hours,
         completed_on, valid_to, state, decided_on, sent_on, is_demo)
       select p.person_id, n.full_name, p.institution_id, 'Khóa ngoài', 'digital_competence_pedagogy', 'Đại học', 30,
         '2024-05-01', $2, $1, case when $1 = 'pending' then null else '2024-06-01'::date end, '2024-05-10', true
       from people.person n join staff.post p on p.person_id = n.id where n.full_name = $3`,
      [state, validTo, `Chặng ${name}`],
    )
  await prove('Có Giấy', 'verified', null)
  await prove('Giấy Chờ', 'pending', null)
  await prove('Giấy Cũ', 'verified', '2025-05-01')
}

/** T01 counted another way: person by person from the tables themselves, under the rule row of today. */
const counted = `
  with rule as (select * from staff.trained_rule where target = 'pedagogy' and current_date between from_date and coalesce(to_date, 'infinity')),
  working as (
    select p.person_id, p.role from staff.post p, rule
    where current_date between coalesce(p.from_date, '-infinity') and coalesce(p.to_date, 'infinity')
      and (rule.includes_visiting or p.contract is null or p.contract <> 'visiting')
      and exists (select 1 from institutions.standing s where s.institution_id = p.institution_id and s.status = 'active'
        and current_date between coalesce(s.from_date, '-infinity') and coalesce(s.to_date, 'infinity'))
  ),
  proof as (
    select e.person_id, c.category, e.hours, e.decided_on as done, null::date as paper_end
    from staff.enrolment e join staff.course_run r on r.id = e.run_id join staff.course c on c.id = r.course_id
    where e.outcome = 'passed'
    union all
    select person_id, category, hours, completed_on, valid_to from staff.outside_certificate where state = 'verified'
  )
  select n.full_name as name, exists (
      select 1 from proof f, rule where f.person_id = n.id and f.hours >= rule.min_hours and f.done between rule.min_date and current_date
        and (f.paper_end is null or f.paper_end >= current_date)
        and (rule.validity_months is null or f.done + make_interval(months => rule.validity_months) >= current_date)
        and (f.category = any (rule.categories) or (f.category = any (rule.manager_categories)
          and exists (select 1 from working w where w.person_id = n.id and w.role = 'manager')))) as trained
  from people.person n where n.id in (select person_id from working)`

describe('a figure leads to the records it counts', () => {
  test('T01: the board, the records, the commands and the public API tell one number', async () => {
    const { dataDir, url } = site()
    const all = await ask<{ name: string; trained: boolean }>(counted)
    const [n, total] = [all.filter((one) => one.trained).length, all.length]
    const ours = all.filter((one) => people.includes(one.name))
    expect(
      ours
        .filter((one) => one.trained)
        .map((one) => one.name)
        .toSorted(),
    ).toEqual(['Chặng Có Giấy', 'Chặng Quản Trị', 'Chặng Đã Học'])
    expect(ours.length, 'the visiting teacher is not of the population').toBe(people.length)
    const figures = JSON.parse(runCommand(dataDir, 'indicators', '--json').out) as Figure[]
    expect(figures.find((one) => one.code === 'T01')).toMatchObject({ numerator: n, denominator: total })
    const members = JSON.parse(runCommand(dataDir, 'members', 'T01', '--json').out) as Member[]
    expect([members.filter((one) => one.counted).length, members.length]).toEqual([n, total])
    expect(
      members
        .filter((one) => one.counted)
        .map((one) => one.label)
        .toSorted(),
    ).toEqual(
      all
        .filter((one) => one.trained)
        .map((one) => one.name)
        .toSorted(),
    )
    const context = await visitor()
    const page = await signIn(context, 'department-officer')
    await page.goto('/chi-tieu')
    const board = page.locator('section.board', { hasText: 'T01' })
    expect(await board.locator('.board-sentence').innerText()).toContain(
      `${spoken(n)} trên ${spoken(total)} `,
    )
    const key = await makeKey(page)
    const answer = await fetch(`${url}/api/v1/plan/indicators`, {
      headers: { authorization: `Bearer ${key}` },
    })
    const { indicators } = (await answer.json()) as { indicators: Figure[] }
    expect(indicators.find((one) => one.code === 'T01')).toMatchObject({ numerator: n, denominator: total })
    expect((await readAll(url, key)).filter((one) => one.counted).length).toBe(n)
    await context.close()
  })

  test('from the board to a record in three clicks, and the record says why', async () => {
    const context = await visitor()
    const page = await signIn(context, 'department-officer')
    await page.goto('/chi-tieu')
    const goOn = async (name: string | RegExp, within: string) => {
      await page.locator(within).getByRole('link', { name }).first().click()
      await page.waitForLoadState()
      expect(await page.locator('h1').count()).toBe(1)
    }
    await goOn(/[\d.]+ trên [\d.]+/, 'section.board:has-text("T01") .board-sentence')
    expect(new URL(page.url()).pathname).toBe('/chi-tieu/T01')
    const row = page.locator('#theo-co-so tbody tr', { hasText: school.name })
    const figure = (await row.locator('td').allInnerTexts()).find((text) => text.includes('/'))!
    await goOn(school.name, '#theo-co-so')
    const [n, total] = figure.trim().split('/')
    expect(await page.locator('main').innerText()).toContain(`${n} trên ${total} `)
    const first = page.locator('main tbody tr').first()
    const name = await first.getByRole('link').first().innerText()
    expect((await first.locator('td').last().innerText()).length, 'why').toBeGreaterThan(5)
    await goOn(name, 'main table')
    expect(await page.locator('h1').innerText()).toContain(name)
    await context.close()
  })

  test('T06: every figure of a school on the indicator’s page is the length of the list it leads to', async () => {
    const context = await visitor()
    const page = await signIn(context, 'department-officer')
    await page.goto('/chi-tieu/T06')
    const links = await page
      .locator('#theo-co-so tbody a', { hasText: '/' })
      .evaluateAll((anchors) =>
        anchors.map((anchor) => [(anchor as HTMLAnchorElement).href, anchor.textContent ?? '']),
      )
    expect(links.length).toBeGreaterThan(0)
    for (const [href, text] of links.slice(0, 5)) {
      await page.goto(href!)
      expect(await page.locator('main tbody tr').count(), text).toBe(Number(text!.split('/')[0]))
    }
    await context.close()
  })
})

/** A key for programs, made in the page and shown there once. */
async function makeKey(page: Page): Promise<string> {
  await page.goto('/tai-khoan/khoa-api')
  await page.fill('input[name=name]', 'Đối chiếu số')
  for (const permission of ['plan.read', 'staff.read']) await page.check(`input[value="${permission}"]`)
  await page.fill('input[name=until]', new Date(Date.now() + 5 * 86_400_000).toLocaleDateString('vi-VN'))
  await page.getByRole('button', { name: 'Tạo khóa' }).click()
  const said = await page.locator('main').getByText('Khóa mới').first().innerText()
  return /: (\S+)/.exec(said)![1]!
}

async function readAll(url: string, key: string): Promise<Member[]> {
  const found: Member[] = []
  let after: string | null = ''
  while (after !== null) {
    const query = new URLSearchParams({ limit: '500', ...(after ? { after } : {}) })
    const answer = await fetch(`${url}/api/v1/plan/indicators/T01/members?${query}`, {
      headers: { authorization: `Bearer ${key}` },
    })
    const page = (await answer.json()) as { members: Member[]; next: string | null }
    found.push(...page.members)
    after = page.next
  }
  return found
}
