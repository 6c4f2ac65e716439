import type { Db } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import { getVersion } from '../store/version.ts'
import type { Version } from '../version.ts'

/** The version to be written, as a draft. @throws AppError not_found, precondition once it was submitted */
export async function getDraft(db: Db, id: string): Promise<Version> {
  const version = await getVersion(db, id)
  if (version.state !== 'draft') throw precondition('curricula.error.not_draft')
  return version
}

export const institutionOf = (one: { institution_id: string }) => ({ institution: one.institution_id })
