import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

/** Facts found in a file. */
export type Facts = {
  title?: string | null | undefined
  pages?: number | null | undefined
  seconds?: number | null | undefined
}

/** Writes facts into a draft where nothing is said yet; what people typed stays. A version that is no draft is left alone. */
export async function fillEmpty(tx: Tx, versionId: string, facts: Facts): Promise<void> {
  await sql`update resources.version set
      title = case when title = '' then coalesce(${facts.title ?? null}::text, title) else title end,
      pages = coalesce(pages, ${facts.pages ?? null}::integer),
      seconds = coalesce(seconds, ${facts.seconds ?? null}::integer)
    where id = ${versionId}::uuid and state = 'draft'`.execute(tx)
}
