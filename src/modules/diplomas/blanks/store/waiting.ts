import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { KindCode } from '../../diploma.ts'

export type Shortage = { institution_id: string; kind_code: KindCode; waiting: number; left: number }

/** Where issues in preparation need more blanks than are left. */
export async function listShortages(db: Db, institutions: readonly string[]): Promise<Shortage[]> {
  const found = await sql<Shortage>`
    select w.institution_id, w.kind_code, w.waiting, s.left from (
      select r.institution_id, k.code as kind_code, count(*)::int as waiting
      from diplomas.issue_run r join diplomas.kind k on k.id = r.kind_id and k.has_blanks join diplomas.diploma d on d.run_id = r.id
      where r.institution_id = any(${[...institutions]}::uuid[]) and r.state = 'draft' and r.medium in ('paper', 'both') and d.state = 'draft'
      group by 1, 2) w
    cross join lateral (select count(*)::int as left from diplomas.blank b
      where b.institution_id = w.institution_id and b.kind_code = w.kind_code and b.state = 'left') s
    where s.left < w.waiting order by w.waiting - s.left desc limit 10`.execute(db)
  return found.rows
}
