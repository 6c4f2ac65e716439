import { sql } from 'kysely'
import type { Change } from '#platform/audit/record.ts'
import type { Actor, Place } from '#platform/access.ts'
import { may } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import { fold, nameSortKey } from '#platform/text/index.ts'
import type { Person } from '../person.ts'

export const personColumns = [
  'id',
  'full_name',
  'name_key',
  'birth_date',
  'birth_year',
  'sex',
  'ethnicity',
  'is_minority',
  'citizen_number_kind',
  'citizen_number_end',
  'phone',
  'email',
  'by_hand',
  'merged_into',
  'is_demo',
  'version',
] as const

/** The person, when the session reaches it. */
export async function findPerson(db: Db, id: string): Promise<Person | undefined> {
  const found = await db
    .selectFrom('people.person')
    .select(personColumns)
    .where('id', '=', id)
    .executeTakeFirst()
  return found as Person | undefined
}

export type FoundPerson = { person: Person; institutions: string[]; place: Place }

/**
 * The person with the institutions it belongs to, as far as the actor reaches them.
 * @param source only where this module holds a record of the person: who is a learner of a school is not of its staff
 * @throws AppError not_found when there is none or it lies outside the actor's area (which is logged).
 */
export async function getPerson(
  db: Db,
  id: string,
  context: { actor: Actor; app: App },
  permission = 'people.read',
  source?: string,
): Promise<FoundPerson> {
  const [person, institutions] = [await findPerson(db, id), await listInstitutions(db, id, source)]
  if (!person || (source && institutions.length === 0)) throw await refuse(db, id, context)
  const covered = institutions.find((institution) => may(context.actor, permission, { institution }))
  return { person, institutions, place: { institution: covered ?? institutions[0], person: id } }
}

async function refuse(db: Db, id: string, { actor, app }: { actor: Actor; app: App }) {
  const elsewhere = await sql`select people.institutions_of(${id}::uuid) limit 1`.execute(db)
  if (elsewhere.rows.length > 0) {
    app.log.warn(
      { actor: actor.kind === 'account' ? actor.id : '', subject: 'people.person', id },
      'outside area',
    )
  }
  return notFound()
}

/** Institutions whose record of the person the session reaches. */
export async function listInstitutions(db: Db, personId: string, source?: string): Promise<string[]> {
  const found = await db
    .selectFrom('people.link')
    .select('institution_id')
    .distinct()
    .where('person_id', '=', personId)
    .$if(source !== undefined, (query) => query.where('source', '=', source!))
    .orderBy('institution_id')
    .execute()
  return found.map((row) => row.institution_id)
}

/** A person to be written. The citizen number comes sealed (`sealCitizenNumber`). */
export type NewPerson = {
  id: string
  full_name: string
  birth_date?: string | null
  birth_year?: number | null
  sex?: string | null
  ethnicity?: string | null
  is_minority?: boolean | null
  citizen_number_kind?: string | null
  citizen_number_sealed?: string | null
  citizen_number_index?: string | null
  citizen_number_end?: string | null
  phone?: string | null
  email?: string | null
  by_hand?: string[]
  is_demo?: boolean
}

/** Adds people whose ids the caller made (`randomUUID`), and answers the changes for the audit. */
export async function insertPeople(
  tx: Tx,
  people: readonly NewPerson[],
  institution?: string,
): Promise<Change[]> {
  if (people.length === 0) return []
  const rows = people.map((person) => ({
    ...person,
    name_key: nameSortKey(person.full_name),
    by_hand: person.by_hand ?? [],
    is_demo: person.is_demo ?? false,
  }))
  await sql`insert into people.person (id, full_name, name_key, birth_date, birth_year, sex, ethnicity, is_minority,
      citizen_number_kind, citizen_number_sealed, citizen_number_index, citizen_number_end, phone, email, by_hand, is_demo)
    select id, full_name, name_key, birth_date, birth_year, sex, ethnicity, is_minority,
      citizen_number_kind, citizen_number_sealed, citizen_number_index, citizen_number_end, phone, email, by_hand, is_demo
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, full_name text, name_key text, birth_date date,
      birth_year smallint, sex text, ethnicity text, is_minority boolean, citizen_number_kind text, citizen_number_sealed text,
      citizen_number_index text, citizen_number_end text, phone text, email text, by_hand text[], is_demo boolean)`.execute(
    tx,
  )
  return people.map((person) => ({
    subject: 'people.person',
    id: person.id,
    institution,
    before: null,
    after: facts(person),
  }))
}

function facts(person: NewPerson): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(person).filter(
      ([name, value]) => name !== 'id' && name !== 'by_hand' && value !== null && value !== undefined,
    ),
  )
}

/** Says that an institution holds a record of the person; `source` is the module that does. */
export async function linkPerson(
  tx: Tx,
  personId: string,
  institutionId: string,
  source: string,
): Promise<void> {
  await tx
    .insertInto('people.link')
    .values({ person_id: personId, institution_id: institutionId, source })
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** Many links at once. */
export async function linkPeople(
  tx: Tx,
  links: readonly { person_id: string; institution_id: string }[],
  source: string,
): Promise<void> {
  await sql`insert into people.link (person_id, institution_id, source)
    select distinct person_id, institution_id, ${source} from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as r(person_id uuid, institution_id uuid)
    on conflict do nothing`.execute(tx)
}

export type StoredFacts = Omit<NewPerson, 'id' | 'is_demo'>

/**
 * Changes the given facts of a person at a version. @returns before and after of what differs, or undefined when
 * somebody else saved first.
 */
export async function updatePerson(
  tx: Tx,
  id: string,
  version: number,
  next: Partial<StoredFacts>,
): Promise<{ before: Record<string, unknown>; after: Record<string, unknown> } | undefined> {
  const stored = await tx
    .selectFrom('people.person')
    .selectAll()
    .where('id', '=', id)
    .where('version', '=', version)
    .forUpdate()
    .executeTakeFirst()
  if (!stored) return undefined
  const changed = Object.entries(next).filter(
    ([name, value]) => value !== undefined && stored[name as keyof typeof stored] !== value,
  )
  const after = Object.fromEntries(changed)
  const before = Object.fromEntries(changed.map(([name]) => [name, stored[name as keyof typeof stored]]))
  if (changed.length === 0) return { before, after }
  const byHand = [...new Set([...stored.by_hand, ...changed.map(([name]) => name)])]
  const key = typeof after.full_name === 'string' ? { name_key: nameSortKey(after.full_name) } : {}
  await tx
    .updateTable('people.person')
    .set({ ...after, ...key, by_hand: byHand, version: version + 1 })
    .where('id', '=', id)
    .execute()
  return { before, after }
}

/**
 * Ids of people whose name holds the text, with or without marks, inside the session's reach or not (join them with a
 * table under row-level security); `many` when there are more than `limit`.
 */
export async function findIdsByName(db: Db, text: string, limit = 2000): Promise<string[] | 'many'> {
  const folded = fold(text).replaceAll(/[\\%_]/g, '\\$&')
  const found = await sql<{
    id: string
  }>`select id from people.by_name(${folded}) as id limit ${limit + 1}`.execute(db)
  return found.rows.length > limit ? 'many' : found.rows.map((row) => row.id)
}
