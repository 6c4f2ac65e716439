/** PostgreSQL's unique_violation, exclusion_violation and deadlock_detected. */
const codes = new Set(['23505', '23P01', '40P01'])

/**
 * Somebody else wrote the same in the moment between an act's own check and its writing. A foreign key or a check that
 * refuses is none: that is a defect of ours.
 */
export function isLostRace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && codes.has(String(error.code))
}
