import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Level, Provenance } from '../institution.ts'

/** A unit as words: the one of the address, and the one that lies there on the day asked. */
export type Ward = { code: string; name: string }

export type Campus = Provenance & {
  id: string
  kind: 'main' | 'branch' | 'training_site'
  name: string | null
  address: string | null
  unit_id: string | null
  /** The unit as it was when the address was entered. */
  ward_then: Ward | null
  /** The unit that lies there on the day; null when not known. */
  ward_now: Ward | null
  lat: string | null
  lon: string | null
  geo_precision: 'surveyed' | 'address' | 'ward_centroid' | 'unknown'
  from_date: string | null
  to_date: string | null
  is_demo: boolean
  version: number
}

/** Campuses of an institution, the main one first; those closed before the day come last. */
export async function listCampuses(db: Db, institutionId: string, on: string): Promise<Campus[]> {
  const found = await sql<Campus>`
    select c.id, c.kind, c.name, c.address, c.unit_id, c.lat, c.lon, c.geo_precision, c.from_date, c.to_date,
      c.source, c.is_verified, c.confirmed_on, c.is_demo, c.version,
      case when t.id is not null then json_build_object('code', t.code, 'name', t.name) end as ward_then,
      case when w.id is not null then json_build_object('code', w.code, 'name', w.name) end as ward_now
    from institutions.campus c
    left join places.unit t on t.id = c.unit_id
    left join places.unit w on w.id = institutions.unit_on(c.unit_id, ${on}::date)
    where c.institution_id = ${institutionId}::uuid
    order by coalesce(c.to_date, 'infinity') < ${on}::date, array_position(array['main', 'branch', 'training_site'], c.kind), c.from_date, c.id`.execute(
    db,
  )
  return found.rows
}

export type LicenceItem = Provenance & {
  id: string
  licence_id: string | null
  licence_number: string | null
  issued_on: string | null
  issuer: string | null
  occupation_code: string | null
  occupation_name: string
  level: Level
  campus_id: string | null
  campus_name: string | null
  quota: number | null
  from_date: string | null
  to_date: string | null
  is_demo: boolean
  version: number
}

/** Licensed occupations, those in force on the day first. */
export async function listLicenceItems(
  db: Db,
  institutionId: string,
  on: string,
): Promise<(LicenceItem & { is_in_force: boolean })[]> {
  const found = await sql<LicenceItem & { is_in_force: boolean }>`
    select i.id, i.licence_id, l.number as licence_number, l.issued_on, l.issuer, i.occupation_code, i.occupation_name, i.level,
      i.campus_id, coalesce(c.name, c.address) as campus_name, i.quota, i.from_date, i.to_date,
      i.source, i.is_verified, i.confirmed_on, i.is_demo, i.version,
      coalesce(i.from_date, '-infinity') <= ${on}::date and coalesce(i.to_date, 'infinity') >= ${on}::date as is_in_force
    from institutions.licence_item i
    left join institutions.licence l on l.id = i.licence_id
    left join institutions.campus c on c.id = i.campus_id
    where i.institution_id = ${institutionId}::uuid
    order by is_in_force desc, i.level, i.occupation_name collate "vi-x-icu", i.id`.execute(db)
  return found.rows
}

export type Recognition = Provenance & {
  id: string
  kind: 'high_quality_college' | 'accreditation'
  decision_no: string
  decision_date: string
  issuer: string | null
  valid_from: string
  valid_to: string | null
  is_demo: boolean
}

const recognitionColumns = [
  'id',
  'kind',
  'decision_no',
  'decision_date',
  'issuer',
  'valid_from',
  'valid_to',
  'source',
  'is_verified',
  'confirmed_on',
  'is_demo',
] as const

/** Recognitions of an institution, the newest first. */
export async function listRecognitions(db: Db, institutionId: string): Promise<Recognition[]> {
  return (await db
    .selectFrom('institutions.recognition')
    .select(recognitionColumns)
    .where('institution_id', '=', institutionId)
    .orderBy('valid_from', 'desc')
    .orderBy('id')
    .execute()) as Recognition[]
}

/** One of them as it is at this moment; whoever else changes it waits until the act is done. */
export async function lockRecognition(
  tx: Tx,
  institutionId: string,
  id: string,
): Promise<Recognition | undefined> {
  return (await tx
    .selectFrom('institutions.recognition')
    .select(recognitionColumns)
    .where('institution_id', '=', institutionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()) as Recognition | undefined
}

export type Contact = Provenance & {
  kind: 'phone' | 'email' | 'admissions' | 'social'
  value: string
  is_demo: boolean
}

export async function listContacts(db: Db, institutionId: string): Promise<Contact[]> {
  return (await db
    .selectFrom('institutions.contact')
    .select(['kind', 'value', 'source', 'is_verified', 'confirmed_on', 'is_demo'])
    .where('institution_id', '=', institutionId)
    .orderBy('kind', 'desc')
    .execute()) as Contact[]
}

export type Occupation = { code: string; name: string; level: Level }

/** The national list as far as it is loaded; each occupation under its code. */
export async function listOccupations(db: Db, on: string): Promise<Occupation[]> {
  return (await db
    .selectFrom('institutions.occupation')
    .select(['code', 'name', 'level'])
    .where((eb) => eb.or([eb('from_date', 'is', null), eb('from_date', '<=', on)]))
    .where((eb) => eb.or([eb('to_date', 'is', null), eb('to_date', '>=', on)]))
    .orderBy(sql`name collate "vi-x-icu"`)
    .orderBy('code')
    .execute()) as Occupation[]
}

export async function findOccupation(db: Db, code: string): Promise<Occupation | undefined> {
  return (await db
    .selectFrom('institutions.occupation')
    .select(['code', 'name', 'level'])
    .where('code', '=', code)
    .executeTakeFirst()) as Occupation | undefined
}

/** An occupation of the national list with where the entry comes from and how many active schools are licensed for it. */
export type OccupationLine = Occupation & {
  list_version: string
  source: string
  certainty: string
  is_ict: boolean
  from_date: string | null
  to_date: string | null
  schools: number
}

/** Occupations whose name or code holds every word (marks may be left out), by name; one alone by its code. */
export async function searchOccupations(
  db: Db,
  on: string,
  filter: { text?: string | undefined; level?: Level | undefined; code?: string | undefined },
): Promise<OccupationLine[]> {
  const words = filter.text?.split(/\s+/).filter(Boolean) ?? []
  const wheres = [
    sql`true`,
    ...words.map(
      (word) =>
        sql`(o.search like '%' || institutions.searchable(${word}) || '%' or o.code like ${`${word}%`})`,
    ),
    ...(filter.level ? [sql`o.level = ${filter.level}`] : []),
    ...(filter.code ? [sql`o.code = ${filter.code}`] : []),
  ]
  const found = await sql<OccupationLine>`
    select o.code, o.name, o.level, o.list_version, o.source, o.certainty, o.is_ict, o.from_date, o.to_date,
      (select count(distinct li.institution_id)::int from institutions.licence_item li
        join institutions.on_day(${on}::date) d on d.id = li.institution_id and d.is_active
        where li.occupation_code = o.code and coalesce(li.from_date, '-infinity') <= ${on}::date
          and coalesce(li.to_date, 'infinity') >= ${on}::date) as schools
    from institutions.occupation o where ${sql.join(wheres, sql` and `)}
    order by ${filter.text ? sql`strpos(lower(o.name), lower(${filter.text})) = 0, ` : sql``}o.name collate "vi-x-icu", o.code`.execute(
    db,
  )
  return found.rows
}
