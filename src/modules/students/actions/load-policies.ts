import { z } from 'zod'
import { systemActor } from '#platform/access.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { insertPolicy, listMissingPolicies } from '../store/policy.ts'

/** Stores the national grading policies this version ships and the installation does not hold yet. */
export const loadPolicies = defineAction({
  name: 'students.load-policies',
  permission: 'students.keep-policies',
  input: z.object({}),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx) {
    const changes = []
    for (const policy of await listMissingPolicies(tx)) {
      const id = await insertPolicy(tx, policy)
      changes.push({
        subject: 'students.grading_policy',
        id,
        before: null,
        after: { code: policy.code, from_date: policy.from_date, document: policy.document },
      })
    }
    return { result: changes.length, changes }
  },
})

/** Reference data: runs at each start, writes only when something is missing. */
export async function loadPolicyReference(app: App): Promise<void> {
  const actor = systemActor('reference data')
  const missing = await app.database.read(actor, listMissingPolicies)
  if (missing.length > 0) await act(app, loadPolicies, {}, actor)
}
