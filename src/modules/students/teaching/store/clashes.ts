import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Resource, Taken } from '../block.ts'
import { blockColumns, type Block } from './blocks.ts'

/** A block to be written; `id` when it stands already and is moved. */
export type Wanted = Taken & { id?: string | undefined }

/** The other booking that is in the way of the wanted block at position `at`, and what both need. */
export type Clash = Block & { at: number; resource: Resource }

/**
 * Bookings in the way of the wanted blocks, in one statement over the indexes of the exclusion constraints. A teacher's
 * blocks at other schools are found too.
 */
export async function findClashes(db: Db, wanted: readonly Wanted[], most = 200): Promise<Clash[]> {
  if (wanted.length === 0) return []
  const rows = wanted.map((block, at) => ({
    at,
    during: `[${block.on_date} ${block.from_time},${block.on_date} ${block.to_time})`,
    room_id: block.room_id,
    teacher_person_id: block.teacher_person_id,
    class_group_id: block.class_group_id,
  }))
  const moved = wanted.flatMap((block) => (block.id ? [block.id] : []))
  const taken = (resource: Resource, column: string) =>
    sql`select ${resource}::text as resource, o.id from students.session o
      where o.${sql.ref(column)} = w.${sql.ref(column)} and o.during && w.during::tsrange and o.state <> 'cancelled'
        and not o.id = any(${moved}::uuid[])`
  const found = await sql<Clash>`select w.at, k.resource, ${blockColumns}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w(at int, during text, room_id uuid, teacher_person_id uuid, class_group_id uuid)
    cross join lateral (${taken('room', 'room_id')} union all ${taken('teacher', 'teacher_person_id')}
      union all ${taken('class', 'class_group_id')}) k
    join students.session s on s.id = k.id join students.course_section c on c.id = s.section_id
    left join students.class_group g on g.id = coalesce(s.class_group_id, c.class_group_id)
    left join people.person p on p.id = s.teacher_person_id left join students.room r on r.id = s.room_id
    order by w.at, k.resource, lower(s.during), s.id limit ${most}`.execute(db)
  return found.rows
}
