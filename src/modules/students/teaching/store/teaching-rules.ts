import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { ruleOn, type StoredTeachingRule, type TeachingRule } from '../teaching-rule.ts'

/** Every version of the rule, the newest first. */
export async function listTeachingRules(db: Db): Promise<StoredTeachingRule[]> {
  const found =
    await sql<StoredTeachingRule>`select id, minutes_theory, minutes_practice, theory_day, theory_week,
      practice_day, practice_week, citation, source, is_verified, from_date, to_date
    from students.teaching_rule order by from_date desc`.execute(db)
  return found.rows
}

/** The rule in force on a day. @throws AppError precondition when there is none */
export const getTeachingRule = async (db: Db, day: string): Promise<TeachingRule> =>
  ruleOn(await listTeachingRules(db), day)

/** Ends the rule that has no end the day before `row` begins, and stores `row`. @returns the id of the new one */
export async function replaceTeachingRule(
  tx: Tx,
  latest: string,
  row: Omit<StoredTeachingRule, 'id' | 'to_date'>,
): Promise<string> {
  await sql`update students.teaching_rule set to_date = ${row.from_date}::date - 1 where id = ${latest}::uuid`.execute(
    tx,
  )
  const made = await tx
    .insertInto('students.teaching_rule')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}
