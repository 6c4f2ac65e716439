import { z } from 'zod'

/** Levels of the administrative tree. Districts ended on 30/6/2025 (two-level local government). */
export const unitKinds = ['province', 'district', 'commune'] as const
export const unitTypes = ['tinh', 'thanh_pho', 'quan', 'thi_xa', 'huyen', 'phuong', 'xa', 'thi_tran'] as const
export type UnitKind = (typeof unitKinds)[number]

/** An administrative unit as it was from one day to another (both inclusive; `to_date` null: still so). */
export type Unit = {
  id: string
  code: string
  is_official_code: boolean
  name: string
  kind: UnitKind
  type: (typeof unitTypes)[number]
  parent_code: string | null
  from_date: string
  to_date: string | null
  lat: string | null
  lon: string | null
  area_km2: string | null
  source: string
}

export const day = z.iso.date()

/** Was the unit in force on the day? */
export function isInForce(unit: Pick<Unit, 'from_date' | 'to_date'>, onDay: string): boolean {
  return unit.from_date <= onDay && (unit.to_date === null || unit.to_date >= onDay)
}
