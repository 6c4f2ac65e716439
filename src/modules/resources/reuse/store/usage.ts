import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'

/** How a resource is used, over everybody: counted, never typed. */
export type Usage = {
  /** Different people; the public is told apart within a day only. */
  viewers: number
  views: number
  downloads: number
  /** Times it was taught with, by how many teachers of how many schools, and the learners of those sections. */
  uses: number
  teachers: number
  schools: number
  learners: number
  copies: number
  collections: number
  thanks: number
  ratings: number
  /** Mean, one decimal; null without ratings. */
  stars: string | null
}

export async function readUsage(db: Db, resourceId: string): Promise<Usage> {
  const found = await sql<Usage>`select * from resources.usage_of(${resourceId}::uuid)`.execute(db)
  return found.rows[0]!
}

/** Of several resources, by their ids: how many schools taught with it, and how many learners it reached. */
export async function readReached(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, Pick<Usage, 'schools' | 'learners'>>> {
  const found = await sql<{
    id: string
    schools: number
    learners: number
  }>`select r.id, u.schools, u.learners
    from unnest(${[...ids]}::uuid[]) r(id) cross join lateral resources.usage_of(r.id) u where u.schools > 0`.execute(
    db,
  )
  return new Map(found.rows.map(({ id, ...reached }) => [id, reached]))
}

export type Rating = {
  account: string
  account_name: string
  school: string | null
  stars: number
  text: string | null
  at: Date
}

/** What those who used it say, the latest first. */
export async function listRatings(db: Db, resourceId: string, limit = 20): Promise<Rating[]> {
  const found = await sql<Rating>`select account, account_name, school, stars, text, at from resources.rating
    where resource_id = ${resourceId}::uuid order by at desc, account limit ${limit}`.execute(db)
  return found.rows
}

/** What the account itself did with it. */
export type Own = { uses: number; has_thanked: boolean; stars: number | null; text: string | null }

export async function readOwn(db: Db, resourceId: string, account: string): Promise<Own> {
  const found = await sql<Own>`select
      (select count(*)::int from resources.teaching_use where resource_id = ${resourceId}::uuid and account = ${account}) as uses,
      exists (select 1 from resources.thanks where resource_id = ${resourceId}::uuid and account = ${account}) as has_thanked,
      (select stars from resources.rating where resource_id = ${resourceId}::uuid and account = ${account}) as stars,
      (select text from resources.rating where resource_id = ${resourceId}::uuid and account = ${account}) as text`.execute(
    db,
  )
  return found.rows[0]!
}

export type OwnSection = { id: string; code: string; name: string; term_name: string; institution_id: string }

/** Sections a person teaches or taught, the latest term first. */
export async function listOwnSections(db: Db, personId: string): Promise<OwnSection[]> {
  const found =
    await sql<OwnSection>`select distinct on (e.from_date, s.code, s.id) s.id, s.code, s.name, e.name as term_name, s.institution_id
    from students.section_teacher t join students.course_section s on s.id = t.section_id join students.term e on e.id = s.term_id
    where t.person_id = ${personId}::uuid and s.state <> 'cancelled' order by e.from_date desc, s.code, s.id limit 100`.execute(
      db,
    )
  return found.rows
}
