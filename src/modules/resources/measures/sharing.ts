import { sql, type RawBuilder } from 'kysely'
import { teachersAsked } from '#modules/staff/index.ts'
import { defineMeasure, type MeasureRow } from '#platform/measures/index.ts'

/** Resources of a school that were open beyond it on the day: accepted by the shared team, open still, and not taken down since. */
const shared = (asOf: string): RawBuilder<unknown> => sql`resources.resource r
  where r.origin <> 'harvested' and r.shared_on <= ${asOf}::date and r.access in ('signed_in', 'public')
    and (r.withdrawn_at is null or (r.withdrawn_at at time zone 'Asia/Ho_Chi_Minh')::date > ${asOf}::date)`

/**
 * T05, the part of the repository: active institutions that share at least one approved resource with all others.
 * Whether the national platform is used is not measured here.
 */
export const institutionsSharing = defineMeasure({
  name: 'resources.institutions-sharing',
  unit: 'institution',
  permission: 'public',
  version: '1',
  rows: ({ asOf }) => sql<MeasureRow>`
    select d.id::text as member_id, d.name as label, d.id as institution_id, d.place_code, s.count is not null as counts,
      case when s.count is not null then 'resources.measure.shares' when w.count > 0 then 'resources.measure.school_only'
        else 'resources.measure.shares_none' end as reason,
      case when s.count is not null then jsonb_build_object('count', s.count, 'day', to_char(s.first, 'DD/MM/YYYY'))
        when w.count > 0 then jsonb_build_object('count', w.count) end as reason_params,
      '/hoc-lieu?co_so=' || d.code as href,
      jsonb_build_object('type', d.type, 'ownership', coalesce(d.ownership, '')) as dims
    from institutions.on_day(${asOf}::date) d
    left join (select r.institution_id, count(*)::int as count, min(r.shared_on) as first from ${shared(asOf)}
      group by r.institution_id) s on s.institution_id = d.id
    left join (select v.institution_id, count(distinct v.resource_id)::int as count from resources.version v
      where v.accepted_on <= ${asOf}::date group by v.institution_id) w on w.institution_id = d.id
    where d.is_active`,
})

/** Beside T02: teachers who are authors of an accepted resource. The population is T02's own. */
export const teachersContributing = defineMeasure({
  name: 'resources.teachers-contributing',
  unit: 'person',
  permission: 'staff.read',
  version: '1',
  under: {
    measure: 'staff.trained-digital-materials',
    title: 'resources.measure.contributing',
    noun: 'resources.measure.teachers',
  },
  rows: ({ asOf }) => sql<MeasureRow>`
    select m.person_id::text as member_id, coalesce(n.full_name, '') as label, m.institution_id, m.place_code, a.count is not null as counts,
      case when a.count is not null then 'resources.measure.accepted' else 'resources.measure.accepted_none' end as reason,
      case when a.count is not null then jsonb_build_object('count', a.count, 'title', a.title, 'day', to_char(a.latest, 'DD/MM/YYYY')) end
        as reason_params,
      '/hoc-lieu/tac-gia/' || m.person_id as href,
      jsonb_build_object('sex', coalesce(n.sex, 'unknown'), 'contract', m.contract) as dims
    from (${teachersAsked(asOf)}) m
    left join (select u.person_id, count(distinct v.resource_id)::int as count, max(v.accepted_on) as latest,
        (array_agg(v.title order by v.accepted_on desc, v.id))[1] as title
      from resources.version_author u join resources.version v on v.id = u.version_id
      where u.person_id is not null and v.accepted_on <= ${asOf}::date group by u.person_id) a on a.person_id = m.person_id
    left join people.person n on n.id = m.person_id`,
})
