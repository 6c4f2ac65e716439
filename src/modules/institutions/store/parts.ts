import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { notFound } from '#platform/errors.ts'
import { fieldsOf, type PartName, type PartValues } from '../parts.ts'
import { listContacts } from './details.ts'
import { findInstitutionById } from './record.ts'

/** A part as it stands in the confirmed record, with the version that an edit must match. */
export type PartState = { values: PartValues; version: number }

/**
 * The part's confirmed values; blank ones for a campus or licence item that does not exist yet (`subjectId` null).
 * @throws AppError not_found when the subject is not the institution's
 */
export async function readPart(
  db: Db,
  institutionId: string,
  part: PartName,
  subjectId: string | null,
  on: string,
): Promise<PartState> {
  const blank: PartValues = Object.fromEntries(fieldsOf(part).map((field) => [field, null]))
  if (part === 'campus' || part === 'licence_item') {
    if (subjectId === null) return { values: blank, version: 0 }
    const row =
      part === 'campus'
        ? await campusValues(db, institutionId, subjectId)
        : await itemValues(db, institutionId, subjectId)
    if (!row) throw notFound()
    const { version, ...values } = row
    return { values: values as PartValues, version: Number(version) }
  }
  const institution = await findInstitutionById(db, institutionId, on)
  if (!institution) throw notFound()
  if (part === 'profile') {
    const values = fieldsOf('profile').map(
      (field) => [field, (institution as unknown as PartValues)[field] ?? null] as const,
    )
    return { values: Object.fromEntries(values), version: institution.version }
  }
  const contacts = await listContacts(db, institutionId)
  return {
    values: { ...blank, ...Object.fromEntries(contacts.map((contact) => [contact.kind, contact.value])) },
    version: institution.version,
  }
}

function campusValues(db: Db, institutionId: string, id: string) {
  return db
    .selectFrom('institutions.campus')
    .select([
      'kind',
      'name',
      'address',
      'unit_id',
      'lat',
      'lon',
      'geo_precision',
      'from_date',
      'to_date',
      'version',
    ])
    .where('institution_id', '=', institutionId)
    .where('id', '=', id)
    .executeTakeFirst()
}

function itemValues(db: Db, institutionId: string, id: string) {
  return db
    .selectFrom('institutions.licence_item as i')
    .leftJoin('institutions.licence as l', 'l.id', 'i.licence_id')
    .select([
      'l.number as licence_number',
      'l.issued_on',
      'l.issuer',
      'i.occupation_code',
      'i.occupation_name',
      'i.level',
      'i.campus_id',
      'i.quota',
      'i.from_date',
      'i.to_date',
      'i.version',
    ])
    .where('i.institution_id', '=', institutionId)
    .where('i.id', '=', id)
    .executeTakeFirst()
}

/** Words for the ids in a part's values (unit, campus), by id. */
export async function namesOfIds(
  db: Db,
  t: Translate,
  values: readonly PartValues[],
): Promise<Map<string, string>> {
  const idsOf = (field: string) =>
    values.flatMap((one) => (typeof one[field] === 'string' ? [one[field]] : []))
  const found = await sql<{ id: string; name: string | null; until: string | null; kind: string | null }>`
    select id, name, to_date as until, null as kind from places.unit where id = any(${idsOf('unit_id')}::uuid[])
    union all
    select id, coalesce(name, address), null, kind from institutions.campus where id = any(${idsOf('campus_id')}::uuid[])`.execute(
    db,
  )
  const words = ({ name, until, kind }: (typeof found.rows)[number]) =>
    [
      name ?? t.dynamic(`institutions.campus.${kind}`),
      until && `(${t('institutions.period.to', { to: t.date(until) })})`,
    ]
      .filter(Boolean)
      .join(' ')
  return new Map(found.rows.map((row) => [row.id, words(row)]))
}
