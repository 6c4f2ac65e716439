import { findOccupation } from '#modules/institutions/index.ts'
import type { Db } from '#platform/db/database.ts'
import { isWithoutCode, type ProgrammeForm } from '../programme.ts'
import { isCodeTaken } from './programme.ts'

/** What the register of occupations and the school's other programmes say against a form, by field; undefined when nothing does. */
export async function findFormFaults(
  db: Db,
  form: ProgrammeForm,
  institution: string,
  id?: string,
): Promise<Record<string, string> | undefined> {
  if (await isCodeTaken(db, institution, form.code, id)) return { code: 'curricula.error.code_taken' }
  if (!form.occupation_code) return undefined
  const occupation = await findOccupation(db, form.occupation_code)
  if (!occupation) return { occupation_code: 'curricula.error.occupation_unknown' }
  if (!isWithoutCode(form.level) && form.level !== 'trung_hoc_nghe' && occupation.level !== form.level)
    return { occupation_code: 'curricula.error.occupation_level' }
  return undefined
}
