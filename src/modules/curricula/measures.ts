import { sql, type RawBuilder } from 'kysely'
import { defineMeasure, type MeasureRow } from '#platform/measures/index.ts'

/** What the outcomes of the versions active on the day ask for: outcomes the rule counts, and the domains they touch. */
function integration(asOf: string): RawBuilder<unknown> {
  return sql`
    select a.*, r.id is not null as has_rule, coalesce(c.outcomes, 0) as outcomes, coalesce(c.untaught, 0) as untaught,
      coalesce(c.domains, 0) as domains, coalesce(u.units, 0) as units,
      coalesce(v.delivery_confirmed_on <= ${asOf}::date, false) and r.accepts_confirmation as confirmed,
      r.min_outcomes, r.min_domains, r.min_digital_units
    from curricula.active_on(${asOf}::date) a
    join curricula.programme_version v on v.id = a.version_id
    left join curricula.integration_rule r on r.from_date <= ${asOf}::date and coalesce(r.to_date, 'infinity') >= ${asOf}::date
    left join lateral (
      select count(distinct m.outcome_id) filter (where t.taught) as outcomes,
        count(distinct m.outcome_id) filter (where not t.taught) as untaught,
        count(distinct fc.domain_code) filter (where t.taught) as domains
      from curricula.outcome_component m
      join curricula.framework_component fc on fc.framework_id = m.framework_id and fc.code = m.component_code
      cross join lateral (select not r.needs_unit or exists (
        select 1 from curricula.outcome_unit ou where ou.outcome_id = m.outcome_id) as taught) t
      where m.version_id = a.version_id and m.framework_id = r.framework_id and m.level >= r.min_level
    ) c on true
    left join lateral (
      select count(*) as units from curricula.course_unit cu
      where cu.version_id = a.version_id and (cu.delivery <> 'in_person' or exists (
        select 1 from curricula.unit_readiness ur where ur.unit_id = cu.id
          and ur.from_date <= ${asOf}::date and coalesce(ur.to_date, 'infinity') >= ${asOf}::date))
    ) u on true`
}

/** What a reader groups the figure by. */
const dims = sql`jsonb_build_object('level', m.level)`

/** The versions of `levels` judged by the rule of the day, each with its reason. */
function integrated(asOf: string, levels: RawBuilder<unknown>): RawBuilder<MeasureRow> {
  return sql<MeasureRow>`
    select m.version_id::text as member_id, m.name || ' (' || m.code || ')' as label, m.institution_id, d.place_code,
      j.reason = 'counts' as counts, 'curricula.measure.t03.' || j.reason as reason,
      jsonb_build_object('outcomes', m.outcomes, 'domains', m.domains, 'units', m.units,
        'confirmed', case when m.confirmed and m.units < m.min_digital_units then 'yes' else 'no' end) as reason_params,
      '/chuong-trinh/phien-ban/' || m.version_id || '/nang-luc-so' as href, ${dims} as dims
    from (${integration(asOf)}) m
    join institutions.on_day(${asOf}::date) d on d.id = m.institution_id
    cross join lateral (select case
      when not m.has_rule then 'no_rule'
      when m.outcomes = 0 and m.untaught > 0 then 'not_taught'
      when m.outcomes = 0 then 'no_mapping'
      when m.outcomes < m.min_outcomes or m.domains < m.min_domains then 'too_few'
      when m.units < m.min_digital_units and not m.confirmed then 'no_digital'
      else 'counts' end as reason) j
    where ${levels}`
}

/**
 * T03: versions active on the day whose outcomes have digital competence integrated and whose content fits digital
 * teaching, by the rule of the day. Continuing training stands beside it and is no member here.
 */
export const digitalOutcomes = defineMeasure({
  name: 'curricula.digital-outcomes',
  unit: 'programme',
  permission: 'public',
  version: '1',
  rows: ({ asOf }) => integrated(asOf, sql`m.level <> 'thuong_xuyen'`),
})

/** Beside T03: the same of continuing training. */
export const digitalContinuing = defineMeasure({
  name: 'curricula.digital-continuing',
  under: {
    measure: 'curricula.digital-outcomes',
    title: 'curricula.measure.continuing',
    noun: 'curricula.measure.programmes_noun',
  },
  unit: 'programme',
  permission: 'public',
  version: '1',
  rows: ({ asOf }) => integrated(asOf, sql`m.level = 'thuong_xuyen'`),
})

/** Beside T03: outcomes of the active versions that are mapped to digital competence. */
export const mappedOutcomes = defineMeasure({
  name: 'curricula.mapped-outcomes',
  under: {
    measure: 'curricula.digital-outcomes',
    title: 'curricula.measure.mapped_outcomes',
    noun: 'curricula.measure.outcomes_noun',
  },
  unit: 'other',
  permission: 'public',
  version: '1',
  rows: ({ asOf }) => sql`
    select o.id::text as member_id, m.name || ' · ' || o.code as label, m.institution_id, d.place_code,
      k.components > 0 as counts,
      case when k.components > 0 then 'curricula.measure.outcome_mapped' else 'curricula.measure.outcome_unmapped' end as reason,
      jsonb_build_object('components', k.components) as reason_params,
      '/chuong-trinh/phien-ban/' || m.version_id || '/nang-luc-so' as href,
      ${dims} as dims
    from curricula.active_on(${asOf}::date) m
    join institutions.on_day(${asOf}::date) d on d.id = m.institution_id
    join curricula.learning_outcome o on o.version_id = m.version_id
    cross join lateral (
      select count(*) as components from curricula.outcome_component c
      join curricula.integration_rule r on r.framework_id = c.framework_id
        and r.from_date <= ${asOf}::date and coalesce(r.to_date, 'infinity') >= ${asOf}::date
      where c.outcome_id = o.id
    ) k
    where m.level <> 'thuong_xuyen'`,
})

/** T04: digital-technology programmes in use whose decision is young enough and names the new technology. */
export const updatedTechnology = defineMeasure({
  name: 'curricula.updated-technology',
  unit: 'programme',
  permission: 'public',
  version: '1',
  rows: ({ asOf }) => sql`
    select m.version_id::text as member_id, m.name || ' (' || m.code || ')' as label, m.institution_id, d.place_code,
      j.reason = 'updated' as counts, 'curricula.measure.t04.' || j.reason as reason,
      jsonb_build_object('decision', m.decision_no, 'day', to_char(m.decision_date, 'DD/MM/YYYY'), 'months', r.months) as reason_params,
      '/chuong-trinh/phien-ban/' || m.version_id as href, ${dims} as dims
    from curricula.active_on(${asOf}::date) m
    join curricula.programme_version v on v.id = m.version_id
    join institutions.on_day(${asOf}::date) d on d.id = m.institution_id
    join curricula.update_rule r on r.from_date <= ${asOf}::date and coalesce(r.to_date, 'infinity') >= ${asOf}::date
    cross join lateral (select case
      when m.decision_date + make_interval(months => r.months) < ${asOf}::date then 'too_old'
      when r.needs_note and btrim(v.new_technology_note) = '' then 'no_note'
      else 'updated' end as reason) j
    where m.is_digital or exists (select 1 from unnest(r.prefixes) p where m.occupation_code like p || '%')`,
})
