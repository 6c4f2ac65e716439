import type pg from 'pg'

/** A table's name and the columns that hold data (generated ones are made again). */
export type TableColumns = { schema: string; name: string; columns: string[] }

/** Tables of the schemas, every one that holds data. */
export async function listTables(client: pg.PoolClient, schemas: readonly string[]): Promise<TableColumns[]> {
  const found = await client.query(
    `select n.nspname as schema, c.relname as name,
       array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and n.nspname = any($1) and not (n.nspname = 'platform' and c.relname = 'migration')
     group by 1, 2 order by 1, 2`,
    [schemas],
  )
  return found.rows as TableColumns[]
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** `copy` needs the columns named, so that a generated one does not count. */
export function copyTarget(table: TableColumns): string {
  return `${quoted(table.schema)}.${quoted(table.name)} (${table.columns.map(quoted).join(', ')})`
}

/** After rows came in with their numbers, each identity goes on from the highest. */
export async function advanceSequences(client: pg.PoolClient, schemas: readonly string[]): Promise<void> {
  const found = await client.query(
    `select n.nspname as schema, c.relname as name, a.attname as column
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and a.attidentity <> '' and n.nspname = any($1)`,
    [schemas],
  )
  for (const { schema, name, column } of found.rows as { schema: string; name: string; column: string }[]) {
    const table = `${quoted(schema)}.${quoted(name)}`
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce((select max(${quoted(column)}) from ${table}), 0) + 1, false)`,
      [table, column],
    )
  }
}
