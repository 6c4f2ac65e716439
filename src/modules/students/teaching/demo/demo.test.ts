import { beforeAll, expect, test } from 'vitest'
import { school, type School } from '../testing/school.ts'
import { loadTeachingDemo } from './load.ts'

let here: School
beforeAll(async () => {
  here = await school()
  await here.rows('update staff.post set is_demo = true')
  const units = await here.make.programme(here.home, [
    { name: 'Pháp luật', term: 1, hours_theory: 28, hours_practice: 0, hours_test: 2, hours_total: 30 },
    { name: 'Hàn điện', term: 1, hours_theory: 15, hours_practice: 70, hours_test: 5, hours_total: 90 },
    { name: 'Vẽ', term: 2 },
  ])
  for (const code of ['H26A', 'H26B']) {
    const cohort = await here.make.cohort(here.home, units.version, { name: code })
    const group = await here.make.classGroup(here.home, cohort, code, { is_demo: true })
    for (let at = 0; at < 12; at++)
      await here.make.learner({ institution: here.home, cohort, classGroup: group }, `Ví Dụ ${code} ${at}`)
  }
})

test('the example fills the running term, holds what is past, and says the same each time it is drawn', async () => {
  await loadTeachingDemo(here.site.app)
  const [counts] =
    await here.rows(`select count(*)::int as sessions, count(*) filter (where state = 'held')::int as held,
      count(*) filter (where on_date >= '2026-11-23' and state = 'held')::int as future,
      count(*) filter (where on_date < '2026-11-23' and state = 'planned')::int as untaken
    from students.session where is_demo`)
  expect(counts.sessions).toBeGreaterThan(40)
  expect(counts.held).toBeGreaterThan(20)
  expect(counts).toMatchObject({ future: 0, untaken: 1 })
  const sections = await here.rows(`select s.code, count(r.*)::int as learners from students.course_section s
    join students.section_learner r on r.section_id = s.id where s.is_demo group by s.id order by s.code`)
  expect(sections).toEqual([
    { code: 'MH01-H26A', learners: 12 },
    { code: 'MH01-H26B', learners: 12 },
    { code: 'MH02-H26A', learners: 12 },
    { code: 'MH02-H26B', learners: 12 },
  ])
  const [absences] = await here.rows('select count(*)::int as n from students.absence')
  expect(absences.n).toBeGreaterThan(5)
  // The hours of a section are those of its blocks.
  const over =
    await here.rows(`select c.code from students.course_section c join students.session x on x.section_id = c.id where c.is_demo
    group by c.id having sum(x.hours) > c.hours_theory + c.hours_practice + c.hours_test`)
  expect(over).toEqual([])
  await loadTeachingDemo(here.site.app)
  expect((await here.rows('select count(*)::int as n from students.session where is_demo'))[0].n).toBe(
    counts.sessions,
  )
})
