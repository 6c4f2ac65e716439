import type { KindCode } from '../diploma.ts'

export const acts = ['receive', 'move_out', 'move_in', 'spoil', 'destroy'] as const
export type Act = (typeof acts)[number]

/** What a school has of a kind. Received and moved in = used + spoiled + left + on their way + moved out, at every moment. */
export type Stock = {
  institution_id: string
  kind_code: KindCode
  received: number
  moved_in: number
  moved_out: number
  used: number
  spoiled: number
  /** Of the spoiled ones. */
  destroyed: number
  left: number
  /** Sent to another school that has not taken them in yet. */
  moving: number
  /** The next one to be used. */
  next_serial: string | null
}

/** Zero where the balance is true. */
export const difference = (stock: Omit<Stock, 'institution_id' | 'kind_code' | 'next_serial'>): number =>
  stock.received + stock.moved_in - (stock.used + stock.spoiled + stock.left + stock.moving + stock.moved_out)

/** A movement of blanks with its paper. */
export type Movement = {
  id: string
  institution_id: string
  kind_code: KindCode
  act: Act
  other_id: string | null
  other_movement_id: string | null
  count: number
  first_serial: string
  last_serial: string
  on_date: string
  paper_no: string | null
  reason: string | null
  by_name: string
  at: Date
  undone_on: string | null
  undone_reason: string | null
}

/** How a movement stands: a move waits until the other school has taken it in, or somebody gave it up. */
export function standingOf(movement: Movement): 'done' | 'moving' | 'undone' {
  if (movement.undone_on !== null) return 'undone'
  return movement.act === 'move_out' && movement.other_movement_id === null ? 'moving' : 'done'
}
