import { findInstitutionById } from '#modules/institutions/index.ts'
import { findUnit } from '#modules/places/index.ts'
import type { Db } from '#platform/db/database.ts'

/** What stands at the head of a school's papers; `parent` is the body it belongs to. */
export type SchoolHead = { school: string; parent: string | null; place: string }

/** Room for a pen where the place is not known. */
const openPlace = '……'

/**
 * The head of a school's papers on a day: its name, the body above it, and the place named beside the date: the province or
 * city it lies in, without the word for it (Decree 30/2020/NĐ-CP, Appendix I).
 */
export async function schoolHead(db: Db, institutionId: string, today: string): Promise<SchoolHead> {
  const found = await findInstitutionById(db, institutionId, today)
  return {
    school: found?.name ?? '',
    parent: found?.governing_body ?? null,
    place: found?.place_code ? await provinceName(db, found.place_code, today) : openPlace,
  }
}

async function provinceName(db: Db, ward: string, today: string): Promise<string> {
  let unit = await findUnit(db, ward, today)
  while (unit && unit.kind !== 'province' && unit.parent_code)
    unit = await findUnit(db, unit.parent_code, today)
  return unit?.name.replace(/^(Thành phố|Tỉnh)\s+/iu, '') ?? openPlace
}
