import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { profileFields, type InfrastructureProfile, type InfrastructureRule } from '../infrastructure.ts'

export type Declaration = InfrastructureProfile & {
  id: string
  institution_id: string
  declared_on: string
  state: 'declared' | 'confirmed' | 'returned'
  reason: string | null
  declared_by_name: string
  declared_at: Date
  decided_by_name: string | null
  decided_on: string | null
  is_demo: boolean
}

const columns = [
  'id',
  'institution_id',
  'declared_on',
  'state',
  'reason',
  'declared_by_name',
  'declared_at',
  'decided_by_name',
  'decided_on',
  'is_demo',
  ...profileFields,
] as const

/** Declarations the reader may see, newest first: everybody the confirmed ones, the institution and the department all. */
export async function listDeclarations(db: Db, institutionId: string): Promise<Declaration[]> {
  return (await db
    .selectFrom('institutions.infrastructure')
    .select(columns)
    .where('institution_id', '=', institutionId)
    .orderBy('declared_on', 'desc')
    .orderBy('number', 'desc')
    .execute()) as Declaration[]
}

export async function findDeclaration(db: Db, id: string): Promise<Declaration | undefined> {
  return (await db
    .selectFrom('institutions.infrastructure')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst()) as Declaration | undefined
}

/** Says which sending of a declaration a form was made from; empty for none. */
export function sentMark(declaration: Pick<Declaration, 'declared_at'> | undefined): string {
  return declaration ? declaration.declared_at.toISOString() : ''
}

/** As it is at this moment: a new sending or a decision by someone else waits until the act is done. */
export async function lockDeclaration(tx: Tx, id: string): Promise<Declaration | undefined> {
  return (await tx
    .selectFrom('institutions.infrastructure')
    .select(columns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()) as Declaration | undefined
}

/** The checklist in force on the day. */
export async function listRules(db: Db, on: string): Promise<InfrastructureRule[]> {
  return (await db
    .selectFrom('institutions.infrastructure_rule')
    .select(['item', 'minimum', 'source', 'is_verified'])
    .where('from_date', '<=', on)
    .where((eb) => eb.or([eb('to_date', 'is', null), eb('to_date', '>=', on)]))
    .orderBy(
      sql`array_position(array['bandwidth_mbps', 'wifi_percent', 'computers_for_learners', 'online_rooms', 'has_lms', 'has_management_system', 'has_e_signature'], item)`,
    )
    .execute()) as InfrastructureRule[]
}
