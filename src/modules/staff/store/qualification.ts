import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { qualificationChoices, type Qualification } from '../qualification.ts'

const columns = [
  'id',
  'person_id',
  'kind',
  'level',
  'field',
  'issuer',
  'obtained_on',
  'valid_to',
  'source',
] as const

/** Qualifications of a person: by kind, the highest first. */
export async function listQualifications(db: Db, personId: string): Promise<Qualification[]> {
  const found = (await db
    .selectFrom('staff.qualification')
    .select(columns)
    .where('person_id', '=', personId)
    .execute()) as Qualification[]
  const rank = (one: Qualification) => qualificationChoices.indexOf(`${one.kind}.${one.level}`)
  return found.toSorted((a, b) => rank(a) - rank(b))
}

export async function findQualification(db: Db, id: string): Promise<Qualification | undefined> {
  return (await db
    .selectFrom('staff.qualification')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst()) as Qualification | undefined
}

export type NewQualification = Omit<
  Qualification,
  'source' | 'field' | 'issuer' | 'obtained_on' | 'valid_to'
> &
  Partial<Pick<Qualification, 'field' | 'issuer' | 'obtained_on' | 'valid_to' | 'source'>>

export async function insertQualifications(tx: Tx, rows: readonly NewQualification[]): Promise<void> {
  await sql`insert into staff.qualification (id, person_id, kind, level, field, issuer, obtained_on, valid_to, source)
    select id, person_id, kind, level, field, issuer, obtained_on, valid_to, coalesce(source, 'form')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, person_id uuid, kind text, level text, field text,
      issuer text, obtained_on date, valid_to date, source text)`.execute(tx)
}

export async function deleteQualification(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('staff.qualification').where('id', '=', id).execute()
}

export type Claim = {
  id: string
  course_name: string
  taken: string | null
  noted_on: string
  institution_id: string
}

/** Training classes a school's list mentions, not proven. */
export async function listClaims(db: Db, personId: string): Promise<Claim[]> {
  return db
    .selectFrom('staff.training_claim')
    .select(['id', 'course_name', 'taken', 'noted_on', 'institution_id'])
    .where('person_id', '=', personId)
    .orderBy('noted_on', 'desc')
    .execute()
}
