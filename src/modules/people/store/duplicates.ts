import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { fold } from '#platform/text/index.ts'
import { judge, swapDay, type Judgement, type Probe } from '../duplicates.ts'
import type { Person } from '../person.ts'

/** Somebody who may be the same person. Outside the session's reach only the citizen number is compared, and nothing is shown. */
export type Candidate = Judgement & { id: string; person: Person | undefined }

type Row = Person & { search: string; citizen_number_index: string | null }

/** Records that may be the person probed, the surest first; at most ten. */
export async function findDuplicates(db: Db, probe: Probe, except?: string): Promise<Candidate[]> {
  const search = fold(probe.full_name)
  const births = probe.birth_date ? [probe.birth_date, swapDay(probe.birth_date)] : []
  const rows = await sql<Row>`
    select p.id, p.full_name, p.name_key, p.birth_date, p.birth_year, p.sex, p.ethnicity, p.is_minority, p.citizen_number_kind,
      p.citizen_number_end, p.citizen_number_index, p.phone, p.email, p.by_hand, p.merged_into, p.is_demo, p.version, p.search
    from people.person p
    where p.merged_into is null and (
      (p.search = ${search} and (p.birth_date::text = any(${births}::text[]) or p.birth_year = ${probe.birth_year ?? null} or p.phone = ${probe.phone ?? null}))
      or p.phone = ${probe.phone ?? null})
    limit 50`.execute(db)
  const known = await findByNumber(db, probe.citizen_number_index)
  const own = rows.rows.flatMap((row): Candidate[] => {
    const judged = judge({ ...probe, search }, row)
    return judged && !known.some((found) => found.id === row.id)
      ? [{ ...judged, id: row.id, person: row }]
      : []
  })
  return [...known, ...own]
    .filter((candidate) => candidate.id !== except)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, 10)
}

async function findByNumber(db: Db, index: string | null | undefined): Promise<Candidate[]> {
  if (!index) return []
  const found = await sql<{ id: string; person: Person | null }>`
    select m.id, to_jsonb(p) - 'citizen_number_sealed' as person
    from people.by_citizen_number(array[${index}]) m left join people.person p on p.id = m.id`.execute(db)
  return found.rows.map((row) => ({
    id: row.id,
    person: row.person ?? undefined,
    certainty: 'certain',
    score: 100,
    reasons: ['citizen_number'],
  }))
}

/** Who holds the citizen number, in whatever institution; the folded name tells whether the asker knows the person. */
export async function findHolder(db: Db, index: string): Promise<{ id: string; search: string } | undefined> {
  const found = await sql<{
    id: string
    search: string
  }>`select id, search from people.by_citizen_number(array[${index}])`.execute(db)
  return found.rows[0]
}

export type Pair = {
  first_id: string
  second_id: string
  first_name: string
  second_name: string
  birth_date: string | null
}

const pairsQuery = sql`
  select a.id as first_id, b.id as second_id, a.full_name as first_name, b.full_name as second_name, a.birth_date, a.name_key
  from people.person a join people.person b on b.search = a.search and b.birth_date = a.birth_date and b.id > a.id
  where a.merged_into is null and b.merged_into is null
    and (a.citizen_number_kind is distinct from b.citizen_number_kind or a.citizen_number_kind is null)
  union
  select a.id, b.id, a.full_name, b.full_name, a.birth_date, a.name_key
  from people.person a join people.person b on b.phone = a.phone and b.search = a.search and b.id > a.id
  where a.phone is not null and a.merged_into is null and b.merged_into is null
    and (a.citizen_number_kind is distinct from b.citizen_number_kind or a.citizen_number_kind is null)`

/** Pairs of records that look like one person and nobody has judged yet, by name. For those who reach the whole province. */
export async function listPairs(db: Db, limit: number): Promise<Pair[]> {
  const found = await sql<Pair>`select d.first_id, d.second_id, d.first_name, d.second_name, d.birth_date
    from (${pairsQuery}) d
    where not exists (select 1 from people.distinct_pair x where x.first_id = d.first_id and x.second_id = d.second_id)
    order by d.name_key, d.first_id, d.second_id limit ${limit}`.execute(db)
  return found.rows
}

/** Remembers that two records are two people. */
export async function insertDistinct(tx: Tx, a: string, b: string, reason: string): Promise<void> {
  const [first, second] = a < b ? [a, b] : [b, a]
  await tx
    .insertInto('people.distinct_pair')
    .values({ first_id: first, second_id: second, reason })
    .onConflict((oc) => oc.doNothing())
    .execute()
}
