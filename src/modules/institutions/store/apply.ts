import { sql } from 'kysely'
import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { contactKinds, type Level } from '../institution.ts'
import { changedFields, type PartName, type PartValues } from '../parts.ts'
import { findOccupation } from './details.ts'
import { readPart, type PartState } from './parts.ts'
import { nextVersion } from './version.ts'

export type Apply = {
  institutionId: string
  part: PartName
  subjectId: string | null
  values: PartValues
  /** Named beside each fact that it confirms. */
  source: string
  /** Day of the confirmation, `yyyy-mm-dd`. */
  today: string
  /** The version that was shown; undefined skips the check (the caller has checked otherwise). */
  version?: number | undefined
  /** The fields somebody looked at: only they become confirmed. All of the part when left out. */
  looked?: readonly string[] | undefined
}

/**
 * Writes a part of the confirmed record: its values become public and verified as of the day.
 * @throws AppError conflict when the part was changed since `version`
 * @throws AppError invalid when a value names nothing
 */
export async function applyPart(tx: Tx, apply: Apply): Promise<Change[]> {
  const { institutionId, part } = apply
  await sql`select 1 from institutions.institution where id = ${institutionId}::uuid for update`.execute(tx)
  const before = await readPart(tx, institutionId, part, apply.subjectId, apply.today)
  if (apply.version !== undefined && apply.version !== before.version) throw conflict()
  const values = await complete(tx, apply, before.values)
  const id = await writers[part](tx, { ...apply, values }, before)
  const fields = changedFields(part, before.values, values)
  const pick = (from: PartValues) => Object.fromEntries(fields.map((field) => [field, from[field] ?? null]))
  const isNew = apply.subjectId === null && (part === 'campus' || part === 'licence_item')
  return [
    {
      subject: `institutions.${part}`,
      id,
      institution: institutionId,
      before: isNew ? null : pick(before.values),
      after: { ...pick(values), confirmed_on: apply.today, source: apply.source },
    },
  ]
}

/** Fills in what follows from other values and from what is there now, and checks what only the database knows. */
export async function complete(
  tx: Tx,
  { institutionId, part, values }: Pick<Apply, 'institutionId' | 'part' | 'values'>,
  now: PartValues,
): Promise<PartValues> {
  if (part === 'profile') return { ...values, type: values.type ?? now.type ?? null }
  if (part === 'campus' && typeof values.unit_id === 'string') {
    const found = await tx
      .selectFrom('places.unit')
      .select('id')
      .where('id', '=', values.unit_id)
      .where('kind', '=', 'commune')
      .executeTakeFirst()
    if (!found) throw invalid({ unit_id: 'institutions.error.unit' })
  }
  if (part !== 'licence_item') return values
  if (typeof values.campus_id === 'string') {
    const found = await tx
      .selectFrom('institutions.campus')
      .select('id')
      .where('id', '=', values.campus_id)
      .where('institution_id', '=', institutionId)
      .executeTakeFirst()
    if (!found) throw invalid({ campus_id: 'institutions.error.campus' })
  }
  if (typeof values.occupation_code !== 'string') return values
  const occupation = await findOccupation(tx, values.occupation_code)
  if (!occupation) throw invalid({ occupation_code: 'institutions.error.occupation_code' })
  if (occupation.level !== values.level) throw invalid({ level: 'institutions.error.occupation_level' })
  return { ...values, occupation_name: values.occupation_name ?? occupation.name }
}

type Write = (tx: Tx, apply: Apply, before: PartState) => Promise<string>

const writers: Record<PartName, Write> = {
  profile: writeProfile,
  contact: writeContacts,
  campus: writeCampus,
  licence_item: writeLicenceItem,
}

/** What every confirmed row carries. */
function confirmedBy({ source, today }: Apply) {
  return { source, is_verified: true, confirmed_on: today, is_demo: false }
}

async function writeProfile(tx: Tx, apply: Apply): Promise<string> {
  const { institutionId, values, source, today, looked } = apply
  const { short_name, name_en, ...own } = values
  const seen = Object.keys(own).filter((field) => looked?.includes(field) ?? true)
  const facts = Object.fromEntries(
    seen.flatMap((field) =>
      own[field] === null ? [] : [[field, { source, verified: true, confirmedOn: today }]],
    ),
  )
  await sql`update institutions.institution set
      type = ${own.type}, ownership = ${own.ownership}, governing_body = ${own.governing_body}, website = ${own.website},
      founded_year = ${own.founded_year}::smallint, founding_decision = ${own.founding_decision}, introduction = ${own.introduction},
      facts = (facts - ${seen}::text[]) || ${JSON.stringify(facts)}::jsonb
    where id = ${institutionId}::uuid`.execute(tx)
  await nextVersion(tx, institutionId)
  // The department that saves the whole profile stands for the name above it; a name that rests on a decision keeps it.
  const isConfirming = sql`${looked === undefined}::boolean and not is_verified`
  await sql`update institutions.institution_name set short_name = ${short_name}, name_en = ${name_en},
      source = case when ${isConfirming} then ${source} else source end, is_verified = is_verified or ${isConfirming},
      confirmed_on = case when ${isConfirming} then ${today}::date else confirmed_on end
    where institution_id = ${institutionId}::uuid and coalesce(from_date, '-infinity') <= ${today}::date and coalesce(to_date, 'infinity') >= ${today}::date`.execute(
    tx,
  )
  return institutionId
}

async function writeContacts(tx: Tx, apply: Apply): Promise<string> {
  const { institutionId, values, looked } = apply
  for (const kind of contactKinds.filter((one) => looked?.includes(one) ?? true)) {
    const value = values[kind]
    if (typeof value !== 'string') {
      await tx
        .deleteFrom('institutions.contact')
        .where('institution_id', '=', institutionId)
        .where('kind', '=', kind)
        .execute()
      continue
    }
    const row = { value, ...confirmedBy(apply) }
    await tx
      .insertInto('institutions.contact')
      .values({ institution_id: institutionId, kind, ...row })
      .onConflict((oc) => oc.columns(['institution_id', 'kind']).doUpdateSet(row))
      .execute()
  }
  await nextVersion(tx, institutionId)
  return institutionId
}

/** Writes a row that has versions of its own: a new one, or the next version of the one that is there. */
async function writeRow(
  tx: Tx,
  table: 'institutions.campus' | 'institutions.licence_item',
  { institutionId, subjectId }: Apply,
  row: Record<string, unknown>,
): Promise<string> {
  // the row fits the table it is written for; the two have only their id and version in common
  const named = table as 'institutions.campus'
  if (subjectId === null) {
    const made = await tx
      .insertInto(named)
      .values({ ...row, institution_id: institutionId } as never)
      .returning('id')
      .executeTakeFirstOrThrow()
    return made.id
  }
  await tx
    .updateTable(named)
    .set((eb) => ({ ...row, version: eb('version', '+', 1) }))
    .where('id', '=', subjectId)
    .execute()
  return subjectId
}

async function writeCampus(tx: Tx, apply: Apply): Promise<string> {
  const { institutionId, subjectId, values } = apply
  const row = {
    kind: values.kind as string,
    name: values.name as string | null,
    address: values.address as string | null,
    unit_id: values.unit_id as string | null,
    lat: values.lat as string | null,
    lon: values.lon as string | null,
    geo_precision: values.lat === null ? 'unknown' : (values.geo_precision as string),
    from_date: values.from_date as string | null,
    to_date: values.to_date as string | null,
    ...confirmedBy(apply),
  }
  await refuseSecondMain(tx, institutionId, subjectId, row)
  return writeRow(tx, 'institutions.campus', apply, row)
}

/** One main campus at a time: the former one is closed or made a branch first. */
async function refuseSecondMain(
  tx: Tx,
  institutionId: string,
  subjectId: string | null,
  row: { kind: string; to_date: string | null },
): Promise<void> {
  if (row.kind !== 'main' || row.to_date !== null) return
  const other = await tx
    .selectFrom('institutions.campus')
    .select('id')
    .where('institution_id', '=', institutionId)
    .where('kind', '=', 'main')
    .where('to_date', 'is', null)
    .execute()
  if (other.some((campus) => campus.id !== subjectId))
    throw invalid({ kind: 'institutions.error.second_main' })
}

async function writeLicenceItem(tx: Tx, apply: Apply, before: PartState): Promise<string> {
  const { values } = apply
  const row = {
    licence_id: await keepLicence(tx, apply, before),
    occupation_code: values.occupation_code as string | null,
    occupation_name: values.occupation_name as string,
    level: values.level as Level,
    campus_id: values.campus_id as string | null,
    quota: values.quota as number | null,
    from_date: values.from_date as string | null,
    to_date: values.to_date as string | null,
    ...confirmedBy(apply),
  }
  return writeRow(tx, 'institutions.licence_item', apply, row)
}

/**
 * The licence an item stands in, made when the register has none of that number. Several items share one: who only
 * names it leaves its day and issuer as they are; who saw them on the form may empty them.
 */
async function keepLicence(tx: Tx, apply: Apply, before: PartState): Promise<string> {
  const { institutionId, values } = apply
  const number = values.licence_number as string
  const hasSeen = before.values.licence_number === number
  const licence = {
    issued_on: values.issued_on as string | null,
    issuer: values.issuer as string | null,
    ...confirmedBy(apply),
  }
  const given = Object.fromEntries(
    Object.entries(licence).filter(([, value]) => hasSeen || value !== null),
  ) as Partial<typeof licence>
  const kept = await tx
    .insertInto('institutions.licence')
    .values({ ...licence, number, institution_id: institutionId, from_date: licence.issued_on })
    .onConflict((oc) => oc.columns(['institution_id', 'number']).doUpdateSet(given))
    .returning('id')
    .executeTakeFirstOrThrow()
  return kept.id
}
