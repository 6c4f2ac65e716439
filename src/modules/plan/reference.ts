import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { loadPlan } from './actions/load-plan.ts'
import shipped from './reference/plan.json' with { type: 'json' }

/** Loads the plan once; what an officer fills in afterwards (number, date) is never overwritten. */
export async function loadReference(app: App): Promise<void> {
  const known = await app.database.owner.query('select 1 from plan.plan where key = $1', [shipped.plan.key])
  if (known.rowCount) return
  await act(app, loadPlan, shipped, systemActor('reference data'))
}
