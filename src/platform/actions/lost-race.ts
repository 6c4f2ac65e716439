import { conflict } from '../errors.ts'

/** PostgreSQL's unique_violation, exclusion_violation and deadlock_detected. */
const codes = new Set(['23505', '23P01', '40P01'])

/**
 * Somebody else wrote the same in the moment between an act's own check and its writing. A foreign key or a check that
 * refuses is none: that is a defect of ours.
 */
export function isLostRace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && codes.has(String(error.code))
}

/**
 * Has an act begin anew, once, when it lost a race: its own checks see by now what was written, and say so in their words.
 * @param tell hears of an act that lost twice: where each does, it is a defect
 * @throws AppError conflict when it lost twice
 */
export async function anewWhenLost<T>(write: () => Promise<T>, tell: (error: unknown) => void): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isLostRace(error)) throw error
  }
  try {
    return await write()
  } catch (error) {
    if (!isLostRace(error)) throw error
    tell(error)
    throw conflict('platform.error.raced')
  }
}
