import { systemActor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { precondition } from '#platform/errors.ts'
import { listStates, type FileState } from './store/state.ts'

const keeper = systemActor('serve files')

/**
 * Why bytes are kept back: something was found in them, or, while there is a scanner, it has not called them clean: its turn
 * has not come (also of what was there before the scanner), or they are more than it takes.
 */
export function heldBack(
  app: Pick<App, 'config'>,
  state: FileState | undefined,
): 'infected' | 'waiting' | 'too_large' | undefined {
  if (state?.scan === 'infected') return 'infected'
  if (!app.config.uploads.clamdUrl || state?.scan === 'clean') return undefined
  return state?.scan === 'too_large' ? 'too_large' : 'waiting'
}

/** Refuses bytes that are kept back, to everybody. @throws AppError precondition */
export async function ensureReleased(app: App, ...hashes: readonly string[]): Promise<void> {
  const states = await app.database.read(keeper, (db) => listStates(db, hashes))
  const held = hashes.find((hash) => heldBack(app, states.get(hash)))
  if (held === undefined) return
  const state = states.get(held)
  throw precondition(`resources.files.held.${heldBack(app, state)}`, { threat: state?.threat ?? '' })
}
