import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { PublicFacts } from '../facts.ts'
import type { Question } from '../question.ts'

/** The diploma of a public address, if it is issued; asked outside row-level security, answers the least. */
export async function findByAddress(db: Db, publicId: string): Promise<PublicFacts | undefined> {
  const found = await sql<{ facts: PublicFacts | null }>`
    select diplomas.check_public(${publicId}) as facts`.execute(db)
  return found.rows[0]?.facts ?? undefined
}

/** Diplomas of a number whose holder agrees with the fact given (one, but that numbers may meet across schools). */
export async function findBySerial(db: Db, { serial, name, birth }: Question): Promise<PublicFacts[]> {
  const found = await sql<{ facts: PublicFacts }>`
    select facts from diplomas.check_serial(${serial}, ${name ?? null}::text, ${birth?.date ?? null}::date,
      ${birth?.year ?? null}::integer) as facts`.execute(db)
  return found.rows.map((row) => row.facts)
}
