import { sql } from 'kysely'
import type { InstitutionOption } from '#modules/institutions/index.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import { measureBreakdown, measureMembers, type Measure } from '#platform/measures/index.ts'
import { recordsDigitised } from '../../measures.ts'
import type { SchoolRow, Share } from '../digital-table.ts'

/** Measures of the parts of T08, whichever module offers them, by the order of the modules. */
export const digitalParts = (app: App): Measure[] =>
  app.modules
    .flatMap((module) => module.measures ?? [])
    .filter((measure) => measure.under?.measure === recordsDigitised.name)

/** How many members of a school a part counts, as its measure counts them. */
export async function readShare(
  db: Db,
  part: Measure,
  at: { institution: string; day: string },
): Promise<Share> {
  const found = await sql<Share>`
    select count(*) filter (where m.counts)::int as have, count(*)::int as all
    from (${part.rows({ asOf: at.day })}) m where m.institution_id = ${at.institution}::uuid`.execute(db)
  return found.rows[0]!
}

/** Every school given with its shares and how it stands: one statement a part, and one more. */
export async function readTable(
  db: Db,
  parts: readonly Measure[],
  { schools, day }: { schools: readonly InstitutionOption[]; day: string },
): Promise<SchoolRow[]> {
  const shares = new Map<string, Map<string, Share>>()
  for (const part of parts) {
    const found = await measureBreakdown(db, part, day, 'institution')
    shares.set(
      part.name,
      new Map(found.map((one) => [one.key, { have: one.numerator, all: one.denominator }])),
    )
  }
  const members = await measureMembers(db, recordsDigitised, day, {}, { limit: 100_000 })
  const standings = new Map(members.map((row) => [row.institution_id, row]))
  return schools.map(({ id, code, name, type }) => {
    const standing = standings.get(id)
    return {
      id,
      code,
      name,
      type,
      shares: new Map(
        parts.flatMap((part) => {
          const share = shares.get(part.name)?.get(id)
          return share ? [[part.name, share] as const] : []
        }),
      ),
      standing: standing && { reason: standing.reason, params: standing.reason_params ?? {} },
    }
  })
}

/** Whose courses of study these are. */
export async function listPeopleOf(db: Db, enrolmentIds: readonly string[]): Promise<string[]> {
  const found = await sql<{ person_id: string }>`select person_id from students.enrolment
    where id = any(${[...enrolmentIds]}::uuid[])`.execute(db)
  return found.rows.map((row) => row.person_id)
}
