import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { SessionKind, SessionState } from '../block.ts'

/** A block of the timetable with the names a page needs. Times are `hh:mm`, hours decimal text. */
export type Block = {
  id: string
  institution_id: string
  section_id: string
  section_code: string
  section_name: string
  section_state: 'open' | 'submitted' | 'posted' | 'cancelled'
  class_group_id: string | null
  class_code: string | null
  teacher_person_id: string | null
  teacher_name: string | null
  room_id: string | null
  room_code: string | null
  on_date: string
  from_time: string
  to_time: string
  kind: SessionKind
  hours: string
  delivery: 'in_person' | 'online'
  topic: string | null
  state: SessionState
  cancel_reason: string | null
  taken_at: Date | null
  taken_by_name: string | null
  version: number
}

export const blockColumns = sql`s.id, s.institution_id, s.section_id, c.code as section_code, c.name as section_name, c.state as section_state,
  s.class_group_id, g.code as class_code, s.teacher_person_id, p.full_name as teacher_name, s.room_id, r.code as room_code, s.on_date,
  to_char(lower(s.during), 'HH24:MI') as from_time, to_char(upper(s.during), 'HH24:MI') as to_time, s.kind, trim_scale(s.hours)::text as hours,
  s.delivery, s.topic, s.state, s.cancel_reason, s.taken_at, s.taken_by_name, s.version`
export const blockSource = sql`students.session s join students.course_section c on c.id = s.section_id
  left join students.class_group g on g.id = coalesce(s.class_group_id, c.class_group_id)
  left join people.person p on p.id = s.teacher_person_id left join students.room r on r.id = s.room_id`

export type BlockFilter = {
  institution?: string | undefined
  section?: string | undefined
  classGroup?: string | undefined
  teacher?: string | undefined
  room?: string | undefined
  /** Sections this course of study is on the roster of. */
  enrolment?: string | undefined
  from_date: string
  to_date: string
  withCancelled?: boolean | undefined
}

/** The last block of the page before: a list goes on by time, then id. */
export type BlockPlace = { on_date: string; from_time: string; id: string }

/** What comes after a block, by time. */
export const afterBlock = ({ on_date, from_time, id }: BlockPlace): RawBuilder<unknown> =>
  sql`(s.on_date, lower(s.during), s.id) > (${on_date}::date, ${on_date}::date + ${from_time}::time, ${id}::uuid)`

/** Blocks of a span of days in order of time. */
export async function listBlocks(db: Db, filter: BlockFilter): Promise<Block[]> {
  const found =
    await sql<Block>`select ${blockColumns} from ${blockSource} where ${sql.join(conditions(filter), sql` and `)}
    order by s.on_date, lower(s.during), c.code, s.id limit 2000`.execute(db)
  return found.rows
}

/** A page of blocks, for lists that may be long. */
export async function listBlockPage(
  db: Db,
  filter: BlockFilter,
  { after, limit }: { after?: BlockPlace | undefined; limit: number },
): Promise<Block[]> {
  const wheres = conditions(filter)
  if (after) wheres.push(afterBlock(after))
  const found =
    await sql<Block>`select ${blockColumns} from ${blockSource} where ${sql.join(wheres, sql` and `)}
    order by s.on_date, lower(s.during), s.id limit ${limit}`.execute(db)
  return found.rows
}

function conditions(filter: BlockFilter): RawBuilder<unknown>[] {
  const wheres: RawBuilder<unknown>[] = [
    sql`s.on_date between ${filter.from_date}::date and ${filter.to_date}::date`,
  ]
  if (filter.institution) wheres.push(sql`s.institution_id = ${filter.institution}::uuid`)
  if (filter.section) wheres.push(sql`s.section_id = ${filter.section}::uuid`)
  if (filter.classGroup)
    wheres.push(
      sql`(s.class_group_id = ${filter.classGroup}::uuid or c.class_group_id = ${filter.classGroup}::uuid)`,
    )
  if (filter.teacher) wheres.push(sql`s.teacher_person_id = ${filter.teacher}::uuid`)
  if (filter.room) wheres.push(sql`s.room_id = ${filter.room}::uuid`)
  if (filter.enrolment)
    wheres.push(sql`s.section_id in (select l.section_id from students.section_learner l
      where l.enrolment_id = ${filter.enrolment}::uuid and l.from_date <= s.on_date and coalesce(l.to_date, 'infinity') >= s.on_date)`)
  if (!filter.withCancelled) wheres.push(sql`s.state <> 'cancelled'`)
  return wheres
}

/** @throws AppError not_found */
export async function getBlock(db: Db, id: string): Promise<Block> {
  const found = await sql<Block>`select ${blockColumns} from ${blockSource} where s.id = ${id}::uuid`.execute(
    db,
  )
  const block = found.rows[0]
  if (!block) throw notFound()
  return block
}
