import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { fold } from '#platform/text/index.ts'
import type { Diploma, DiplomaState, KindCode } from '../../diploma.ts'
import { numberKey } from '../../registers/pattern.ts'
import { diplomaColumns } from '../../store/diploma.ts'

export type ListFilter = {
  /** Part of a name, or the beginning of a serial when it holds a digit. */
  text?: string | undefined
  kind?: KindCode | undefined
  year?: number | undefined
  state?: DiplomaState | undefined
  institution?: string | undefined
  person?: string | undefined
  /** The explicit bound beside row-level security. */
  reach: 'all' | readonly string[]
}

export type ListRow = Diploma & { name_key: string }
/** Names found beyond which the list is read through instead. */
const mostNamed = 2000
export type After = { key: string; id: string }

/** Diplomas that have a number, by given name; `limit` rows after `after`. */
export async function listDiplomas(
  db: Db,
  filter: ListFilter,
  page: { after?: After | undefined; limit: number },
): Promise<ListRow[]> {
  const wheres = await conditions(db, filter)
  if (page.after) wheres.push(sql`(d.name_key, d.id) > (${page.after.key}, ${page.after.id}::uuid)`)
  const found = await sql<ListRow>`select ${diplomaColumns}, d.name_key from diplomas.diploma d
    where ${sql.join(wheres, sql` and `)} order by d.name_key, d.id limit ${page.limit}`.execute(db)
  return found.rows
}

async function conditions(db: Db, filter: ListFilter): Promise<RawBuilder<unknown>[]> {
  const { reach } = filter
  const wheres: RawBuilder<unknown>[] = [
    filter.state ? sql`d.state = ${filter.state}` : sql`d.state <> 'draft'`,
  ]
  if (filter.institution) wheres.push(sql`d.institution_id = ${filter.institution}::uuid`)
  if (reach !== 'all') wheres.push(within(reach))
  if (filter.kind) wheres.push(sql`d.kind_code = ${filter.kind}`)
  if (filter.year)
    wheres.push(
      sql`d.issue_date between make_date(${filter.year}, 1, 1) and make_date(${filter.year}, 12, 31)`,
    )
  if (filter.person) wheres.push(sql`d.person_id = ${filter.person}::uuid`)
  if (filter.text) wheres.push(await matching(db, filter.text))
  return wheres
}

/** What these schools issued, and what a school issued whose register they keep since it was merged. */
const within = (reach: readonly string[]): RawBuilder<unknown> =>
  sql`d.institution_id = any(array(select unnest(${[...reach]}::uuid[])
    union select b.issuer_id from diplomas.book b where b.keeper_id = any(${[...reach]}::uuid[])))`

/**
 * Words with a digit are the beginning of a serial, others part of a name, with or without marks. Found by their own index first:
 * the order of the list would have the database read through it.
 */
async function matching(db: Db, text: string): Promise<RawBuilder<unknown>> {
  if (/\d/.test(text)) {
    const key = numberKey(text)
    return sql`d.id = any(array(select x.id from diplomas.diploma x where x.serial is not null
      and x.serial_key >= ${key} and x.serial_key < ${`${key}\u{10FFFF}`} limit ${mostNamed}))`
  }
  const folded = fold(text).replaceAll(/[\\%_]/g, '\\$&')
  const found = await sql<{
    id: string
  }>`select id from diplomas.by_name(${folded}) as id limit ${mostNamed + 1}`.execute(db)
  return found.rows.length > mostNamed
    ? sql`d.search like ${`%${folded}%`}`
    : sql`d.id = any(${found.rows.map((row) => row.id)}::uuid[])`
}

/** Years in which diplomas of these schools were issued, the latest first. */
export async function listYears(db: Db, reach: 'all' | readonly string[]): Promise<number[]> {
  const where =
    reach === 'all'
      ? sql`true`
      : sql`(b.issuer_id = any(${[...reach]}::uuid[]) or b.keeper_id = any(${[...reach]}::uuid[]))`
  const found = await sql<{ year: number }>`select distinct b.year from diplomas.book b
    where b.purpose = 'original' and ${where} order by b.year desc limit 100`.execute(db)
  return found.rows.map((row) => row.year)
}
