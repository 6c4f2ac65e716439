import { sql, type RawBuilder } from 'kysely'

type Sql = RawBuilder<unknown>

/** The rules in force on the day, one row a target. */
export const rulesOn = (day: string): Sql => sql`(select x.* from staff.trained_rule x
  where x.from_date <= ${day}::date and coalesce(x.to_date, 'infinity') >= ${day}::date)`

/**
 * Evidence `e` counts on the day under the rule `r` (rows of `staff.training_evidence` and `staff.trained_rule`, by these
 * names), for somebody of whom `isManager` says whether they hold a manager's post. The same as `trainedStatus` of
 * `rule.ts` and as the measure; a test holds the three together.
 */
export function countsUnder(day: string, isManager: Sql): RawBuilder<boolean> {
  return sql<boolean>`(e.state in ('passed', 'verified') and e.completed_on between r.min_date and ${day}::date
    and coalesce(e.hours, 0) >= r.min_hours
    and coalesce(least(e.valid_to, (e.completed_on + make_interval(months => r.validity_months))::date), 'infinity') >= ${day}::date
    and (e.category = any (r.categories) or (e.category = any (r.manager_categories) and ${isManager})))`
}

/** Does the person hold a manager's post on the day? */
export const holdsManagerPost = (person: Sql, day: string): Sql => sql`exists (select 1 from staff.post m
  where m.person_id = ${person} and m.role = 'manager'
    and coalesce(m.from_date, '-infinity') <= ${day}::date and coalesce(m.to_date, 'infinity') >= ${day}::date)`
