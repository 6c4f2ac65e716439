import { mkdirSync } from 'node:fs'
import { afterAll, beforeAll, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { openClassroom, type Classroom } from './journeys/classroom.ts'
let room: Classroom
beforeAll(async () => { room = await openClassroom() })
afterAll(async () => { await room.close() })
test('look', async () => {
  mkdirSync('/tmp/look-teach', { recursive: true })
  await room.rows(`insert into students.period (institution_id, number, from_time, to_time) values ($1,1,'07:00','07:45'),($1,2,'07:50','08:35'),($1,3,'08:45','09:30'),($1,4,'09:35','10:20'),($1,5,'10:25','11:10'),($1,6,'13:00','13:45'),($1,7,'13:50','14:35'),($1,8,'14:45','15:30') on conflict do nothing`, [room.institution])
  const [r] = await room.rows<{id:string}>(`insert into students.room (institution_id, code, name, kind, capacity) values ($1,'ZA201','Phòng học lý thuyết dãy A tầng 2','classroom',45) returning id`, [room.institution])
  await room.rows(`insert into students.session (institution_id, section_id, class_group_id, teacher_person_id, room_id, during, kind, hours)
     select $1, $2, $3, (select person_id from students.section_teacher where section_id = $2), $4, tsrange(d + time '07:00', d + time '09:30'), case when extract(dow from d)=3 then 'practice' else 'theory' end, 3
     from generate_series(date '2026-11-02', date '2026-12-20', interval '1 day') g, lateral (select g::date as d) x where extract(dow from g) in (1,3,4)`, [room.institution, room.section, room.group, r!.id])
  await room.rows(`update students.session set state='held', taken_at=now(), taken_by='x', taken_by_name='Nguyễn Văn A' where section_id=$1 and on_date < '2026-11-18'`, [room.section])
  await room.rows(`insert into students.absence (session_id, enrolment_id, section_id, person_id, institution_id, kind, hours) select s.id, r.enrolment_id, s.section_id, r.person_id, r.institution_id, 'absent', 3 from students.session s join (select * from students.section_learner where section_id=$1 order by name_key limit 3) r on true where s.section_id=$1 and s.state='held' and random() < 0.7`, [room.section])
  const session = await room.session(20)
  const [b] = await room.rows<{id:string}>(`select id from students.session where section_id=$1 and state='planned' and on_date > current_date limit 1`, [room.section])
  const browser = await openBrowser()
  for (const [role, pages] of Object.entries({
    'academic-office': [['rooms','/phong-hoc'],['room-new','/phong-hoc/moi'],['sections','/lop-hoc-phan?hoc-ky='+(await room.rows<{term_id:string}>(`select term_id from students.course_section where id=$1`,[room.section]))[0]!.term_id],['open',`/lop-hoc-phan/mo-hoc-ky?lop=${room.group}`],['section-new','/lop-hoc-phan/moi?lop='+room.group],['section',`/lop-hoc-phan/${room.section}`],['section-att',`/lop-hoc-phan/${room.section}?xem=diem-danh`],['section-lich',`/lop-hoc-phan/${room.section}?xem=lich`],['teacher',`/lop-hoc-phan/${room.section}/giao-vien`],['learners',`/lop-hoc-phan/${room.section}/them-hoc-sinh?tim=nguyen`],['week',`/thoi-khoa-bieu?lop=${room.group}&tuan=23/11/2026`],['session-new',`/thoi-khoa-bieu/them?hp=${room.section}`],['session',`/thoi-khoa-bieu/buoi/${b!.id}`],['periods','/thoi-khoa-bieu/tiet-hoc']],
    teacher: [['today','/'],['register',`/diem-danh/${session}`],['register-list','/diem-danh'],['own-week','/thoi-khoa-bieu?tuan=23/11/2026'],['own-sections','/lop-hoc-phan']],
  })) {
    for (const width of [360, 1280]) {
      const context = await browser.newContext({ baseURL: room.server().url, viewport: { width, height: 900 }, locale: 'vi-VN' })
      const page = await context.newPage()
      page.on('console', (m) => { if (m.type() === 'error') console.log(role, m.text()) })
      page.on('pageerror', (e) => console.log(role, 'pageerror', e.message))
      const { email, password } = room.account(role)
      await page.goto('/dang-nhap'); await page.fill('input[name=email]', email); await page.fill('input[name=password]', password)
      await page.click('main form button[type=submit]'); await page.waitForURL((url) => !url.pathname.startsWith('/dang-nhap'))
      for (const [name, path] of pages as [string, string][]) {
        const answer = await page.goto(path)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        if (answer!.status() !== 200 || wide > width) console.log(name, width, answer!.status(), 'scrollWidth', wide)
        await page.screenshot({ path: `/tmp/look-teach/${name}-${width}.png`, fullPage: true })
      }
      await context.close()
    }
  }
}, 180_000)
