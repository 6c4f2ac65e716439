import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { Geometry } from '../boundary.ts'

export async function findBoundary(
  db: Db,
  unitId: string,
): Promise<{ geometry: Geometry; source: string; imported_at: Date } | undefined> {
  const found = await sql<{ geometry: Geometry; source: string; imported_at: Date }>`
    select geometry, source, imported_at from places.boundary where unit_id = ${unitId}::uuid`.execute(db)
  return found.rows[0]
}

/** How many units of a day have a boundary, and when the last one came. */
export async function stateOfBoundaries(
  db: Db,
  on: string,
): Promise<{ count: number; newest: Date | null; sources: string[] }> {
  const found = await sql<{ count: number; newest: Date | null; sources: string[] | null }>`
    select count(*) as count, max(b.imported_at) as newest, array_agg(distinct b.source) as sources
    from places.boundary b join places.unit u on u.id = b.unit_id
    where u.from_date <= ${on}::date and coalesce(u.to_date, 'infinity') >= ${on}::date`.execute(db)
  const row = found.rows[0]
  return { count: row?.count ?? 0, newest: row?.newest ?? null, sources: row?.sources ?? [] }
}

/** The boundaries of the units in force on a day, as the text of a GeoJSON FeatureCollection; made by the database, so no big object is built here. */
export async function boundariesGeoJson(db: Db, on: string, kind: string): Promise<string> {
  const found = await sql<{ text: string }>`
    select json_build_object('type', 'FeatureCollection', 'date', ${on}::text,
      'features', coalesce(json_agg(json_build_object('type', 'Feature', 'id', u.code, 'properties', json_build_object(
          'code', u.code, 'name', u.name, 'type', u.type, 'kind', u.kind, 'from', u.from_date, 'to', u.to_date, 'areaKm2', u.area_km2,
          'source', b.source), 'geometry', b.geometry) order by u.code), '[]'::json))::text as text
    from places.boundary b join places.unit u on u.id = b.unit_id
    where u.kind = ${kind} and u.from_date <= ${on}::date and coalesce(u.to_date, 'infinity') >= ${on}::date`.execute(
    db,
  )
  return found.rows[0]!.text
}
