import type { AnyAction } from '../actions/define.ts'
import { commitAction, discardAction, retryAction, undoAction } from './actions-write.ts'
import { columnsAction } from './columns.ts'
import { createAction } from './create.ts'
import type { AnyImport } from './define.ts'
import { reviewAction } from './review.ts'

function make(spec: AnyImport) {
  return {
    create: createAction(spec),
    columns: columnsAction(spec),
    review: reviewAction(spec),
    commit: commitAction(spec),
    undo: undoAction(spec),
    discard: discardAction(spec),
    retry: retryAction(spec),
  }
}

export type ImportActions = ReturnType<typeof make>

const made = new WeakMap<AnyImport, ImportActions>()

/** What people may do with a batch of this kind, each under the kind's own right: `imports.<kind>.<verb>`. */
export function importActions(spec: AnyImport): ImportActions {
  const kept = made.get(spec) ?? make(spec)
  made.set(spec, kept)
  return kept
}

export function listImportActions(specs: readonly AnyImport[]): AnyAction[] {
  return specs.flatMap((spec) => Object.values(importActions(spec)))
}
