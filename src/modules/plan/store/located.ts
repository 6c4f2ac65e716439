import { sql, type RawBuilder } from 'kysely'
import type { Measure, MeasureRow } from '#platform/measures/index.ts'

/** A day to read a measure on, and whether its units (wards, schools) are those of that day or those of today. */
export type At = { asOf: string; today: string; units: 'then' | 'now' }

/** Key of rows whose old ward was divided, so that the new one is not known. */
export const dividedPlace = 'chia'
/** Key of rows without a ward. */
export const noPlace = 'khong'
/** Key of rows of no institution. */
export const noInstitution = 'khong'

/** A measure's row with the school and ward it is shown under. */
export type LocatedRow = MeasureRow & { unit_institution: string | null; unit_place: string }

/** The communes of each code as of a day; a code not in force then answers its nearest time. Columns: code, id, name, to_date. */
export function communesOn(day: string): RawBuilder<unknown> {
  return sql`select distinct on (u.code) u.code, u.id, u.name, u.to_date from places.unit u where u.kind = 'commune'
    order by u.code, (u.from_date <= ${day}::date and coalesce(u.to_date, 'infinity') >= ${day}::date) desc,
      (u.from_date <= ${day}::date) desc, abs(u.from_date - ${day}::date)`
}

/** The day whose unit names are shown. */
export function namesDay(at: At): string {
  return at.units === 'now' ? at.today : at.asOf
}

/**
 * The measure's rows with the school and ward they are shown under. As now, a ward that went whole into a new one is
 * the new one; of a divided ward the school's present address decides, if it lies in one of the parts; else it is not known.
 */
export function located(measure: Measure, at: At): RawBuilder<LocatedRow> {
  const rows = measure.rows({ asOf: at.asOf })
  if (at.units === 'then') {
    return sql<LocatedRow>`select m.*, m.institution_id as unit_institution, coalesce(m.place_code, ${noPlace}) as unit_place from (${rows}) m`
  }
  return sql<LocatedRow>`with recursive
    place_now as (
      select from_code as origin, array_agg(distinct to_code) as codes, bool_or(is_part) as is_part
      from places.map_units(${at.asOf}::date, ${at.today}::date) group by from_code),
    school_walk (origin, id, depth) as (
      select id, id, 0 from institutions.institution
      union
      select w.origin, s.to_institution, w.depth + 1
      from school_walk w join institutions.succession s on s.from_institution = w.id
        and s.on_date > ${at.asOf}::date and s.on_date <= ${at.today}::date
      where w.depth < 8),
    school_now as (
      select origin, (array_agg(id order by depth desc))[1] as id from school_walk w
      where w.depth = (select max(d.depth) from school_walk d where d.origin = w.origin)
      group by origin having count(*) = 1),
    school_place as (select id, place_code from institutions.on_day(${at.today}::date))
    select m.*, coalesce(sn.id, m.institution_id) as unit_institution,
      case when m.place_code is null then ${noPlace}
        when p.codes is null then m.place_code
        when cardinality(p.codes) = 1 and not p.is_part then p.codes[1]
        when sp.place_code = any (p.codes) then sp.place_code
        else ${dividedPlace} end as unit_place
    from (${rows}) m
      left join school_now sn on sn.origin = m.institution_id
      left join school_place sp on sp.id = coalesce(sn.id, m.institution_id)
      left join place_now p on p.origin = m.place_code`
}
