import { z } from 'zod'

/** Levels of the administrative tree. Districts ended on 30/6/2025 (two-level local government). */
export const unitKinds = ['province', 'district', 'commune'] as const
export const unitTypes = [
  'tinh',
  'thanh_pho',
  'quan',
  'thi_xa',
  'huyen',
  'phuong',
  'xa',
  'thi_tran',
  'dac_khu',
] as const
export type UnitKind = (typeof unitKinds)[number]
export type UnitType = (typeof unitTypes)[number]

/** An administrative unit as it was from one day to another (both inclusive; `to_date` null: still so). */
export type Unit = {
  id: string
  code: string
  is_official_code: boolean
  name: string
  kind: UnitKind
  type: UnitType
  parent_code: string | null
  /** First day; when `from_is_known` is false, the first day it is known to have been so (it may be older). */
  from_date: string
  from_is_known: boolean
  to_date: string | null
  lat: string | null
  lon: string | null
  area_km2: string | null
  source: string
}

/** What names a unit in words: its name and its time. */
export type NamedUnit = Pick<Unit, 'code' | 'name' | 'from_date' | 'from_is_known' | 'to_date'>

/** A unit reached along the successions; `is_part`: only part of the unit asked about lies in it. */
export type ReachedUnit = Unit & { is_part: boolean }

export const successionKinds = ['merge', 'split', 'rename', 'boundary', 'continue'] as const
export type SuccessionKind = (typeof successionKinds)[number]

export const day = z.iso.date()

/** Was the unit in force on the day? */
export function isInForce(unit: Pick<Unit, 'from_date' | 'to_date'>, onDay: string): boolean {
  return unit.from_date <= onDay && (unit.to_date === null || unit.to_date >= onDay)
}

/** Was it so on the day as far as is known? A unit of unknown beginning answers for the days before its first known one. */
export function answersFor(
  unit: Pick<Unit, 'from_date' | 'from_is_known' | 'to_date'>,
  onDay: string,
): boolean {
  return isInForce(unit, onDay) || (!unit.from_is_known && onDay < unit.from_date)
}

/** The day before, `yyyy-mm-dd`. */
export function dayBefore(iso: string): string {
  return shifted(iso, -1)
}

export function dayAfter(iso: string): string {
  return shifted(iso, 1)
}

function shifted(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** What a step from an old unit to a new one is called. `sources`: how many units the new one was made of. */
export function successionKind(step: {
  isPart: boolean
  sources: number
  isSameName: boolean
}): SuccessionKind {
  if (step.isPart) return 'split'
  if (step.sources > 1) return 'merge'
  return step.isSameName ? 'continue' : 'rename'
}

/**
 * The unit of a code to speak of on a day: the one in force, else the last before the day, else the first after it.
 * `units` are all that bore the code.
 */
export function unitAround<U extends Pick<Unit, 'from_date' | 'to_date'>>(
  units: readonly U[],
  onDay: string,
): U | undefined {
  const ordered = units.toSorted((a, b) => (a.from_date < b.from_date ? -1 : 1))
  return (
    ordered.find((unit) => isInForce(unit, onDay)) ??
    ordered.findLast((unit) => unit.from_date <= onDay) ??
    ordered[0]
  )
}
