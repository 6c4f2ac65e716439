import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Level, ProgrammeForm } from '../programme.ts'
import type { VersionState } from '../version.ts'

export type ProgrammeRow = {
  id: string
  institution_id: string
  code: string
  name: string
  level: Level
  occupation_code: string | null
  is_demo: boolean
  /** The version cohorts begin with on the day, else the latest that was decided; null while none was. */
  version_id: string | null
  number: number | null
  state: VersionState | null
  decision_date: string | null
  active_from: string | null
  credits: string | null
  hours: number | null
  /** What is being written, when the reader may see it. */
  draft_id: string | null
  draft_state: VersionState | null
  /** Found with the very marks typed. */
  is_exact: boolean
}

export type ProgrammeFilter = {
  text?: string | undefined
  level?: Level | undefined
  institution?: string | undefined
  occupation?: string | undefined
  /** Only programmes with a decided version, and drafts of these institutions. */
  drafts: 'all' | readonly string[]
}

type After = { exact: boolean; name: string; id: string }

/** Programmes that match, those found with their marks first, then by name. Keyset-paged. */
export async function listProgrammes(
  db: Db,
  day: string,
  filter: ProgrammeFilter,
  page: { after?: After | undefined; limit: number },
): Promise<{ rows: ProgrammeRow[]; total: number }> {
  const wheres = wheresOf(filter)
  const exact = filter.text ? sql`strpos(lower(p.name), lower(${filter.text})) > 0` : sql`true`
  const after = page.after
    ? sql`(not s.is_exact, s.name collate "vi-x-icu", s.id) > (${!page.after.exact}, ${page.after.name} collate "vi-x-icu", ${page.after.id}::uuid)`
    : sql`true`
  const found = await sql<ProgrammeRow & { total: number }>`with s as (
      select p.id, p.institution_id, p.code, p.name, p.level, p.occupation_code, p.is_demo, ${exact} as is_exact
      from curricula.programme p where ${sql.join(wheres, sql` and `)}
    )
    select s.*, (select count(*)::int from s) as total, v.id as version_id, v.number, v.state, v.decision_date, v.active_from,
      sums.credits, sums.hours, d.id as draft_id, d.state as draft_state
    from s
    left join lateral (
      select v.id, v.number, v.state, v.decision_date, v.active_from, v.elective_credits from curricula.programme_version v
      where v.programme_id = s.id and curricula.is_published(v.state)
      order by (v.active_from <= ${day}::date and coalesce(v.active_to, 'infinity') >= ${day}::date) is true desc, v.number desc limit 1
    ) v on true
    left join lateral (
      select trim_scale(sum(u.credits) - coalesce(sum(u.credits) filter (where u.unit_group = 'elective') - v.elective_credits, 0))::text as credits,
        sum(u.hours_total)::int as hours from curricula.course_unit u where u.version_id = v.id
    ) sums on true
    left join curricula.programme_version d on d.programme_id = s.id and d.state in ('draft', 'under_review', 'appraised')
    where ${after} order by not s.is_exact, s.name collate "vi-x-icu", s.id limit ${page.limit}`.execute(db)
  return { rows: found.rows, total: found.rows[0]?.total ?? 0 }
}

function wheresOf(filter: ProgrammeFilter) {
  const wheres = []
  const words = filter.text?.split(/\s+/).filter(Boolean) ?? []
  for (const word of words) wheres.push(sql`p.search like '%' || curricula.searchable(${word}) || '%'`)
  if (filter.level) wheres.push(sql`p.level = ${filter.level}`)
  if (filter.institution) wheres.push(sql`p.institution_id = ${filter.institution}::uuid`)
  if (filter.occupation) wheres.push(sql`p.occupation_code = ${filter.occupation}`)
  if (filter.drafts === 'all') wheres.push(sql`true`)
  else
    wheres.push(sql`(p.institution_id = any(${[...filter.drafts]}::uuid[])
      or exists (select 1 from curricula.programme_version v where v.programme_id = p.id and curricula.is_published(v.state)))`)
  return wheres
}

export async function isCodeTaken(
  db: Db,
  institution: string,
  code: string,
  except?: string,
): Promise<boolean> {
  const found =
    await sql`select 1 from curricula.programme where institution_id = ${institution}::uuid and lower(code) = lower(${code})
    and id is distinct from ${except ?? null}::uuid`.execute(db)
  return found.rows.length > 0
}

export async function insertProgramme(
  tx: Tx,
  form: ProgrammeForm & { institution_id: string },
): Promise<string> {
  const { institution_id, code, name, level, occupation_code = null } = form
  const found = await tx
    .insertInto('curricula.programme')
    .values({ institution_id, code, name, level, occupation_code })
    .returning('id')
    .executeTakeFirstOrThrow()
  return found.id
}

/** Whether it was still at that version. */
export async function updateProgramme(
  tx: Tx,
  form: ProgrammeForm & { id: string; version: number },
): Promise<boolean> {
  const { id, version, code, name, level, occupation_code = null } = form
  const found = await tx
    .updateTable('curricula.programme')
    .set({ code, name, level, occupation_code, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return found.numUpdatedRows === 1n
}
