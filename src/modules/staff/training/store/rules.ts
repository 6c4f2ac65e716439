import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { countsUnder, rulesOn } from '../counting.ts'
import type { Target } from '../rule.ts'
import { dayBefore, type RuleInput, type RuleVersion } from '../rule-version.ts'

const columns = sql`id, target, categories, manager_categories, min_hours, min_date, validity_months, includes_visiting,
  includes_teaching_managers, from_date, to_date, source, reading_vi, reading_en, certainty`

type Stored = Omit<RuleVersion, 'min_hours'> & { min_hours: string }
const read = (row: Stored): RuleVersion => ({ ...row, min_hours: Number(row.min_hours) })

/** Every version of the rule, newest first. */
export async function listRules(db: Db): Promise<RuleVersion[]> {
  const found =
    await sql<Stored>`select ${columns} from staff.trained_rule order by target desc, from_date desc`.execute(
      db,
    )
  return found.rows.map(read)
}

/** The version in force on the day; undefined when none is. */
export async function findRule(db: Db, target: Target, day: string): Promise<RuleVersion | undefined> {
  const found = await sql<Stored>`select ${columns} from staff.trained_rule where target = ${target}
    and from_date <= ${day}::date and coalesce(to_date, 'infinity') >= ${day}::date`.execute(db)
  return found.rows.map(read)[0]
}

/** The last version of a target. */
export async function findLastRule(db: Db, target: Target): Promise<RuleVersion | undefined> {
  const found = await sql<Stored>`select ${columns} from staff.trained_rule where target = ${target}
    order by from_date desc limit 1`.execute(db)
  return found.rows.map(read)[0]
}

export type RuleReading = Pick<RuleVersion, 'reading_vi' | 'reading_en'>

/** Ends the last version the day before and adds the new one. @returns its id */
export async function insertRule(
  tx: Tx,
  rule: RuleInput & RuleReading,
  last: RuleVersion | undefined,
): Promise<string> {
  if (last)
    await sql`update staff.trained_rule set to_date = ${dayBefore(rule.from_date)} where id = ${last.id}`.execute(
      tx,
    )
  const made = await sql<{
    id: string
  }>`insert into staff.trained_rule (target, categories, manager_categories, min_hours, min_date,
      validity_months, includes_visiting, includes_teaching_managers, from_date, source, reading_vi, reading_en, certainty)
    values (${rule.target}, ${rule.categories}, ${rule.manager_categories}, ${rule.min_hours}, ${rule.min_date},
      ${rule.validity_months ?? null}, ${rule.includes_visiting}, ${rule.includes_teaching_managers}, ${rule.from_date},
      ${rule.source}, ${rule.reading_vi}, ${rule.reading_en}, ${rule.is_verified ? 'S' : 'U'}) returning id`.execute(
    tx,
  )
  return made.rows[0]!.id
}

/** Takes the last version out; the one before it goes on. @returns the id of the one that goes on */
export async function deleteRule(tx: Tx, rule: RuleVersion): Promise<string | undefined> {
  await sql`delete from staff.trained_rule where id = ${rule.id}`.execute(tx)
  const open = await sql<{ id: string }>`update staff.trained_rule set to_date = null
    where target = ${rule.target} and to_date = ${dayBefore(rule.from_date)} returning id`.execute(tx)
  return open.rows[0]?.id
}

/** What a new version would change on its first day, by the evidence there is now. */
export type RuleEffect = {
  /** People asked, and those of them who count, under the version in force and under the new one. */
  asked_before: number
  counts_before: number
  asked_after: number
  counts_after: number
  /** Who begins to count, and who no longer does. */
  gained: number
  lost: number
}

/** Compares the version in force on the new one's first day with the new one, person by person. */
export async function previewRule(db: Db, rule: RuleInput): Promise<RuleEffect> {
  const day = rule.from_date
  const found = await sql<RuleEffect>`
    with r as (
      select 'before' as side, x.* from ${rulesOn(day)} x where x.target = ${rule.target}
      union all
      select 'after', x.* from jsonb_populate_record(null::staff.trained_rule, ${JSON.stringify(rule)}::jsonb) x
    ), member as (
      select r.side, p.person_id, bool_or(p.role = 'manager') as is_manager
      from r join staff.posts_on(${day}::date) p on (p.contract is distinct from 'visiting' or r.includes_visiting)
        and (r.target = 'pedagogy' or p.role = 'teacher' or p.also_teaches and r.includes_teaching_managers)
      join institutions.on_day(${day}::date) i on i.id = p.institution_id and i.is_active
      group by 1, 2
    ), counted as (
      select distinct m.side, m.person_id
      from member m join r on r.side = m.side
      join staff.training_evidence e on e.person_id = m.person_id and ${countsUnder(day, sql`m.is_manager`)}
    ), person as (
      select person_id, bool_or(side = 'before') as asked_before, bool_or(side = 'after') as asked_after
      from member group by person_id
    )
    select count(*) filter (where p.asked_before)::int as asked_before, count(b.person_id)::int as counts_before,
      count(*) filter (where p.asked_after)::int as asked_after, count(a.person_id)::int as counts_after,
      count(*) filter (where a.person_id is not null and b.person_id is null)::int as gained,
      count(*) filter (where b.person_id is not null and a.person_id is null)::int as lost
    from person p
    left join counted b on b.side = 'before' and b.person_id = p.person_id
    left join counted a on a.side = 'after' and a.person_id = p.person_id`.execute(db)
  return found.rows[0]!
}
