import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { indicatorFigures } from '../index.ts'
import { changeIndicator } from './change-indicator.ts'
import { planSite, type PlanSite } from '../testing/fixture.ts'

let site: PlanSite
let officer: Actor
beforeAll(async () => {
  site = await planSite()
  officer = site.actor('department-officer')
})

const figure = async (code: string, asOf: string) =>
  (await indicatorFigures(site.app, asOf)).find((one) => one.code === code)!

/** The form as the page gives it, with changes. */
async function send(code: string, changes: Record<string, string>) {
  const page = await (await site.as(officer).get(`/chi-tieu/${code}/sua`)).text()
  const seen = /name="seen" value="([^"]+)"/.exec(page)![1]!
  return site.as(officer).post(`/chi-tieu/${code}/sua`, {
    _form: 'change',
    seen,
    from_date: '1/11/2026',
    basis: 'Quyết định thử số 1',
    'vi.formula': 'Cách tính mới.',
    'vi.exclusions': 'Không loại ai.',
    'en.formula': 'New formula.',
    'en.exclusions': 'Nobody is left out.',
    ...changes,
  })
}

describe('a new definition of an indicator', () => {
  test('holds from its day on; the days before keep the old one', async () => {
    const before = await figure('T09', '2026-11-22')
    expect(before.targets.find(({ year }) => year === 2030)?.value ?? null).toBeNull()
    expect((await send('T09', { 'targets.y2030': '66,67' })).status).toBe(303)
    const after = await figure('T09', '2026-11-22')
    expect(after.targets.find(({ year }) => year === 2030)?.value).toBe(66.67)
    expect(after.formula_version).toBe('2')
    expect(await figure('T09', '2026-10-31')).toMatchObject({
      targets: before.targets,
      formula_version: before.formula_version,
    })
    const page = await (await site.as(officer).get('/chi-tieu/T09')).text()
    expect(page).toContain('Quyết định thử số 1')
    expect(page).toContain('31/10/2026')
  })

  test('of two at once one holds, the other is told that somebody was first', async () => {
    const shown = await (await site.as(officer).get('/chi-tieu/T08/sua')).text()
    const seen = /name="seen" value="([^"]+)"/.exec(shown)![1]!
    const words = { formula: 'Cách mới.', exclusions: 'Không loại ai.' }
    const told = await Promise.allSettled(
      [2, 3, 4, 5].map((day) => {
        const change = { code: 'T08', seen, from_date: `${day}/11/2026`, basis: 'Quyết định thử' }
        return act(site.app, changeIndicator, { ...change, vi: words, en: words }, officer)
      }),
    )
    expect(told.map((one) => one.status).toSorted()).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
    ])
    const found = await site.app.database.owner.query(
      `select count(*)::int as open from plan.indicator where code = 'T08' and to_date is null`,
    )
    expect(found.rows[0].open).toBe(1)
  })

  test('leaves closed targets as they were, and the formula version when only a target moved', async () => {
    const shown = await (await site.as(officer).get('/chi-tieu/T01/sua')).text()
    expect(shown).not.toContain('targets.y2025')
    const areas = [...shown.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</g)]
    const same = Object.fromEntries(areas.map(([, name, text]) => [name!, text!]))
    const sent = await send('T01', { ...same, 'targets.y2025': '10', 'targets.y2030': '90' })
    expect(sent.status).toBe(303)
    expect(await figure('T01', '2026-11-22')).toMatchObject({
      formula_version: '1',
      targets: [
        { year: 2025, value: 50 },
        { year: 2030, value: 90 },
      ],
    })
  })

  test.each([
    [{ from_date: '26/4/2023' }, 'đã được tính hoặc chốt'],
    [{ from_date: 'mai' }, 'Hãy nhập ngày'],
    [{ 'targets.y2030': '101' }, 'từ 0 đến 100'],
  ])('%j is refused with what was typed', async (changes, words) => {
    const answer = await send('T03', changes)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(words)
    expect(page).toContain('Cách tính mới.')
  })

  test('made from an older one meets the newer one', async () => {
    const answer = await send('T09', { seen: '00000000-0000-4000-8000-000000000000' })
    expect(answer.status).toBe(409)
  })

  test('is the department’s to make', async () => {
    const manager = site.actor('school-manager')
    expect((await site.as(manager).get('/chi-tieu/T09/sua')).status).toBe(403)
  })
})
