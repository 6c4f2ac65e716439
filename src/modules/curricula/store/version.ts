import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Level, Mode, Programme } from '../programme.ts'
import type { Version } from '../version.ts'

const versionColumns = sql`v.id, v.programme_id, v.institution_id, v.number, v.based_on, v.state, v.mode, v.study_form, v.entry_level,
  v.entry_requirement, v.duration_months, trim_scale(v.elective_credits)::text as elective_credits, v.objectives, v.job_positions, v.usage_guide, v.change_note, v.new_technology_note,
  v.delivery_note, v.delivery_confirmed_on, v.delivery_confirmed_by, v.decision_no, v.decision_date, v.active_from, v.cohort,
  v.active_to, v.is_demo, v.version, p.code, p.name, p.level, p.occupation_code`

/** A version and its programme, as far as the reader may see it. */
export async function findVersion(db: Db, id: string): Promise<Version | undefined> {
  const found = await sql<Version>`select ${versionColumns}
    from curricula.programme_version v join curricula.programme p on p.id = v.programme_id where v.id = ${id}::uuid`.execute(
    db,
  )
  return found.rows[0]
}

/** @throws AppError not_found */
export async function getVersion(db: Db, id: string): Promise<Version> {
  const found = await findVersion(db, id)
  if (!found) throw notFound()
  return found
}

/** Versions of a programme, the latest first. */
export async function listVersions(db: Db, programmeId: string): Promise<Version[]> {
  const found = await sql<Version>`select ${versionColumns}
    from curricula.programme_version v join curricula.programme p on p.id = v.programme_id
    where v.programme_id = ${programmeId}::uuid order by v.number desc`.execute(db)
  return found.rows
}

/** A version with which a cohort may begin on a day. */
export type ActiveVersion = {
  version_id: string
  programme_id: string
  institution_id: string
  number: number
  code: string
  name: string
  level: Level
  occupation_code: string | null
  mode: Mode
  decision_no: string
  decision_date: string
  active_from: string
  cohort: string | null
}

/** Versions active on the day (`yyyy-mm-dd`), of one institution or of all, by name. */
export async function listActiveVersions(
  db: Db,
  on: string,
  filter: { institution?: string | undefined } = {},
): Promise<ActiveVersion[]> {
  const where = filter.institution ? sql`a.institution_id = ${filter.institution}::uuid` : sql`true`
  const found =
    await sql<ActiveVersion>`select a.version_id, a.programme_id, a.institution_id, a.number, a.code, a.name, a.level,
      a.occupation_code, a.mode, a.decision_no, a.decision_date, a.active_from, a.cohort
    from curricula.active_on(${on}::date) a where ${where} order by a.name collate "vi-x-icu", a.code, a.version_id`.execute(
      db,
    )
  return found.rows
}

export async function findProgramme(db: Db, id: string): Promise<Programme | undefined> {
  const found =
    await sql<Programme>`select p.id, p.institution_id, p.code, p.name, p.level, p.occupation_code,
      m.from_date as digital_from, m.reason as digital_reason, p.is_demo, p.version
    from curricula.programme p left join curricula.digital_mark m on m.programme_id = p.id and m.to_date is null
    where p.id = ${id}::uuid`.execute(db)
  return found.rows[0]
}

/** @throws AppError not_found */
export async function getProgramme(db: Db, id: string): Promise<Programme> {
  const found = await findProgramme(db, id)
  if (!found) throw notFound()
  return found
}
