import { beforeAll, expect, test } from 'vitest'
import { testApp, type TestApp } from '#app/testing.ts'
import { institutions } from '#modules/institutions/module.ts'
import { places } from '#modules/places/module.ts'
import { indicatorFigures, indicatorMembers } from '../index.ts'
import { plan } from '../module.ts'
import { measuresOf } from './board.ts'

const today = '2026-11-22'
let site: TestApp
beforeAll(async () => {
  site = await testApp({ modules: [places, institutions, plan] })
})

test('with the network of institutions alone, T06 and T11 are counted and say what they do not cover', async () => {
  const figures = await indicatorFigures(site.app, today)
  const measured = figures.filter((figure) => figure.source === 'computed').map((figure) => figure.code)
  expect(measured).toEqual(['T06', 'T11'])
  const active = await site.app.database.owner.query<{ schools: number; all: number }>(
    `select count(*) filter (where type in ('college', 'intermediate_school'))::int as schools, count(*)::int as all
     from institutions.on_day($1) where is_active`,
    [today],
  )
  const [infrastructure, map] = ['T06', 'T11'].map((code) => figures.find((one) => one.code === code)!)
  expect(infrastructure).toMatchObject({
    denominator: active.rows[0]!.schools,
    target: 100,
    target_year: 2030,
  })
  expect(infrastructure!.caveat).toContain('kết nối')
  expect(map).toMatchObject({ denominator: active.rows[0]!.all, kind: 'milestone', target_year: 2025 })
})

test('schools that have declared nothing are told apart from those that fall short', async () => {
  const figure = (await indicatorFigures(site.app, today)).find((one) => one.code === 'T06')!
  const undeclared = (await indicatorMembers(site.app, 'T06', today)).filter((member) =>
    member.reason.endsWith('.no_declaration'),
  )
  expect(figure.institutions_without_data).toBe(undeclared.length)
  expect(undeclared.every((member) => !member.counted && member.why !== member.reason)).toBe(true)
})

test('one name of a measure offered by two modules is refused, for which of them would count', () => {
  const twice = { ...site.app, modules: [...site.app.modules, { ...institutions, name: 'copy' }] }
  expect(() => measuresOf(twice)).toThrow(/offered twice/)
})
