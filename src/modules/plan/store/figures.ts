import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Measure } from '#platform/measures/index.ts'
import type { Count } from '../indicator.ts'
import { communesOn, located, namesDay, type At } from './located.ts'

/** A measure's figure, and how many institutions have nothing to be counted by. */
export type Figure = Count & { silent: number }

/**
 * Rows of records nobody has filled in yet: their reason ends in `no_data` or `no_declaration`. Only institutions are
 * asked: of people, the reason would make PostgreSQL judge every course of everybody for a mere count.
 */
function unfilled(measure: Measure): RawBuilder<unknown> {
  return measure.unit === 'institution'
    ? sql`count(*) filter (where m.reason ~ '[.]no_(data|declaration)$')::int`
    : sql`0`
}

/** The figure of the whole population on a day. One statement; only what it needs is read. */
export async function measureWhole(db: Db, measure: Measure, asOf: string): Promise<Figure> {
  const silent =
    measure.unit === 'institution'
      ? sql`coalesce(sum(g.unfilled), 0)::int`
      : sql`(select count(*)::int from institutions.on_day(${asOf}::date) i
          where i.is_active and not exists (select 1 from g where g.institution_id = i.id))`
  const found = await sql<Figure>`with g as (
      select m.institution_id, count(*) filter (where m.counts) as n, count(*) as d, ${unfilled(measure)} as unfilled
      from (${measure.rows({ asOf })}) m group by m.institution_id)
    select coalesce(sum(g.n), 0)::int as numerator, coalesce(sum(g.d), 0)::int as denominator, ${silent} as silent from g`.execute(
    db,
  )
  return found.rows[0] ?? { numerator: 0, denominator: 0, silent: 0 }
}

export type InstitutionFigure = Count & {
  id: string | null
  code: string | null
  name: string | null
  has_data: boolean
}

/** The same rows by institution, those with the most still to do first; active institutions without a row read "no data". */
export async function byInstitution(db: Db, measure: Measure, at: At): Promise<InstitutionFigure[]> {
  const expected = measure.unit === 'institution' ? sql`false` : sql`i.is_active`
  const found = await sql<InstitutionFigure>`with g as (
      select m.unit_institution as id, count(*) filter (where m.counts)::int as numerator, count(*)::int as denominator,
        ${unfilled(measure)} as unfilled
      from (${located(measure, at)}) m group by m.unit_institution)
    select coalesce(i.id, g.id) as id, i.code, i.name, coalesce(g.numerator, 0) as numerator, coalesce(g.denominator, 0) as denominator,
      coalesce(g.denominator, 0) > coalesce(g.unfilled, 0) as has_data
    from g full join institutions.on_day(${namesDay(at)}::date) i on i.id = g.id
    where g.denominator is not null or ${expected}
    order by coalesce(g.denominator, 0) = 0, coalesce(g.denominator - g.numerator, 0) desc, i.name collate "vi-x-icu"`.execute(
    db,
  )
  return found.rows
}

export type PlaceFigure = Count & { code: string; name: string | null }

/** The same rows by ward, of then or of now. */
export async function byPlace(db: Db, measure: Measure, at: At): Promise<PlaceFigure[]> {
  const found = await sql<PlaceFigure>`with g as (
      select m.unit_place as code, count(*) filter (where m.counts)::int as numerator, count(*)::int as denominator
      from (${located(measure, at)}) m group by m.unit_place),
    named as (${communesOn(namesDay(at))})
    select g.code, u.name, g.numerator, g.denominator from g left join named u on u.code = g.code
    order by u.name is null, u.name collate "vi-x-icu"`.execute(db)
  return found.rows
}

export type DimFigure = Count & { dim: string; value: string }

/** The same rows by each of the measure's dimensions; a row without one reads ''. */
export async function byDimension(db: Db, measure: Measure, asOf: string): Promise<DimFigure[]> {
  const found =
    await sql<DimFigure>`with m as materialized (select r.counts, r.dims::jsonb as dims from (${measure.rows({ asOf })}) r),
    keys as (select distinct k from m, jsonb_object_keys(m.dims) k)
    select keys.k as dim, coalesce(m.dims ->> keys.k, '') as value,
      count(*) filter (where m.counts)::int as numerator, count(*)::int as denominator
    from m cross join keys group by 1, 2 order by 1, 2`.execute(db)
  return found.rows
}
