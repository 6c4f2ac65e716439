/** The front door: what other modules may use. In SQL: `places.map_units(from, to)`, `places.map_unit(code, from, to)`, `places.unit_now(code, on)`. */
export { AddressLines, placedName, UnitName } from './address.tsx'
export { mapUnit, unitsNow, unitThenAndNow, type PlacedUnit, type ThenAndNow } from './store/follow.ts'
export { listUnits, type ListedUnit } from './store/search.ts'
export { findUnit, getUnit } from './store/units.ts'
export { isInForce, type NamedUnit, type ReachedUnit, type Unit, type UnitKind } from './unit.ts'
export { periodOf, unitHref } from './words-of-units.ts'
