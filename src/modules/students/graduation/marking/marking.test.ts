import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { nameSortKey } from '#platform/text/index.ts'
import { finishedCohort, type FinishedCohort, type TestLearner } from '../testing/cohort.ts'

let here: FinishedCohort
const learners: TestLearner[] = []
const markers: { person: string; actor: Actor }[] = []

beforeAll(async () => {
  here = await finishedCohort()
  for (const name of ['Nguyễn An', 'Trần Bình', 'Lê Chi', 'Phan Dũng']) {
    const one = await here.learner(name)
    for (const unit of [0, 1, 2]) await here.result(one, unit, '7.0')
    learners.push(one)
  }
  // not admitted to the examination: no paper of theirs is handed out
  await here.learner('Võ Chưa Đạt')
  for (const name of ['Cô Một', 'Thầy Hai', 'Cô Ba']) {
    const person = await here.make.person(name, here.home)
    await here.make.insert('staff.post', {
      person_id: person,
      institution_id: here.home,
      role: 'teacher',
      from_date: '2024-01-01',
      name_key: nameSortKey(name),
    })
    const actor = here.site.actor('teacher', { kind: 'institution', id: here.home }, person)
    // accounts apart, as people are
    markers.push({ person, actor: { ...actor, id: `account-${person}` } as Actor })
  }
})

const round = (part = 'theory') => `/tot-nghiep/khoa/${here.cohort}/cham?phan=${part}&lan=1`
const send = (path: string, form: Record<string, string | string[]>, actor = here.office) =>
  here.site.as(actor).post(path, form)
const open = (more: Record<string, string | string[]> = {}) =>
  send(round(), {
    _form: 'open',
    cohort: here.cohort,
    kind: 'theory',
    sitting: '1',
    held_on: '10/09/2026',
    is_blind: 'true',
    'markers[]': [markers[0]!.person, markers[1]!.person],
    ...more,
  })
const current = async () =>
  (
    await here.rows(
      `select id, version, state from students.exam_marking where state <> 'discarded' and kind = 'theory'`,
    )
  )[0] as { id: string; version: number; state: string }
/** Papers of the round in the order of the learners' names. */
const papers = async () =>
  (await here.rows(
    `select a.id, a.code, a.enrolment_id from students.exam_paper a join students.enrolment e on e.id = a.enrolment_id
     join students.exam_marking m on m.id = a.marking_id and m.state <> 'discarded' and m.kind = 'theory' order by e.name_key`,
  )) as { id: string; code: string; enrolment_id: string }[]
const mark = async (who: number, marks: readonly string[], more: Record<string, string> = {}) => {
  const { id } = await current()
  const own = await papers()
  const cells = Object.fromEntries(marks.map((text, at) => [`marks.${own[at]!.id}`, text]))
  return send(`/cham-thi/${id}`, { _form: 'save', marking: id, ...cells, ...more }, markers[who]!.actor)
}
const handIn = async (who: number) => {
  const { id } = await current()
  return send(`/cham-thi/${id}`, { _form: 'hand', marking: id }, markers[who]!.actor)
}
const close = async () => {
  const { id, version } = await current()
  return send(round(), { _form: 'close', marking: id, version: String(version) })
}

describe('handing papers out', () => {
  test('needs two different people of the school, and a day that has come', async () => {
    for (const [more, said] of [
      [{ 'markers[]': [markers[0]!.person] }, 'Chọn từ 2 đến 2 người chấm'],
      [{ 'markers[]': [markers[0]!.person, markers[0]!.person] }, 'Chọn những người chấm khác nhau'],
      [{ 'markers[]': [markers[0]!.person, learners[0]!.person] }, 'đang làm việc ở trường'],
      [{ held_on: '01/01/2027' }, 'Ngày thi không ở sau hôm nay'],
    ] as const) {
      const answer = await open(more as Record<string, string | string[]>)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain(said)
    }
    expect(await current()).toBeUndefined()
  })

  test('gives each paper a code; marks are then typed by the markers alone', async () => {
    // absent people have no paper
    await here.exam(learners[3]!, 'theory', null, { state: 'absent' })
    expect((await open()).status).toBe(303)
    expect((await papers()).map((one) => one.code).toSorted()).toEqual(['001', '002', '003'])
    expect((await open()).status).toBe(409)
    const typed = await send(`/tot-nghiep/khoa/${here.cohort}/thi?phan=theory&lan=1`, {
      _form: 'save',
      cohort: here.cohort,
      kind: 'theory',
      sitting: '1',
      on_date: '10/09/2026',
      [`marks.${learners[0]!.enrolment}`]: '9',
    })
    expect(typed.status).toBe(422)
    expect(await typed.text()).toContain('Phần thi đang chấm độc lập')
  })
})

test('a retake that comes too soon after the results is handed to nobody', async () => {
  await here.exam(learners[0]!, 'practice', '4.0', { results_on: '2026-10-22' })
  const again = (held_on: string) =>
    open({
      kind: 'practice',
      sitting: '2',
      held_on,
      'markers[]': markers.slice(0, 2).map((one) => one.person),
    })
  const answer = await again('20/11/2026')
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('ít nhất 30 ngày: từ 21/11/2026')
  expect((await again('21/11/2026')).status).toBe(303)
})

describe('marking blind', () => {
  test('a marker sees codes and no names, and the duty on the start page; nobody else opens the sheet', async () => {
    const { id } = await current()
    const page = await here.text(`/cham-thi/${id}`, markers[0]!.actor)
    expect(page).toContain('001')
    for (const name of ['Nguyễn An', 'Trần Bình', 'Lê Chi']) expect(page).not.toContain(name)
    expect(await here.text('/', markers[0]!.actor)).toContain(`/cham-thi/${id}`)
    for (const actor of [markers[2]!.actor, here.office, here.manager])
      expect((await here.site.as(actor).get(`/cham-thi/${id}`)).status).toBe(404)
  })

  test('what is no mark is refused in its cell and nothing is written', async () => {
    for (const [typed, said] of [
      ['6,3', 'bước 0,25'],
      ['v', 'Chỉ nhập điểm số'],
      ['11', 'Điểm phải từ 0 đến 10'],
    ] as const) {
      const answer = await mark(0, [typed, '7'])
      expect(answer.status).toBe(422)
      const page = await answer.text()
      expect(page).toContain(said)
      expect(page).toContain(`value="${typed}"`)
    }
    expect(await here.rows(`select 1 from students.exam_paper_mark`)).toEqual([])
  })

  test('marks of one are not shown to the other or to the office before both have handed in', async () => {
    expect((await mark(0, ['7,25', '6'])).status).toBe(303)
    expect((await handIn(0)).status).toBe(422)
    expect((await mark(0, ['7,25', '6', '8'])).status).toBe(303)
    expect((await handIn(0)).status).toBe(303)
    const { id } = await current()
    expect(await here.text(`/cham-thi/${id}`, markers[1]!.actor)).not.toContain('7,25')
    const office = await here.text(round())
    expect(office).toContain('Điểm chỉ mở ra khi mọi người chấm đã nộp điểm')
    expect(office).not.toContain('7,25')
    const early = await close()
    expect(early.status).toBe(422)
    expect(await early.text()).toContain('Còn người chấm chưa nộp điểm')
  })

  test('what is handed in stays, for the database too', async () => {
    const answer = await mark(0, ['9', '9', '9'])
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Bạn đã nộp điểm')
    await expect(here.rows(`update students.exam_paper_mark set value = 10`)).rejects.toThrow('do not change')
  })
})

describe('a difference of the limit and more', () => {
  test('goes to a third marker, who sees those papers alone and no marks; that mark stands', async () => {
    expect((await mark(1, ['7,5', '7', '8'])).status).toBe(303)
    expect((await handIn(1)).status).toBe(303)
    const page = await here.text(round())
    expect(page).toContain('Điểm bài thi = (7,25 + 7,5) : 2 người chấm = 7,375 → làm tròn 7,5.')
    expect(page).toContain('Điểm của những người chấm chênh nhau 1, từ 1,0 trở lên: cần người chấm thứ ba.')
    expect((await close()).status).toBe(422)
    const { id, version } = await current()
    const ask = (third: string) =>
      send(round(), { _form: 'third', marking: id, version: String(version), third })
    expect((await ask(markers[0]!.person)).status).toBe(422)
    expect((await ask(markers[2]!.person)).status).toBe(303)
    const own = await papers()
    const sheet = await here.text(`/cham-thi/${id}`, markers[2]!.actor)
    expect(sheet).toContain(`marks.${own[1]!.id}`)
    expect(sheet).not.toContain(`marks.${own[0]!.id}`)
    const third = { [`marks.${own[1]!.id}`]: '6,5' }
    expect((await mark(2, [], third)).status).toBe(303)
    expect((await close()).status).toBe(422)
    expect((await handIn(2)).status).toBe(303)
    expect((await close()).status).toBe(303)
    const marks = await here.rows(
      `select trim_scale(value)::text as value, state, results_on from students.graduation_mark where kind = 'theory'
       and enrolment_id = any($1) order by array_position($1::uuid[], enrolment_id)`,
      [(await papers()).map((one) => one.enrolment_id)],
    )
    const results_on = '2026-11-23'
    expect(marks).toEqual(['7.5', '6.5', '8'].map((value) => ({ value, state: 'scored', results_on })))
    expect(await here.text(round())).toContain('lấy điểm của người chấm thứ ba là 6,5')
  })
})

describe('a thesis panel', () => {
  test('is three people at least, by name, and gives the mean', async () => {
    const all = markers.map((one) => one.person)
    const thesis = (people: string[]) =>
      send(round('thesis'), {
        _form: 'open',
        cohort: here.cohort,
        kind: 'thesis',
        sitting: '1',
        held_on: '10/09/2026',
        'markers[]': people,
      })
    expect((await thesis(all.slice(0, 2))).status).toBe(422)
    expect((await thesis(all)).status).toBe(303)
    const [one] = await here.rows(`select id from students.exam_marking where kind = 'thesis'`)
    expect(await here.text(`/cham-thi/${one!.id}`, markers[2]!.actor)).toContain('Nguyễn An')
  })

  test('given up with a reason, it may be opened again; another school finds nothing', async () => {
    const [one] = await here.rows(`select id, version from students.exam_marking where kind = 'thesis'`)
    const stranger = here.at('academic-office', here.away)
    const discard = (actor: Actor) =>
      send(
        round('thesis'),
        {
          _form: 'discard',
          marking: String(one!.id),
          version: String(one!.version),
          reason: 'Đổi ban chấm',
        },
        actor,
      )
    expect((await discard(stranger)).status).toBe(404)
    expect((await here.site.as(stranger).get(round('thesis'))).status).toBe(404)
    expect((await discard(here.office)).status).toBe(303)
    expect(await here.text(round('thesis'))).toContain('Giao bài cho người chấm độc lập')
  })
})
