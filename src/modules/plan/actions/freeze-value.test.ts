import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { act, runAction } from '#platform/actions/run.ts'
import { measuresOf, figuresActor, loadBoard } from '../store/board.ts'
import { compareWithNow, getEdition, listFrozenMembers } from '../store/editions.ts'
import { planSite, type PlanSite } from '../testing/fixture.ts'
import { freezeValue } from './freeze-value.ts'

const officer = systemActor('test')
let site: PlanSite
let school: string

beforeAll(async () => {
  site = await planSite()
  school = await site.addInstitution('truong-a', 'Trường A')
})
beforeEach(() => site.clear())

const freeze = (asOf: string) =>
  act(site.app, freezeValue, { code: 'T01', as_of: asOf, note: 'báo cáo năm' }, officer)
const edition = (asOf: string, number: number) =>
  site.app.database.read(figuresActor, (db) => getEdition(db, 'T01', asOf, number))

describe('a frozen value', () => {
  test('keeps figure, list, formula version and unit tree, and does not move when the records do', async () => {
    const ids = await site.addFacts([
      { name: 'An', institution: school, trained: '2024-01-01' },
      { name: 'Bình', institution: school },
      { name: 'Chi', institution: null },
    ])
    await freeze('2025-12-31')
    const before = await edition('2025-12-31', 1)
    expect(before).toMatchObject({
      numerator: 1,
      denominator: 3,
      edition: 1,
      measure_version: 'test-1',
      formula_version: '1',
      note: 'báo cáo năm',
    })
    await site.app.database.owner.query('delete from census.fact where id = $1', [ids[0]])
    await site.app.database.owner.query(`update census.fact set trained_on = '2025-01-01' where id = $1`, [
      ids[1],
    ])
    await site.addFacts([{ name: 'Dũng', institution: school, from: '2025-02-01' }])
    expect(await edition('2025-12-31', 1)).toEqual(before)
    const members = await site.app.database.read(figuresActor, (db) =>
      listFrozenMembers(db, before.id, {}, 'all', { limit: 10 }),
    )
    expect(members.map((member) => [member.label, member.counts, member.institution_name])).toEqual([
      ['An', true, 'Trường A'],
      ['Bình', false, 'Trường A'],
      ['Chi', false, null],
    ])
    const measure = measuresOf(site.app).get(before.measure)!
    expect(await site.app.database.read(figuresActor, (db) => compareWithNow(db, before, measure))).toEqual({
      added: 1,
      removed: 1,
      changed: 1,
      now: { numerator: 1, denominator: 3 },
    })
    const tree = await site.app.database.owner.query<{ units: { code: string }[] }>(
      'select units from plan.unit_tree where digest = $1',
      [before.unit_tree],
    )
    expect(tree.rows[0]!.units.length).toBeGreaterThan(40)
  })

  test('again for the same day is a new edition; the closed year reads the latest', async () => {
    await site.addFacts([{ name: 'An', institution: school, trained: '2024-01-01' }])
    const made = await freeze('2025-12-31')
    const row = (await loadBoard(site.app, '2026-11-22', 'T01')).rows[0]!
    expect(row.closings[0]!.edition?.edition).toBe(made.edition)
    await site.clear()
    const later = (await loadBoard(site.app, '2026-11-22', 'T01')).rows[0]!
    expect(later.closings[0]!.count).toMatchObject({ numerator: 1, denominator: 1 })
  })

  test('two at once for one day are two editions', async () => {
    await site.addFacts([{ name: 'An', institution: school }])
    const made = await Promise.all([1, 2, 3].map(() => freeze('2026-05-31')))
    expect(made.map((one) => one.edition).toSorted()).toEqual([1, 2, 3])
  })

  test('cannot be changed or removed, not even by the owner of the database', async () => {
    await site.addFacts([{ name: 'An', institution: school }])
    await freeze('2026-06-30')
    const { owner } = site.app.database
    for (const statement of [
      'update plan.frozen_value set numerator = 0',
      'delete from plan.frozen_value',
      'truncate plan.frozen_value cascade',
      'update plan.frozen_member set counts = true',
      'delete from plan.frozen_member',
      'truncate plan.frozen_member',
      `update plan.unit_tree set units = '[]'`,
      'delete from plan.unit_tree',
    ]) {
      await expect(owner.query(statement)).rejects.toThrow(/a frozen value never changes/)
    }
  })

  test('is written to the audit with the check code of its list', async () => {
    await site.addFacts([{ name: 'An', institution: school }])
    await freeze('2026-07-31')
    const kept = await edition('2026-07-31', 1)
    const audit = await site.app.database.owner.query<{ after: { members_digest: string } }>(
      `select after from platform.audit_change where subject_id = $1`,
      [kept.id],
    )
    expect(audit.rows[0]!.after.members_digest).toBe(kept.members_digest)
  })
})

describe('freezing is refused', () => {
  test('for a day to come, an empty population, and an indicator nothing counts', async () => {
    await expect(freeze('23/11/2026')).rejects.toMatchObject({
      refusal: 'invalid',
      fields: { as_of: 'plan.error.future' },
    })
    await expect(freeze('22/11/2026')).rejects.toMatchObject({
      refusal: 'precondition',
      reason: { key: 'plan.error.empty_population' },
    })
    await expect(
      act(site.app, freezeValue, { code: 'T07', as_of: '2026-01-01' }, officer),
    ).rejects.toMatchObject({ reason: { key: 'plan.error.not_measured' } })
    await expect(
      act(site.app, freezeValue, { code: 'T01', as_of: '31/2/2026' }, officer),
    ).rejects.toMatchObject({ fields: { as_of: 'plan.error.day' } })
    await expect(
      act(site.app, freezeValue, { code: 'T99', as_of: '1/1/2026' }, officer),
    ).rejects.toMatchObject({ refusal: 'not_found' })
  })

  test('to those who do not hold the right for the province', async () => {
    const input = { code: 'T01', as_of: '2026-01-01' }
    await expect(
      runAction(
        site.app,
        freezeValue,
        input,
        site.actor('school-manager', { kind: 'institution', id: school }),
      ),
    ).rejects.toMatchObject({ refusal: 'forbidden' })
    await expect(
      runAction(
        site.app,
        freezeValue,
        input,
        site.actor('department-officer', { kind: 'institution', id: school }),
      ),
    ).rejects.toMatchObject({ refusal: 'not_found' })
  })
})
