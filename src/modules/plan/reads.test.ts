import { beforeAll, describe, expect, test } from 'vitest'
import { publicActor, type Actor } from '#platform/access.ts'
import { indicatorFigures, indicatorMembers } from './index.ts'
import { readIndicators, readMembers } from './reads.ts'
import { planSite, type PlanSite } from './testing/fixture.ts'

let site: PlanSite
let own: string
let other: string
let officer: Actor
let manager: Actor

beforeAll(async () => {
  site = await planSite()
  own = await site.addInstitution('truong-a', 'Trường A')
  other = await site.addInstitution('truong-b', 'Trường B')
  await site.addFacts([
    { name: 'Lê An', institution: own, trained: '2024-01-01', sex: 'female' },
    { name: 'Lê Bình', institution: own },
    { name: 'Trần Chi', institution: other, trained: '2026-01-01' },
    { name: 'Trần Dũng', institution: other },
  ])
  officer = site.actor('department-officer')
  manager = site.actor('school-manager', { kind: 'institution', id: own })
})

const json = async (actor: Actor, path: string) => {
  const answer = await site.as(actor).get(path)
  return { status: answer.status, body: (await answer.json()) as unknown }
}

describe('GET /api/v1/plan/indicators', () => {
  test('gives code, numerator, denominator, value and target of all twelve, like the command', async () => {
    const { status, body } = await json(officer, '/api/v1/plan/indicators')
    expect(status).toBe(200)
    const parsed = readIndicators.response.parse(body)
    expect(parsed.indicators).toHaveLength(12)
    expect(parsed.indicators[0]).toMatchObject({
      code: 'T01',
      numerator: 2,
      denominator: 4,
      value: 50,
      target: 100,
      target_year: 2030,
    })
    expect(parsed.indicators).toEqual(await indicatorFigures(site.app, '2026-11-22'))
  })

  test('reads any past day', async () => {
    const { body } = await json(officer, '/api/v1/plan/indicators?as_of=2025-12-31')
    expect(readIndicators.response.parse(body).indicators[0]).toMatchObject({
      numerator: 1,
      denominator: 4,
      value: 25,
      target: 50,
      target_year: 2025,
    })
  })

  test('is closed to the public, and refuses a day that is none', async () => {
    expect((await json(publicActor, '/api/v1/plan/indicators')).status).toBe(401)
    expect((await json(officer, '/api/v1/plan/indicators?as_of=2025-02-30')).status).toBe(422)
  })
})

describe('GET /api/v1/plan/indicators/{code}/members', () => {
  test('names each record with its institution, counted or not, and why', async () => {
    const { body } = await json(officer, '/api/v1/plan/indicators/T01/members')
    const parsed = readMembers.response.parse(body)
    expect(parsed).toMatchObject({ numerator: 2, denominator: 4, hidden: 0, next: null, is_measured: true })
    expect(
      parsed.members.map((member) => [member.label, member.institution, member.counted, member.why]),
    ).toEqual([
      ['Lê An', 'truong-a', true, 'Có kết quả'],
      ['Lê Bình', 'truong-a', false, 'Chưa có kết quả'],
      ['Trần Chi', 'truong-b', true, 'Có kết quả'],
      ['Trần Dũng', 'truong-b', false, 'Chưa có kết quả'],
    ])
    expect(parsed.members).toEqual(await indicatorMembers(site.app, 'T01', '2026-11-22'))
  })

  test('shows a school its own people by name and the others as a number', async () => {
    const { body } = await json(manager, '/api/v1/plan/indicators/T01/members')
    const parsed = readMembers.response.parse(body)
    expect(parsed).toMatchObject({ numerator: 2, denominator: 4, hidden: 2 })
    expect(parsed.members.map((member) => member.label)).toEqual(['Lê An', 'Lê Bình'])
    const elsewhere = readMembers.response.parse(
      (await json(manager, `/api/v1/plan/indicators/T01/members?institution_id=${other}`)).body,
    )
    expect(elsewhere).toMatchObject({ denominator: 2, hidden: 2, members: [] })
  })

  test('gives pages that join without a gap', async () => {
    const first = readMembers.response.parse(
      (await json(officer, '/api/v1/plan/indicators/T01/members?limit=3')).body,
    )
    expect(first.members).toHaveLength(3)
    const second = readMembers.response.parse(
      (await json(officer, `/api/v1/plan/indicators/T01/members?limit=3&after=${first.next}`)).body,
    )
    expect(second.members.map((member) => member.label)).toEqual(['Trần Dũng'])
    expect(second.next).toBeNull()
  })

  test('logs who looked at whose record', async () => {
    await json(manager, '/api/v1/plan/indicators/T01/members?counted=true')
    const looks = await site.app.database.owner.query<{ subject_ids: string[] }>(
      `select subject_ids from platform.look where actor_id = $1 order by id desc limit 1`,
      [manager.kind === 'account' ? manager.id : ''],
    )
    expect(looks.rows[0]!.subject_ids).toHaveLength(1)
  })

  test('an unknown code is not found; one that nothing measures says so', async () => {
    expect((await json(officer, '/api/v1/plan/indicators/T99/members')).status).toBe(404)
    expect((await json(officer, '/api/v1/plan/indicators/T07/members')).body).toMatchObject({
      is_measured: false,
      members: [],
    })
  })
})
