import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import type { IntegrationRule } from '../rules/integration.ts'
import type { StructureRule } from '../rules/structure.ts'
import type { UpdateRule } from '../rules/update.ts'

/** When a rule holds and how sure it is. */
export type Dated = {
  id: string
  from_date: string
  to_date: string | null
  source: string
  is_verified: boolean
}
export type StoredIntegrationRule = IntegrationRule & Dated & { framework_id: string }
export type StoredUpdateRule = UpdateRule & Dated
export type StoredStructureRule = StructureRule & Dated

/** Tables of dated rules. */
export type RuleTable = 'integration_rule' | 'update_rule' | 'structure_rule'

/** Rules of a table, those of the day or all, the newest first. */
async function listRules<Row>(db: Db, table: RuleTable, on?: string): Promise<Row[]> {
  const inForce =
    on === undefined
      ? sql`true`
      : sql`r.from_date <= ${on}::date and coalesce(r.to_date, 'infinity') >= ${on}::date`
  const found =
    await sql<Row>`select * from curricula.${sql.raw(table)} r where ${inForce} order by r.from_date desc, r.id`.execute(
      db,
    )
  return found.rows
}

/** The integration rule of the day. @throws AppError precondition when there is none */
export async function getIntegrationRule(db: Db, on: string): Promise<StoredIntegrationRule> {
  const [found] = await listRules<StoredIntegrationRule>(db, 'integration_rule', on)
  if (!found) throw precondition('curricula.error.no_rule')
  return found
}

export const listIntegrationRules = (db: Db) => listRules<StoredIntegrationRule>(db, 'integration_rule')
export const listUpdateRules = (db: Db) => listRules<StoredUpdateRule>(db, 'update_rule')

/** Bounds of the structure in force on the day, of every level; all of every day when no day is given. */
export function listStructureRules(db: Db, on?: string): Promise<StoredStructureRule[]> {
  return listRules<StoredStructureRule>(db, 'structure_rule', on)
}

/** Months after which a programme is to be reviewed again, and the text that says so. */
export function reviewRule(
  rules: readonly StructureRule[],
): { months: number; citation: string } | undefined {
  const rule = rules.find((one) => one.kind === 'review_months')
  return rule?.maximum ? { months: Number(rule.maximum), citation: rule.citation } : undefined
}

export async function findStructureRule(db: Db, id: string): Promise<StoredStructureRule | undefined> {
  const found =
    await sql<StoredStructureRule>`select * from curricula.structure_rule where id = ${id}::uuid`.execute(db)
  return found.rows[0]
}

/** Ends a rule the day before another begins. */
export async function endRule(tx: Tx, table: RuleTable, id: string, from: string): Promise<void> {
  await sql`update curricula.${sql.raw(table)} set to_date = ${from}::date - 1 where id = ${id}::uuid`.execute(
    tx,
  )
}

export async function insertRule(tx: Tx, table: RuleTable, row: Record<string, unknown>): Promise<string> {
  const columns = Object.keys(row)
  const found = await sql<{
    id: string
  }>`insert into curricula.${sql.raw(table)} (${sql.join(columns.map((name) => sql.ref(name)))})
    values (${sql.join(columns.map((name) => row[name]))}) returning id`.execute(tx)
  return found.rows[0]!.id
}
