import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Stock } from '../stock.ts'

type Reach = 'all' | readonly string[]

export const within = (reach: Reach, column: string) =>
  reach === 'all' ? sql`true` : sql`${sql.ref(column)} = any(${[...reach]}::uuid[])`

/** What each school in reach has of each kind. The counts of blanks and the sums of movements are two sources that must agree. */
export async function listStock(db: Db, reach: Reach): Promise<Stock[]> {
  const found = await sql<Stock>`
    with moved as (
      select m.institution_id, m.kind_code,
        coalesce(sum(m.count) filter (where m.act = 'receive'), 0)::int as received,
        coalesce(sum(m.count) filter (where m.act = 'move_in'), 0)::int as moved_in,
        coalesce(sum(m.count) filter (where m.act = 'move_out' and m.other_movement_id is not null), 0)::int as moved_out
      from diplomas.blank_movement m where ${within(reach, 'm.institution_id')} group by 1, 2
    ), held as (
      select b.institution_id, b.kind_code,
        count(*) filter (where b.state = 'used')::int as used, count(*) filter (where b.state = 'spoiled')::int as spoiled,
        count(*) filter (where b.destroyed_by is not null)::int as destroyed, count(*) filter (where b.state = 'left')::int as left,
        count(*) filter (where b.state = 'moving')::int as moving, min(b.serial) filter (where b.state = 'left') as next_serial
      from diplomas.blank b where ${within(reach, 'b.institution_id')} group by 1, 2
    )
    select m.*, coalesce(h.used, 0) as used, coalesce(h.spoiled, 0) as spoiled, coalesce(h.destroyed, 0) as destroyed,
      coalesce(h.left, 0) as left, coalesce(h.moving, 0) as moving, h.next_serial
    from moved m left join held h using (institution_id, kind_code) order by m.institution_id, m.kind_code`.execute(
    db,
  )
  return found.rows
}
