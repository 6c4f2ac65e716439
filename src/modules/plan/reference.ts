import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { bindMeasures } from './actions/bind-measures.ts'
import { loadPlan } from './actions/load-plan.ts'
import shipped from './reference/plan.json' with { type: 'json' }

const actor = systemActor('reference data')

/**
 * Loads the plan once; what an officer fills in afterwards is never overwritten. An indicator that could not be
 * counted is bound to its measure as soon as a release brings one.
 */
export async function loadReference(app: App): Promise<void> {
  const known = await app.database.owner.query('select 1 from plan.plan where key = $1', [shipped.plan.key])
  if (!known.rowCount) {
    await act(app, loadPlan, shipped, actor)
    return
  }
  const unbound = await app.database.owner.query<{ code: string }>(
    'select distinct code from plan.indicator where measure is null',
  )
  const codes = new Set(unbound.rows.map((row) => row.code))
  const measures = Object.fromEntries(
    shipped.indicators.flatMap(({ code, measure }) =>
      measure !== null && codes.has(code) ? [[code, measure]] : [],
    ),
  )
  const caveats = Object.fromEntries(
    shipped.indicators.flatMap(({ code, words: { vi, en } }) =>
      code in measures && vi.caveat && en.caveat ? [[code, { vi: vi.caveat, en: en.caveat }]] : [],
    ),
  )
  if (Object.keys(measures).length > 0) await act(app, bindMeasures, { measures, caveats }, actor)
}
