import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import { defineMeasure, type MeasureRow } from '#platform/measures/index.ts'
import { checkItems } from './infrastructure.ts'

/**
 * T06, infrastructure part: active colleges and intermediate schools whose latest confirmed declaration meets the
 * checklist in force. Whether they are connected to the platform and use it is not measured here.
 */
export const digitalInfrastructure = defineMeasure({
  name: 'institutions.digital-infrastructure',
  unit: 'institution',
  permission: 'public',
  version: '1',
  rule: {
    href: '/danh-muc-ha-tang',
    permission: 'institutions.set-infrastructure-rule',
    label: 'institutions.checklist.open',
  },
  rows: ({ asOf }) => infrastructureRows(asOf, checklistOn(asOf)),
})

/** `item, minimum` of the checklist in force on the day. */
function checklistOn(day: string): RawBuilder<unknown> {
  return sql`select item, minimum from institutions.infrastructure_rule
    where from_date <= ${day}::date and coalesce(to_date, 'infinity') >= ${day}::date`
}

/** The rows of the measure on a day under a checklist (`item, minimum`). */
function infrastructureRows(asOf: string, checklist: RawBuilder<unknown>): RawBuilder<MeasureRow> {
  return sql`
    select d.id::text as member_id, d.name as label, d.id as institution_id, d.place_code,
      latest.id is not null and lack.items is null and has_rule.it as counts,
      case when not has_rule.it then 'institutions.t06.no_rule'
        when latest.id is null then 'institutions.t06.no_declaration'
        when lack.items is null then 'institutions.t06.meets'
        else 'institutions.t06.lacks' end as reason,
      case when latest.id is not null then jsonb_build_object('day', to_char(latest.declared_on, 'DD/MM/YYYY')) || ${allPresent()}
        || coalesce(lack.items, '{}') end as reason_params,
      '/co-so/' || d.code || '#ha-tang' as href,
      jsonb_build_object('type', d.type, 'ownership', coalesce(d.ownership, '')) as dims
    from institutions.on_day(${asOf}::date) d
    left join lateral (
      select i.* from institutions.infrastructure i
      where i.institution_id = d.id and i.state = 'confirmed' and i.declared_on <= ${asOf}::date and i.decided_on <= ${asOf}::date
      order by i.declared_on desc, i.number desc limit 1
    ) latest on true
    left join lateral (
      select jsonb_object_agg(r.item, 'lacks') as items
      from (${checklist}) r
      where r.minimum > case to_jsonb(latest) ->> r.item when 'true' then 1 when 'false' then 0 else coalesce(to_jsonb(latest) ->> r.item, '0')::numeric end
    ) lack on latest.id is not null
    cross join (select exists (${checklist}) as it) has_rule
    where d.is_active and d.type in ('college', 'intermediate_school')`
}

/** What a new checklist would change on its first day, by the declarations confirmed so far. */
export type ChecklistEffect = {
  /** Schools asked, and those that count under the checklist in force and under the new one. */
  asked: number
  counts_before: number
  counts_after: number
  /** Names of the schools that begin to count, and of those that no longer do. */
  gained: string[]
  lost: string[]
}

/** Compares the checklist in force on the day (`yyyy-mm-dd`) with a new one, school by school. */
export async function previewChecklist(
  db: Db,
  day: string,
  checklist: readonly { item: string; minimum: number }[],
): Promise<ChecklistEffect> {
  const next = sql`select item, minimum from jsonb_to_recordset(${JSON.stringify(checklist)}::jsonb) as x(item text, minimum integer)`
  const names = (which: RawBuilder<unknown>) =>
    sql`coalesce(array_agg(a.label order by a.label) filter (where ${which}), '{}')`
  const found = await sql<ChecklistEffect>`
    select count(*)::int as asked, count(*) filter (where b.counts)::int as counts_before,
      count(*) filter (where a.counts)::int as counts_after,
      ${names(sql`a.counts and not b.counts`)} as gained, ${names(sql`b.counts and not a.counts`)} as lost
    from (${infrastructureRows(day, checklistOn(day))}) b
    join (${infrastructureRows(day, next)}) a on a.member_id = b.member_id`.execute(db)
  return found.rows[0]!
}

/** The words of a reason choose by each item, so every item has a value. */
function allPresent() {
  return sql`${JSON.stringify(Object.fromEntries(checkItems.map((item) => [item, 'ok'])))}::jsonb`
}

/** T11: active institutions whose place on the map, occupations and contact are all there; coordinates and address confirmed. */
export const mapPublished = defineMeasure({
  name: 'institutions.map-published',
  unit: 'institution',
  permission: 'public',
  version: '1',
  rows: ({ asOf }) => sql`
    select m.id::text as member_id, m.name as label, m.id as institution_id, m.place_code,
      m.has_point and m.has_address and m.has_occupation and m.has_contact as counts,
      case when m.has_point and m.has_address and m.has_occupation and m.has_contact then 'institutions.t11.complete' else 'institutions.t11.lacks' end as reason,
      jsonb_build_object('point', ${word('has_point')}, 'address', ${word('has_address')},
        'occupation', ${word('has_occupation')}, 'contact', ${word('has_contact')}) as reason_params,
      '/co-so/' || m.code as href, jsonb_build_object('type', m.type, 'ownership', coalesce(m.ownership, '')) as dims
    from (
      select d.*,
        coalesce(site.lat is not null and site.geo_precision in ('surveyed', 'address') and site.confirmed, false) as has_point,
        coalesce(site.address is not null and site.confirmed and institutions.unit_on(site.unit_id, ${asOf}::date) is not null, false) as has_address,
        exists (select 1 from institutions.licence_item li where li.institution_id = d.id
          and coalesce(li.from_date, '-infinity') <= ${asOf}::date and coalesce(li.to_date, 'infinity') >= ${asOf}::date
          and coalesce(li.counted_from, '-infinity') <= ${asOf}::date) as has_occupation,
        exists (select 1 from institutions.contact ct where ct.institution_id = d.id and coalesce(ct.counted_from, '-infinity') <= ${asOf}::date) as has_contact
      from institutions.on_day(${asOf}::date) d
      left join lateral (
        select c.lat, c.geo_precision, c.address, c.unit_id, c.is_verified and c.counted_from <= ${asOf}::date as confirmed
        from institutions.campus c where c.institution_id = d.id
          and coalesce(c.from_date, '-infinity') <= ${asOf}::date and coalesce(c.to_date, 'infinity') >= ${asOf}::date
        order by array_position(array['main', 'branch', 'training_site'], c.kind), c.id limit 1
      ) site on true
      where d.is_active
    ) m`,
})

function word(column: string) {
  return sql`case when m.${sql.raw(column)} then 'ok' else 'lacks' end`
}
