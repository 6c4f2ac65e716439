import { beforeAll, describe, expect, test } from 'vitest'
import { finishedCohort, type FinishedCohort } from '../testing/cohort.ts'
import { findCouncilFault, findRowFaults } from './council.ts'

describe('a council', () => {
  const of = (...roles: string[]) => roles.map((role) => ({ role }))
  const size = { least: 5, most: null }
  test.each([
    [of('chair', 'secretary', 'member', 'member', 'enterprise'), undefined],
    [of('chair', 'secretary', 'member', 'member'), 'students.council.error.few'],
    [of('chair', 'chair', 'secretary', 'member', 'member'), 'students.council.error.chair'],
    [of('chair', 'member', 'member', 'member', 'member'), 'students.council.error.secretary'],
  ])('%j: %s', (members, fault) => expect(findCouncilFault(members, size)).toBe(fault))

  test('a thesis panel has three to five', () => {
    const panel = { least: 3, most: 5 }
    expect(findCouncilFault(of('chair', 'secretary', 'member'), panel)).toBeUndefined()
    expect(findCouncilFault(of('chair', 'secretary', ...Array(4).fill('member')), panel)).toBe(
      'students.council.error.many',
    )
  })

  test('rows half filled or named twice are told of where they stand', () =>
    expect(
      findRowFaults([
        { name: 'A', role: 'chair' },
        { name: 'A', role: 'member' },
        { role: 'member' },
        { name: 'B' },
        {},
      ]),
    ).toEqual({
      'members.1.name': 'students.council.error.twice',
      'members.2.name': 'students.council.error.name',
      'members.3.role': 'students.council.error.role',
    }))
})

describe('the council of a cohort', () => {
  let here: FinishedCohort
  const path = () => `/tot-nghiep/khoa/${here.cohort}/hoi-dong`
  const people = [
    ['Trần Văn Đức', 'chair', 'Hiệu trưởng'],
    ['Lê Thị Hồng', 'vice_chair', 'Phó Hiệu trưởng'],
    ['Phan Minh Châu', 'secretary', 'Phòng Đào tạo'],
    ['Hồ Quang Huy', 'member', 'Khoa Điện'],
    ['Võ Thị Ngọc', 'enterprise', 'Công ty Điện'],
  ] as const
  const rows = (list: readonly (readonly string[])[]) =>
    Object.fromEntries(
      list.flatMap(([name = '', role = '', capacity = ''], at) => [
        [`members.${at}.name`, name],
        [`members.${at}.role`, role],
        [`members.${at}.capacity`, capacity],
      ]),
    )
  const name = (
    list: readonly (readonly string[])[],
    more: Record<string, string> = {},
    actor = here.office,
  ) =>
    here.post(
      path(),
      {
        _form: 'add',
        cohort: here.cohort,
        kind: 'graduation',
        decision_no: '30/QĐ-HĐ',
        decision_date: '01/09/2026',
        ...rows(list),
        ...more,
      },
      actor,
    )
  beforeAll(async () => {
    here = await finishedCohort()
    await here.passes(await here.learner('Nguyễn An'))
  })

  test('is named by a decision with number and day; what is missing is said and nothing typed is lost', async () => {
    for (const [list, more, said] of [
      [people.slice(0, 4), {}, 'Hội đồng có ít nhất 5 người; mới ghi 4 người.'],
      [people, { decision_no: '' }, 'Ghi số quyết định'],
      [people, { decision_date: '01/01/2027' }, 'Ngày ký'],
      [people, { 'members.1.role': '' }, 'Chọn vai trò'],
    ] as const) {
      const answer = await name(list, more)
      expect(answer.status).toBe(422)
      const page = await answer.text()
      expect(page).toContain(said)
      expect(page).toContain('value="Phan Minh Châu"')
    }
    expect((await name(people, {}, here.at('academic-office', here.away))).status).toBe(404)
    expect((await name(people)).status).toBe(303)
    const page = await here.text(path())
    expect(page).toContain('Quyết định 30/QĐ-HĐ ngày 01/09/2026')
    expect(page).toContain('Ủy viên, đại diện doanh nghiệp')
    expect(page).not.toContain('chưa có đại diện doanh nghiệp')
  })

  test('is chosen at freezing; its members stay with the list, and it cannot be taken back then', async () => {
    const draft = await here.review()
    const [council] = await here.rows(`select id from students.council`)
    const freeze = (id: string) =>
      here.post(
        `/tot-nghiep/${draft.id}`,
        { _form: 'freeze', review: draft.id, version: String(draft.version), council: id },
        here.manager,
      )
    expect((await freeze(draft.id)).status).toBe(422)
    // one that somebody takes back in the same moment is not chosen, nor is one taken back that is being chosen
    const late = await here.meanwhile(
      `update students.council set withdrawn_reason = 'Ghi nhầm' where id = $1`,
      [council!.id],
      () => freeze(String(council!.id)),
    )
    expect([late.hasWaited, late.answer.status]).toEqual([true, 422])
    await here.rows(`update students.council set withdrawn_reason = null`)
    const taking = await here.meanwhile(
      `select 1 from students.council where id = $1 for share`,
      [council!.id],
      () => here.post(path(), { _form: 'withdraw', council: String(council!.id), reason: 'Ghi nhầm khóa' }),
      `update students.graduation_review set state = 'frozen', council_id = $1`,
    )
    expect([taking.hasWaited, taking.answer.status]).toEqual([true, 422])
    await here.rows(`update students.graduation_review set state = 'draft', council_id = null`)
    expect((await freeze(String(council!.id))).status).toBe(303)
    const [review] = await here.rows(
      `select council, council_id from students.graduation_review where id = $1`,
      [draft.id],
    )
    expect(review).toMatchObject({ council_id: council!.id })
    expect(review!.council).toHaveLength(5)
    const taken = await here.post(path(), {
      _form: 'withdraw',
      council: String(council!.id),
      reason: 'Ghi nhầm khóa',
    })
    expect(taken.status).toBe(422)
    expect(await taken.text()).toContain('không bỏ được nữa')
  })

  test('entered by mistake, it is taken back with a reason and no longer offered', async () => {
    expect((await name(people, { decision_no: '31/QĐ-HĐ' })).status).toBe(303)
    const [wrong] = await here.rows(
      `select c.id from students.council c join students.decision d on d.id = c.decision_id where d.number = '31/QĐ-HĐ'`,
    )
    const answer = await here.post(path(), {
      _form: 'withdraw',
      council: String(wrong!.id),
      reason: 'Ghi nhầm khóa',
    })
    expect(answer.status).toBe(303)
    expect(await here.text(path())).not.toContain('31/QĐ-HĐ')
  })
})
