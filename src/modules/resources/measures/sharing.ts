import { sql, type RawBuilder } from 'kysely'
import { teachersAsked } from '#modules/staff/index.ts'
import { defineMeasure, type MeasureRow } from '#platform/measures/index.ts'

/** Resources that stood taken down at the end of the day, by the steps of their versions. */
const down = (asOf: string): RawBuilder<unknown> => sql`select d.resource_id from (
    select distinct on (v.resource_id) v.resource_id, p.to_state from resources.version_step p join resources.version v on v.id = p.version_id
    where 'withdrawn' in (p.from_state, p.to_state) and (p.at at time zone 'Asia/Ho_Chi_Minh')::date <= ${asOf}::date
    order by v.resource_id, p.step_no desc) d where d.to_state = 'withdrawn'`

/** Resources of each school accepted by the shared team until the day and open beyond the school still; those taken down then apart. */
const shared = (asOf: string): RawBuilder<unknown> => sql`select r.institution_id,
    count(*) filter (where d.resource_id is null)::int as count, min(r.shared_on) filter (where d.resource_id is null) as first,
    count(d.resource_id)::int as gone
  from resources.resource r left join (${down(asOf)}) d on d.resource_id = r.id
  where r.origin <> 'harvested' and r.shared_on <= ${asOf}::date and r.access in ('signed_in', 'public') group by r.institution_id`

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
    select d.id::text as member_id, d.name as label, d.id as institution_id, d.place_code, coalesce(s.count > 0, false) as counts,
      case when s.count > 0 then 'resources.measure.shares' when s.gone > 0 then 'resources.measure.taken_down'
        when w.count > 0 then 'resources.measure.school_only' else 'resources.measure.shares_none' end as reason,
      case when s.count > 0 then jsonb_build_object('count', s.count, 'day', to_char(s.first, 'DD/MM/YYYY'))
        when s.gone > 0 then jsonb_build_object('count', s.gone) when w.count > 0 then jsonb_build_object('count', w.count) end as reason_params,
      '/hoc-lieu?co_so=' || d.code as href,
      jsonb_build_object('type', d.type, 'ownership', coalesce(d.ownership, '')) as dims
    from institutions.on_day(${asOf}::date) d
    left join (${shared(asOf)}) s on s.institution_id = d.id
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
