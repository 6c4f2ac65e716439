import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/access.ts'
import { measureFigure, measureMembers } from '#platform/measures/index.ts'
import { addMonths } from '#platform/clock.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { checkContent } from './life.ts'
import { digitalOutcomes, mappedOutcomes, updatedTechnology } from './measures.ts'
import { judge } from './rules/integration.ts'
import { factsOf, loadContent, loadStepContent } from './store/content.ts'
import { getIntegrationRule, listUpdateRules } from './store/rules.ts'
import { getVersion, listActiveVersions } from './store/version.ts'

const today = '2026-11-22'
const system = systemActor('test')
let site: TestApp
beforeAll(async () => {
  site = await testApp()
  for (const module of site.app.modules.filter((one) => ['institutions', 'curricula'].includes(one.name)))
    await module.demo?.(site.app)
})

test('the examples stand in every state that waits for somebody, and load once', async () => {
  const states = await site.app.database.owner.query(
    `select state, count(*)::int as count from curricula.programme_version group by 1 order by 1`,
  )
  expect(states.rows.map((row) => row.state)).toEqual(['active', 'draft', 'superseded', 'under_review'])
  const before = await site.app.database.owner.query('select count(*)::int as count from curricula.programme')
  await site.app.modules.find((one) => one.name === 'curricula')!.demo!(site.app)
  const after = await site.app.database.owner.query('select count(*)::int as count from curricula.programme')
  expect(after.rows).toEqual(before.rows)
})

test('the figure of T03 says of each programme what the rule says in code', async () => {
  await site.app.database.read(system, async (db) => {
    const rule = await getIntegrationRule(db, today)
    const members = await measureMembers(db, digitalOutcomes, today, {}, { limit: 1000 })
    expect(members.length).toBe((await listActiveVersions(db, today)).length)
    expect(new Set(members.map((one) => one.counts))).toEqual(new Set([true, false]))
    for (const member of members) {
      const version = await getVersion(db, member.member_id)
      const content = await loadContent(db, version.id, rule.framework_id)
      expect([version.name, member.counts]).toEqual([
        version.name,
        judge(rule, factsOf(content, version)).counts,
      ])
    }
  })
})

test('the figure of T04 says of each programme what the rule says in code', async () => {
  await site.app.database.read(system, async (db) => {
    const [rule] = await listUpdateRules(db)
    const members = await measureMembers(db, updatedTechnology, today, {}, { limit: 1000 })
    const reasons = new Set(members.map((one) => one.reason.split('.').at(-1)))
    expect(reasons).toEqual(new Set(['updated', 'too_old', 'no_note']))
    for (const member of members) {
      const version = await getVersion(db, member.member_id)
      expect(rule!.prefixes.some((prefix) => version.occupation_code!.startsWith(prefix))).toBe(true)
      const isOld = addMonths(version.decision_date!, rule!.months) < today
      const reason = isOld ? 'too_old' : version.new_technology_note === '' ? 'no_note' : 'updated'
      expect(member.reason).toBe(`curricula.measure.t04.${reason}`)
    }
  })
})

test('outcomes mapped beside T03: counted another way', async () => {
  const figure = await site.app.database.read(system, (db) => measureFigure(db, mappedOutcomes, today))
  const found = await site.app.database.owner.query(`select count(distinct o.id)::int as all,
      count(distinct c.outcome_id)::int as mapped from curricula.programme_version v
    join curricula.learning_outcome o on o.version_id = v.id left join curricula.outcome_component c on c.outcome_id = o.id
    where v.active_from <= date '${today}' and coalesce(v.active_to, 'infinity') >= date '${today}'`)
  expect(figure).toEqual({ numerator: found.rows[0].mapped, denominator: found.rows[0].all })
})

test('active examples break no rule of structure but the holes they are made with', async () => {
  await site.app.database.read(system, async (db) => {
    for (const one of await listActiveVersions(db, today)) {
      const content = await loadStepContent(db, one.version_id, today)
      const errors = checkContent(await getVersion(db, one.version_id), content).filter(
        (v) => v.severity === 'error' && v.key !== 'outcome_holes',
      )
      expect([one.name, errors]).toEqual([one.name, []])
    }
  })
})
