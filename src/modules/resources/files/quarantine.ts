import { systemActor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { precondition } from '#platform/errors.ts'
import { listStates, type FileState } from './store/state.ts'

const keeper = systemActor('serve files')

/** Why bytes are kept back: something was found in them, or nobody has looked yet and somebody will. */
export function heldBack(
  app: Pick<App, 'config'>,
  state: FileState | undefined,
): 'infected' | 'waiting' | undefined {
  if (state?.scan === 'infected') return 'infected'
  return state?.scan === 'waiting' && app.config.uploads.clamdUrl ? 'waiting' : undefined
}

/** Refuses bytes that are kept back, to everybody. @throws AppError precondition */
export async function ensureReleased(app: App, ...hashes: readonly string[]): Promise<void> {
  const states = await app.database.read(keeper, (db) => listStates(db, hashes))
  const state = [...states.values()].find((one) => heldBack(app, one))
  const why = heldBack(app, state)
  if (why === 'infected') throw precondition('resources.files.held.infected', { threat: state?.threat ?? '' })
  if (why) throw precondition('resources.files.held.waiting')
}
