import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { loadRegister } from './actions/load-register.ts'
import { hueRegister } from './register.ts'

/** Loads the register once; from then on it is kept by the department. */
export async function loadReference(app: App): Promise<void> {
  const known = await app.database.owner.query('select 1 from institutions.institution limit 1')
  if (known.rowCount) return
  await act(app, loadRegister, hueRegister(), systemActor('reference data'))
}
