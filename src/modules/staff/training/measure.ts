import { sql, type RawBuilder } from 'kysely'
import { defineMeasure, type Measure, type MeasureRow } from '#platform/measures/index.ts'
import type { Target } from './rule.ts'

type Population = 'plan' | 'visiting'

/** One column of the rule in force on the day; null when no rule is. */
function ruled(target: Target, asOf: string, column: string): RawBuilder<unknown> {
  return sql`(select ${sql.ref(column)} from staff.trained_rule where target = ${target}
    and from_date <= ${asOf}::date and coalesce(to_date, 'infinity') >= ${asOf}::date)`
}

/** Which posts make somebody a member: of the plan's population, or of the visiting teachers shown apart. */
function postsOf(target: Target, asOf: string, population: Population): RawBuilder<unknown> {
  const role =
    target === 'pedagogy'
      ? sql`true`
      : sql`(p.role = 'teacher' or (p.also_teaches and ${ruled(target, asOf, 'includes_teaching_managers')}))`
  const contract =
    population === 'visiting'
      ? sql`p.contract = 'visiting'`
      : sql`(p.contract is distinct from 'visiting' or ${ruled(target, asOf, 'includes_visiting')})`
  return sql`${role} and ${contract}`
}

/** The post that names the member's institution: a permanent one first, then the earliest. */
const primary = sql`order by p.contract is not distinct from 'visiting', p.from_date nulls first, p.id`

/** Teachers and managers in post on the day at an active institution; a person once, however many posts. */
function members(target: Target, asOf: string, population: Population): RawBuilder<unknown> {
  return sql`select p.person_id, bool_or(p.role = 'manager') as is_manager,
      (array_agg(p.institution_id ${primary}))[1] as institution_id,
      (array_agg(i.place_code ${primary}))[1] as place_code,
      (array_agg(coalesce(p.contract, 'unknown') ${primary}))[1] as contract,
      bool_or('cao_dang' = any (p.levels)) as at_college, bool_or('trung_cap' = any (p.levels)) as at_intermediate,
      bool_or('so_cap' = any (p.levels)) as at_elementary, bool_or('thuong_xuyen' = any (p.levels)) as at_continuing
    from staff.post p
    join (select id, place_code from institutions.on_day(${asOf}::date) where is_active) i on i.id = p.institution_id
    where coalesce(p.from_date, '-infinity') <= ${asOf}::date and coalesce(p.to_date, 'infinity') >= ${asOf}::date
      and ${postsOf(target, asOf, population)} and ${ruled(target, asOf, 'target')} is not null
    group by p.person_id`
}

/** Who T02 asks about on a day: `person_id, institution_id, place_code, is_manager, contract`, one row a person. */
export const teachersAsked = (asOf: string): RawBuilder<unknown> => members('materials', asOf, 'plan')

type Sql = RawBuilder<unknown>

/** Evidence of a counting category completed by the day. `end` is the last day on which it counts. */
function known(
  target: Target,
  asOf: string,
): { from: Sql; end: Sql; accepted: Sql; long: Sql; inPeriod: Sql; valid: Sql } {
  const end = sql`least(e.valid_to, (e.completed_on + make_interval(months => ${ruled(target, asOf, 'validity_months')}))::date)`
  return {
    from: sql`staff.training_evidence e where e.completed_on <= ${asOf}::date and e.category = any (
      ${ruled(target, asOf, 'categories')}::text[] || ${ruled(target, asOf, 'manager_categories')}::text[])`,
    end,
    accepted: sql`e.state in ('passed', 'verified')`,
    long: sql`coalesce(e.hours, 0) >= ${ruled(target, asOf, 'min_hours')}`,
    inPeriod: sql`e.completed_on >= ${ruled(target, asOf, 'min_date')}`,
    valid: sql`coalesce(${end}, 'infinity') >= ${asOf}::date`,
  }
}

const forAll = (target: Target, asOf: string) =>
  sql`e.category = any (${ruled(target, asOf, 'categories')}::text[])`

/** Who has something that counts; `for_all` false: only for a manager. */
function qualified(target: Target, asOf: string): Sql {
  const e = known(target, asOf)
  return sql`select e.person_id, bool_or(${forAll(target, asOf)}) as for_all
    from ${e.from} and ${e.accepted} and ${e.long} and ${e.inPeriod} and ${e.valid}
    group by e.person_id`
}

/** The evidence that decides, and which step it reaches (1: counts). The steps are those of `rule.ts`, in its order. */
function deciding(target: Target, asOf: string, population: Population): Sql {
  const e = known(target, asOf)
  const best = sql`order by j.step, j.completed_on desc, j.id`
  return sql`select j.person_id, min(j.step) as step, (array_agg(j.course ${best}))[1] as course,
      (array_agg(j.completed_on ${best}))[1] as completed_on, (array_agg(j.last_day ${best}))[1] as last_day,
      (array_agg(j.hours ${best}))[1] as hours
    from (select e.person_id, e.id, e.course, e.completed_on, e.hours, ${e.end} as last_day,
        case when ${e.accepted} and ${e.long} and ${e.inPeriod} and ${e.valid} then 1
          when e.state = 'pending' and ${e.long} and ${e.inPeriod} and ${e.valid} then 2
          when ${e.accepted} and ${e.long} and ${e.inPeriod} then 3
          when ${e.accepted} and ${e.inPeriod} then 4
          when ${e.accepted} then 5 when e.state = 'failed' then 6 when e.state = 'rejected' then 7 else 8 end as step
      from ${e.from} and (${forAll(target, asOf)}
        or e.person_id in (select g.person_id from (${members(target, asOf, population)}) g where g.is_manager))) j
    group by j.person_id`
}

/**
 * One row a member. Written so that a bare count never computes what only the list shows: names and reasons come by
 * outer joins on unique keys and the rest are columns of aggregates, both of which PostgreSQL leaves out when nobody
 * asks for them.
 */
function rowsOf(target: Target, asOf: string, population: Population): RawBuilder<MeasureRow> {
  return sql<MeasureRow>`
    select m.person_id as member_id, coalesce(n.full_name, '') as label, m.institution_id, m.place_code,
      q.person_id is not null and (q.for_all or m.is_manager) as counts,
      'staff.training.reason.' || (case d.step when 1 then 'trained' when 2 then 'not_verified' when 3 then 'expired'
        when 4 then 'too_few_hours' when 5 then 'too_early' when 6 then 'failed' when 7 then 'rejected' when 8 then 'not_enough'
        else 'no_course' end) as reason,
      case d.step
        when 3 then jsonb_build_object('course', d.course, 'day', to_char(d.last_day, 'DD/MM/YYYY'))
        when 4 then jsonb_build_object('course', d.course, 'hours', coalesce(trim_scale(d.hours), 0),
          'needed', trim_scale(${ruled(target, asOf, 'min_hours')}))
        when 5 then jsonb_build_object('course', d.course, 'day', to_char(d.completed_on, 'DD/MM/YYYY'),
          'from', to_char(${ruled(target, asOf, 'min_date')}::date, 'DD/MM/YYYY'))
        else case when d.step is null then '{}'::jsonb
          else jsonb_build_object('course', d.course, 'day', to_char(d.completed_on, 'DD/MM/YYYY')) end
      end as reason_params,
      -- the page that says why somebody counts or not
      '/nhan-su/' || m.person_id || '/boi-duong' as href,
      jsonb_build_object('role', case when m.is_manager then 'manager' else 'teacher' end, 'sex', coalesce(n.sex, 'unknown'),
        'contract', m.contract, 'level', case when m.at_college then 'cao_dang' when m.at_intermediate then 'trung_cap'
          when m.at_elementary then 'so_cap' when m.at_continuing then 'thuong_xuyen' else 'unknown' end) as dims
    from (${members(target, asOf, population)}) m
    left join (${qualified(target, asOf)}) q on q.person_id = m.person_id
    left join (${deciding(target, asOf, population)}) d on d.person_id = m.person_id
    left join people.person n on n.id = m.person_id`
}

function trained(name: string, target: Target, population: Population): Measure {
  return defineMeasure({
    name,
    unit: 'person',
    permission: 'staff.read',
    version: '1',
    rule: {
      href: '/boi-duong/quy-tac',
      permission: 'staff.set-trained-rule',
      label: 'staff.training.rule.open',
    },
    rows: ({ asOf }) => rowsOf(target, asOf, population),
  })
}

/** T01, T02, and the same asked of the visiting teachers, who are shown apart. */
export const trainedPedagogy = trained('staff.trained-digital-pedagogy', 'pedagogy', 'plan')
export const trainedMaterials = trained('staff.trained-digital-materials', 'materials', 'plan')
export const trainingMeasures: readonly Measure[] = [
  trainedPedagogy,
  trainedMaterials,
  trained('staff.trained-digital-pedagogy-visiting', 'pedagogy', 'visiting'),
  trained('staff.trained-digital-materials-visiting', 'materials', 'visiting'),
]
