import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { afterBlock, blockColumns, blockSource, type Block, type BlockPlace } from './blocks.ts'

/** Sessions of a teacher that wait for attendance: today's first, then past ones nobody has taken, the oldest first. */
export async function listOwnWaiting(
  db: Db,
  personId: string,
  today: string,
  limit: number,
): Promise<Block[]> {
  return waiting(
    db,
    sql`s.teacher_person_id = ${personId}::uuid and s.on_date <= ${today}::date
      and exists (select 1 from students.section_teacher x where x.section_id = s.section_id and x.person_id = ${personId}::uuid
        and x.from_date <= ${today}::date and coalesce(x.to_date, 'infinity') >= ${today}::date)`,
    sql`s.on_date < ${today}::date, ${byTime}`,
    limit,
  )
}

/** Past sessions of an institution without attendance, the oldest first; `limit` of them after a place. */
export async function listUntaken(
  db: Db,
  institutionId: string,
  today: string,
  { after, limit }: { after?: BlockPlace | undefined; limit: number },
): Promise<Block[]> {
  return waiting(
    db,
    sql`s.institution_id = ${institutionId}::uuid and s.on_date < ${today}::date and ${after ? afterBlock(after) : sql`true`}`,
    byTime,
    limit,
  )
}

export async function countUntaken(
  db: Db,
  institutions: readonly string[],
  today: string,
): Promise<{ institution_id: string; count: number; since: string }[]> {
  const found = await sql<{ institution_id: string; count: number; since: string }>`
    select s.institution_id, count(*)::int as count, min(s.on_date) as since from students.session s
    join students.course_section c on c.id = s.section_id
    where s.institution_id = any(${[...institutions]}::uuid[]) and s.on_date < ${today}::date and s.state = 'planned' and c.state = 'open'
    group by s.institution_id`.execute(db)
  return found.rows
}

const byTime = sql`s.on_date, lower(s.during), s.id`

async function waiting(
  db: Db,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  limit: number,
): Promise<Block[]> {
  const found = await sql<Block>`select ${blockColumns} from ${blockSource}
    where ${where} and s.state = 'planned' and c.state = 'open' order by ${order} limit ${limit}`.execute(db)
  return found.rows
}
