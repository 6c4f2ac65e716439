import { sql } from 'kysely'
import { rowReach, type Actor } from '#platform/access.ts'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { InstitutionType, Ownership, Provenance, Status } from '../institution.ts'

/** An institution as it is on a day: the name, standing and ward of that day. */
export type Institution = {
  id: string
  code: string
  name: string
  short_name: string | null
  name_en: string | null
  type: InstitutionType
  ownership: Ownership | null
  governing_body: string | null
  website: string | null
  founded_year: number | null
  founding_decision: string | null
  introduction: string | null
  /** Where each fact of the profile comes from, by field. */
  facts: Record<string, FactSource>
  is_demo: boolean
  version: number
  status: Status
  is_active: boolean
  /** Ward or commune of the main campus on the day. */
  place_code: string | null
}

export type FactSource = { source: string; verified: boolean; confirmedOn: string | null }

const today = sql`(now() at time zone 'Asia/Ho_Chi_Minh')::date`

function onDay(on: string | undefined) {
  return on === undefined ? today : sql`${on}::date`
}

async function findBy(
  db: Db,
  where: ReturnType<typeof sql>,
  on: string | undefined,
): Promise<Institution | undefined> {
  const found = await sql<Institution>`
    select d.id, d.code, d.name, n.short_name, n.name_en, d.type, d.ownership, i.governing_body, i.website, i.founded_year,
      i.founding_decision, i.introduction, i.facts, d.is_demo, i.version, d.status, d.is_active, d.place_code
    from institutions.on_day(${onDay(on)}) d
    join institutions.institution i on i.id = d.id
    left join lateral (
      select short_name, name_en from institutions.institution_name nm where nm.institution_id = d.id and nm.name = d.name
      order by coalesce(nm.from_date, '-infinity') desc limit 1
    ) n on true
    where ${where}`.execute(db)
  return found.rows[0]
}

/** The institution of that code as it is on the day (today when left out). */
export function findInstitution(db: Db, code: string, on?: string): Promise<Institution | undefined> {
  return findBy(db, sql`d.code = ${code}`, on)
}

/** @throws AppError not_found */
export async function getInstitution(db: Db, code: string, on?: string): Promise<Institution> {
  const found = await findInstitution(db, code, on)
  if (!found) throw notFound()
  return found
}

export function findInstitutionById(db: Db, id: string, on?: string): Promise<Institution | undefined> {
  return findBy(db, sql`d.id = ${id}::uuid`, on)
}

export type InstitutionOption = {
  id: string
  code: string
  name: string
  type: InstitutionType
  is_active: boolean
}

/** Institutions to choose from, by name: those the actor reaches, or all. Merged and dissolved ones are left out unless asked for. */
export async function listInstitutionOptions(
  db: Db,
  actor?: Actor,
  options: { on?: string | undefined; withEnded?: boolean } = {},
): Promise<InstitutionOption[]> {
  const reached = actor && rowReach(actor)
  const within = !reached || reached.all ? sql`true` : sql`d.id = any(${reached.institutions}::uuid[])`
  const open = options.withEnded ? sql`true` : sql`d.status not in ('merged', 'dissolved')`
  const found = await sql<InstitutionOption>`
    select d.id, d.code, d.name, d.type, d.is_active from institutions.on_day(${onDay(options.on)}) d
    where ${within} and ${open} order by d.name collate "vi-x-icu"`.execute(db)
  return found.rows
}

/** Names of the day by id; ids that name nothing are absent. */
export async function institutionNames(
  db: Db,
  ids: readonly string[],
  on?: string,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await sql<{ id: string; name: string }>`
    select d.id, d.name from institutions.on_day(${onDay(on)}) d where d.id = any(${[...ids]}::uuid[])`.execute(
    db,
  )
  return new Map(found.rows.map((row) => [row.id, row.name]))
}

export type Standing = Provenance & {
  status: Status
  from_date: string | null
  to_date: string | null
  decision_no: string | null
}

export async function listStandings(db: Db, id: string): Promise<Standing[]> {
  return (await db
    .selectFrom('institutions.standing')
    .select(['status', 'from_date', 'to_date', 'decision_no', 'source', 'is_verified', 'confirmed_on'])
    .where('institution_id', '=', id)
    .orderBy('from_date', (order) => order.desc().nullsLast())
    .execute()) as Standing[]
}

export async function listNames(db: Db, id: string) {
  return db
    .selectFrom('institutions.institution_name')
    .select([
      'id',
      'name',
      'short_name',
      'name_en',
      'from_date',
      'to_date',
      'decision_no',
      'source',
      'is_verified',
      'confirmed_on',
    ])
    .where('institution_id', '=', id)
    .orderBy('from_date', (order) => order.desc().nullsLast())
    .execute()
}

export type Relation = Provenance & {
  code: string
  name: string
  kind: string
  on_date: string
  decision_no: string | null
}

/** The institutions it came from, and those it went into. */
export async function listRelations(
  db: Db,
  id: string,
  on: string,
): Promise<{ before: Relation[]; after: Relation[] }> {
  const side = async (own: 'from' | 'to') => {
    const [mine, other] =
      own === 'from' ? ['from_institution', 'to_institution'] : ['to_institution', 'from_institution']
    const found = await sql<Relation>`
      select d.code, d.name, s.kind, s.on_date, s.decision_no, s.source, s.is_verified, s.confirmed_on
      from institutions.succession s
      join institutions.on_day(greatest(s.on_date, ${on}::date)) d on d.id = s.${sql.raw(other!)}
      where s.${sql.raw(mine!)} = ${id}::uuid order by s.on_date desc, d.name`.execute(db)
    return found.rows
  }
  return { after: await side('from'), before: await side('to') }
}
