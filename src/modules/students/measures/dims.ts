import { sql, type RawBuilder } from 'kysely'

/** A threshold as it would be: `value` for `code` instead of what is in force. */
export type Proposed = { code: string; value: string }

/** A dated threshold in force on the day; null when there is none. */
export const threshold = (code: string, asOf: string, proposed?: Proposed): RawBuilder<unknown> =>
  proposed?.code === code
    ? sql`${proposed.value}::numeric`
    : sql`(select h.value from students.threshold h
  where h.code = ${code} and h.from_date <= ${asOf}::date and coalesce(h.to_date, 'infinity') >= ${asOf}::date)`

/** Courses of study that ran on the day (`e`): begun, not ended, and not reserved or suspended then. */
export const studying = (asOf: string): RawBuilder<unknown> => sql`e.from_date <= ${asOf}::date
  and coalesce(e.to_date, 'infinity') > ${asOf}::date
  and not exists (select 1 from students.status_event s where s.enrolment_id = e.id and s.kind in ('reserve', 'suspend')
    and s.on_date <= ${asOf}::date and not exists (select 1 from students.status_event b where b.enrolment_id = e.id
      and b.on_date <= ${asOf}::date and (b.on_date, b.at) > (s.on_date, s.at)))`

/** What `learnerRows` reads of a course of study (`e`). */
export const course: RawBuilder<unknown> = sql`e.id, e.learner_id, e.person_id, e.institution_id, e.cohort_id, e.funding`

/**
 * Members of a measure of learners, with every dimension the statistical tables ask for (Circulars' tables are grouped by level,
 * occupation, kind and ownership of the school, sex, ethnicity, disability, policy group, entry, form, cohort, funding and ward).
 * What nobody has compared with its paper counts as neither in a group nor outside: `unverified`.
 * Who only counts does not pay for the dimensions: each is joined by its key, so the database leaves out what is not asked for. The
 * few schools are looked up in one value, since a guess of "one learner" would have it read all of them again for each.
 * @param chosen rows of `course`, counts, reason, reason_params
 */
export function learnerRows(chosen: RawBuilder<unknown>, asOf: string): RawBuilder<never> {
  return sql`
    with school as materialized (
      select coalesce(jsonb_object_agg(d.id, jsonb_build_object('place', d.place_code, 'type', d.type, 'ownership', d.ownership)), '{}') as by_id
      from institutions.on_day(${asOf}::date) d
    ),
    ward as (select distinct on (u.id) u.id, w.code from places.unit u
      join places.unit w on w.id = institutions.unit_on(u.id, ${asOf}::date)),
    fact as (
      select f.person_id, bool_or(f.kind = 'disability' and f.verified_on is not null) as disability,
        bool_or(f.kind = 'disability') as says_disability, bool_or(f.kind not in ('disability', 'ethnic_minority')) as says_policy,
        (array_agg(f.kind order by array_position(array['poor', 'near_poor', 'hard_area', 'border_island', 'orphan', 'merit_family', 'recruited', 'discharged'], f.kind))
          filter (where f.kind not in ('disability', 'ethnic_minority') and f.verified_on is not null))[1] as policy
      from students.policy_fact f where f.from_date <= ${asOf}::date and coalesce(f.to_date, 'infinity') >= ${asOf}::date
      group by f.person_id
    )
    select k.id::text as member_id, p.full_name as label, k.institution_id, o.school ->> 'place' as place_code, k.counts, k.reason, k.reason_params,
      '/hoc-sinh/' || k.learner_id as href,
      jsonb_build_object('level', m.level, 'occupation', coalesce(m.occupation_code, ''), 'type', o.school ->> 'type',
        'ownership', coalesce(o.school ->> 'ownership', ''), 'sex', coalesce(p.sex, ''),
        'ethnicity', case when p.is_minority then 'minority' when not p.is_minority then 'majority' else '' end,
        'disability', case when f.disability then 'yes' when f.says_disability then 'unverified' else 'no' end,
        'policy', coalesce(f.policy, case when f.says_policy then 'unverified' else 'none' end),
        'entry', coalesce(c.entry, ''), 'form', c.study_form, 'cohort', c.name,
        'funding', coalesce(nullif(array_to_string(k.funding, ', '), ''), 'none'), 'ward', coalesce(w.code, '')) as dims
    from (${chosen}) k cross join lateral (select (select by_id from school) -> k.institution_id::text as school) o
    left join people.person p on p.id = k.person_id
    left join students.learner l on l.id = k.learner_id
    left join students.cohort c on c.id = k.cohort_id
    left join curricula.programme_version v on v.id = c.programme_version_id
    left join curricula.programme m on m.id = v.programme_id
    left join ward w on w.id = l.unit_id
    left join fact f on f.person_id = k.person_id
    where o.school is not null`
}

export const yearOf = (asOf: string): number => Number(asOf.slice(0, 4))

/** The first day of the calendar year. */
export const yearStart = (asOf: string): RawBuilder<unknown> => sql`make_date(${yearOf(asOf)}, 1, 1)`
