/** The front door: what other modules may use. In SQL: `places.map_units(from, to)`, `places.map_unit(code, from, to)`, `places.unit_now(code, on)`. */
export { AddressLines } from './address.tsx'
export { mapUnit, unitsNow, unitThenAndNow, type ThenAndNow } from './store/follow.ts'
export { listUnits } from './store/search.ts'
export { findUnit } from './store/units.ts'
export type { Unit } from './unit.ts'
