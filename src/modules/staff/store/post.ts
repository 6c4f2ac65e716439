import { sql } from 'kysely'
import type { Change } from '#platform/audit/record.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import type { Post } from '../post.ts'

const columns = [
  'id',
  'person_id',
  'institution_id',
  'role',
  'title',
  'contract',
  'from_date',
  'to_date',
  'leave_reason',
  'also_teaches',
  'occupations',
  'levels',
  'general_subject',
  'by_hand',
  'version',
] as const

/** Posts of a person as far as the session reaches, held ones first. */
export async function listPosts(db: Db, personId: string): Promise<Post[]> {
  return (await db
    .selectFrom('staff.post')
    .select(columns)
    .where('person_id', '=', personId)
    .orderBy('to_date', (order) => order.desc().nullsFirst())
    .orderBy('from_date', (order) => order.desc().nullsLast())
    .execute()) as Post[]
}

export async function findPost(db: Db, id: string): Promise<Post | undefined> {
  return (await db.selectFrom('staff.post').select(columns).where('id', '=', id).executeTakeFirst()) as
    | Post
    | undefined
}

export type NewPost = { id: string; person_id: string; institution_id: string } & Partial<
  Omit<Post, 'version' | 'id' | 'person_id' | 'institution_id'>
> &
  Pick<Post, 'role'> & { is_demo?: boolean }

/** Adds posts; the name key comes from the person. @returns the changes for the audit. */
export async function insertPosts(tx: Tx, posts: readonly NewPost[]): Promise<Change[]> {
  const rows = posts.map((post) => ({
    also_teaches: false,
    occupations: [],
    levels: [],
    by_hand: [],
    is_demo: false,
    ...post,
  }))
  await sql`insert into staff.post (id, person_id, name_key, institution_id, role, title, contract, from_date, to_date, leave_reason,
      also_teaches, occupations, levels, general_subject, by_hand, is_demo)
    select r.id, r.person_id, p.name_key, r.institution_id, r.role, r.title, r.contract, r.from_date, r.to_date, r.leave_reason,
      r.also_teaches, r.occupations, r.levels, r.general_subject, r.by_hand, r.is_demo
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, person_id uuid, institution_id uuid, role text, title text,
      contract text, from_date date, to_date date, leave_reason text, also_teaches boolean, occupations text[], levels text[],
      general_subject text, by_hand text[], is_demo boolean)
    join people.person p on p.id = r.person_id`.execute(tx)
  return posts.map(({ id, ...after }) => ({
    subject: 'staff.post',
    id,
    institution: after.institution_id,
    before: null,
    after: known(after),
  }))
}

function known(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => name !== 'by_hand' && value !== null && value !== undefined,
    ),
  )
}

/** Changes a post at a version; undefined when somebody else saved first. */
export async function updatePost(
  tx: Tx,
  id: string,
  version: number,
  next: Partial<Post>,
): Promise<{ before: Record<string, unknown>; after: Record<string, unknown> } | undefined> {
  const stored = (await tx
    .selectFrom('staff.post')
    .select(columns)
    .where('id', '=', id)
    .where('version', '=', version)
    .forUpdate()
    .executeTakeFirst()) as Post | undefined
  if (!stored) return undefined
  const differs = ([name, value]: [string, unknown]) =>
    JSON.stringify(stored[name as keyof Post]) !== JSON.stringify(value)
  const changed = Object.entries(next).filter(differs)
  const after = Object.fromEntries(changed)
  const before = Object.fromEntries(changed.map(([name]) => [name, stored[name as keyof Post]]))
  if (changed.length === 0) return { before, after }
  const byHand = [...new Set([...stored.by_hand, ...changed.map(([name]) => name)])]
  await tx
    .updateTable('staff.post')
    .set({ ...after, by_hand: byHand, version: version + 1 })
    .where('id', '=', id)
    .execute()
  return { before, after }
}
