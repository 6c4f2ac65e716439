import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { Keys } from '#platform/keys.ts'
import type { Paper, PolicyFact } from '../policy-fact.ts'

type Stored = Omit<PolicyFact, 'paper'> & { file: string | null }

const columns = sql`f.id, f.person_id, f.institution_id, f.kind, f.from_date, f.to_date, f.evidence, f.note, f.file, f.verified_by,
  f.verified_on, f.ended_reason, f.version`

/** Free words about a person's hardship are kept sealed; rows of an admission carry the code of its application plainly. */
const open = (keys: Keys, text: string | null): string | null =>
  text?.startsWith('v1.') ? keys.open(text) : text

const read = (keys: Keys, { file, ...row }: Stored): PolicyFact => ({
  ...row,
  evidence: open(keys, row.evidence),
  note: open(keys, row.note),
  ended_reason: open(keys, row.ended_reason),
  paper: file ? (JSON.parse(file) as Paper) : null,
})

/** Facts of a person at an institution, the latest first. For readers with `students.read-sensitive` only. */
export async function listPolicyFacts(
  db: Db,
  keys: Keys,
  personId: string,
  institutionId: string,
): Promise<PolicyFact[]> {
  const found = await sql<Stored>`select ${columns} from students.policy_fact f
    where f.person_id = ${personId}::uuid and f.institution_id = ${institutionId}::uuid order by f.from_date desc, f.id desc`.execute(
    db,
  )
  return found.rows.map((row) => read(keys, row))
}

/** @throws AppError not_found */
export async function getPolicyFact(db: Db, keys: Keys, id: string): Promise<PolicyFact> {
  const found =
    await sql<Stored>`select ${columns} from students.policy_fact f where f.id = ${id}::uuid`.execute(db)
  if (!found.rows[0]) throw notFound()
  return read(keys, found.rows[0])
}

/** Is the person in the group on some of these days already? */
export async function findOverlap(
  db: Db,
  fact: Pick<PolicyFact, 'person_id' | 'institution_id' | 'kind' | 'from_date' | 'to_date'>,
): Promise<{ from_date: string; to_date: string | null } | undefined> {
  const found = await sql<{
    from_date: string
    to_date: string | null
  }>`select f.from_date, f.to_date from students.policy_fact f
    where f.person_id = ${fact.person_id}::uuid and f.institution_id = ${fact.institution_id}::uuid and f.kind = ${fact.kind}
      and daterange(f.from_date, f.to_date, '[]') && daterange(${fact.from_date}::date, ${fact.to_date}::date, '[]') limit 1`.execute(
    db,
  )
  return found.rows[0]
}

type NewFact = Pick<
  PolicyFact,
  'id' | 'person_id' | 'institution_id' | 'kind' | 'from_date' | 'to_date' | 'evidence' | 'note' | 'paper'
>

export async function insertPolicyFact(
  tx: Tx,
  keys: Keys,
  { paper, ...fact }: NewFact,
  isDemo = false,
): Promise<void> {
  await tx
    .insertInto('students.policy_fact')
    .values({
      ...fact,
      evidence: fact.evidence && keys.seal(fact.evidence),
      note: fact.note && keys.seal(fact.note),
      file: paper && JSON.stringify(paper),
      is_demo: isDemo,
    })
    .execute()
}

/** @returns how many rows: 0 when somebody else saved first. */
export async function updatePolicyFact(
  tx: Tx,
  id: string,
  version: number,
  next: { to_date?: string; ended_reason?: string; verified_by?: string; verified_on?: string },
): Promise<number> {
  const done = await tx
    .updateTable('students.policy_fact')
    .set({ ...next, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}
