/** The front door: what other modules may use. */
export { findUnit, getUnit, listUnits } from './store.ts'
export type { Unit } from './unit.ts'
