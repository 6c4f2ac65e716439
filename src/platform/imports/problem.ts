import { sql, type RawBuilder } from 'kysely'

/** A problem of a whole row as the stored list takes it (`problems || …`); `code` is a shared one or a message key. */
export const rowProblem = (
  field: string,
  level: 'error' | 'warning',
  code: string | RawBuilder<unknown>,
  params: RawBuilder<unknown> = sql`'{}'::jsonb`,
): RawBuilder<unknown> =>
  sql`jsonb_build_array(jsonb_build_object('column', -1, 'field', ${field}::text, 'level', ${level}::text, 'code', ${code}::text, 'params', ${params}))`
