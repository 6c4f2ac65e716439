import type { Tx } from '#platform/db/database.ts'

export const acts = ['receive', 'move_out', 'move_in', 'spoil', 'destroy'] as const
export type Act = (typeof acts)[number]

export type NewMovement = {
  institution_id: string
  kind_code: string
  act: Act
  other_id?: string | null
  other_movement_id?: string | null
  count: number
  first_serial: string
  last_serial: string
  on_date: string
  paper_no?: string | null
  reason?: string | null
  by: { id: string; name: string }
  is_demo?: boolean
}

/** Writes a movement. @returns its id. */
export async function insertMovement(tx: Tx, { by, ...row }: NewMovement): Promise<string> {
  const made = await tx
    .insertInto('diplomas.blank_movement')
    .values({ ...row, by_account: by.id, by_name: by.name })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}
