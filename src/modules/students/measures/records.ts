import { sql, type RawBuilder } from 'kysely'
import { processFacts, resultFacts } from './digitised.ts'
import { threshold, type Proposed } from './dims.ts'

/** Members of T08's two record thirds: active colleges and intermediate schools, by the shares of their learners. */
export const recordsRows = (asOf: string, proposed?: Proposed): RawBuilder<never> => sql`
  with process as materialized (select f.institution_id, count(*) as learners,
      floor(1000.0 * count(*) filter (where f.has) / count(*)) / 10 as share
    from (${processFacts(asOf, proposed)}) f group by 1),
  results as materialized (select f.institution_id, floor(1000.0 * count(*) filter (where f.has) / count(*)) / 10 as share
    from (${resultFacts(asOf, proposed)}) f group by 1)
  select d.id::text as member_id, d.name as label, d.id as institution_id, d.place_code, j.reason = 'meets' as counts,
    'students.measure.t08.' || j.reason as reason,
    jsonb_build_object('process', coalesce(p.share, 0), 'results', coalesce(r.share, 0), 'least_process', h.process, 'least_results', h.results)
      as reason_params,
    '/so-hoa?co-so=' || d.code as href, jsonb_build_object('type', d.type, 'ownership', coalesce(d.ownership, '')) as dims
  from institutions.on_day(${asOf}::date) d
  cross join (select ${threshold('t08.process', asOf, proposed)} as process, ${threshold('t08.results', asOf, proposed)} as results) h
  left join process p on p.institution_id = d.id
  left join results r on r.institution_id = d.id
  cross join lateral (select case when h.process is null or h.results is null then 'no_rule' when p.learners is null then 'no_learners'
    when r.share is null then 'no_ended_term' when p.share < h.process or r.share < h.results then 'below' else 'meets' end as reason) j
  where d.is_active and d.type in ('college', 'intermediate_school')`
