import { beforeAll, describe, expect, test } from 'vitest'
import { loadReference } from './reference.ts'
import shipped from './reference/plan.json' with { type: 'json' }
import { planSite, type PlanSite } from './testing/fixture.ts'

let site: PlanSite
beforeAll(async () => {
  site = await planSite()
})

describe('the shipped plan', () => {
  test('has twelve indicators and sixteen stated targets: twelve for 2025 and four for 2030', async () => {
    const found = await site.app.database.owner.query<{ year: number; code: string }>(
      `select t.year, i.code from plan.target t join plan.indicator i on i.id = t.indicator_id where t.value is not null order by 1, 2`,
    )
    const codes = (year: number) => found.rows.filter((row) => row.year === year).map((row) => row.code)
    expect(codes(2025)).toEqual([
      'T01',
      'T02',
      'T03',
      'T04',
      'T05',
      'T06',
      'T07',
      'T08',
      'T09',
      'T10',
      'T11',
      'T12',
    ])
    expect(codes(2030)).toEqual(['T01', 'T02', 'T03', 'T06'])
  })

  test('leaves number and date blank, since no opened source gives them', () => {
    expect(shipped.plan).toMatchObject({ number: null, issued_on: null })
  })

  test('names a source for each target and a formula for each indicator, in both languages', () => {
    for (const indicator of shipped.indicators) {
      expect(indicator.targets.every((target) => target.source.length > 10)).toBe(true)
      for (const words of [indicator.words.vi, indicator.words.en]) {
        expect(
          [words.name, words.statement, words.formula, words.exclusions, words.noun].every(
            (text) => text.length > 3,
          ),
        ).toBe(true)
        expect(words.missing).toBeTruthy()
      }
    }
  })

  test('is not loaded over what an officer filled in', async () => {
    const { owner } = site.app.database
    await owner.query(`update plan.plan set number = '9/KH'`)
    await loadReference(site.app)
    const found = await owner.query<{ number: string; indicators: number }>(
      `select p.number, (select count(*)::int from plan.indicator) as indicators from plan.plan p`,
    )
    expect(found.rows).toEqual([{ number: '9/KH', indicators: 12 }])
  })

  test('binds an indicator nothing could count to the measure a newer release brings, once', async () => {
    const { owner } = site.app.database
    const bound = async () =>
      (
        await owner.query<{ measure: string | null; acts: number }>(
          `select (select measure from plan.indicator where code = 'T02') as measure,
            (select count(*)::int from platform.audit_entry where action = 'plan.bind-measures') as acts`,
        )
      ).rows[0]
    await owner.query(`update plan.indicator set measure = null where code = 'T02'`)
    await loadReference(site.app)
    expect(await bound()).toEqual({ measure: 'staff.trained-digital-materials', acts: 1 })
    await loadReference(site.app)
    expect(await bound()).toMatchObject({ acts: 1 })
  })

  test('says with a measure that comes later what it leaves out', async () => {
    const { owner } = site.app.database
    await owner.query(
      `update plan.indicator set measure = null, words = jsonb_set(jsonb_set(words, '{vi,caveat}', 'null'), '{en,caveat}', 'null') where code = 'T08'`,
    )
    await loadReference(site.app)
    const found = await owner.query<{ measure: string; vi: string; en: string }>(
      `select measure, words #>> '{vi,caveat}' as vi, words #>> '{en,caveat}' as en from plan.indicator where code = 'T08'`,
    )
    expect(found.rows[0]!.measure).toBe('students.records-digitised')
    expect(found.rows[0]!.vi).toContain('Kết nối dữ liệu chưa đo được')
    expect(found.rows[0]!.en).toContain('Data connection is not measured')
  })
})
