import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Badge, Section } from '#ui/index.ts'
import { kindText, titleText } from '../catalogue/pages/words.tsx'
import { resourcePath, type Version } from '../resource.ts'
import { and, lexeme, or } from './question.ts'
import { listHits } from './store/find.ts'
import { listRows, type ResultRow } from './store/row.ts'

const most = 5

/** Resources near to one: those that share most of its title, then part of it in the same occupation, then the occupation. */
export async function listAlike(
  db: Db,
  version: Pick<Version, 'resource_id' | 'title'>,
  occupations: readonly string[],
): Promise<ResultRow[]> {
  const found = await sql<{
    words: string[]
  }>`select resources.search_tokens(${version.title}) as words`.execute(db)
  const words = found.rows[0]!.words.filter((word) => !/^\d+$/.test(word)).slice(0, 12)
  const pairs = words.slice(1).map((word, at) => lexeme(`${words[at]}_${word}`))
  const near = pairs.slice(1).map((pair, at) => and([pairs[at]!, pair])!)
  const fields = or(occupations.map((code) => lexeme(`occupation:${code}`)))
  const tiers = [
    and(pairs),
    or(near),
    fields && pairs.length > 0 ? and([or(pairs)!, fields]) : undefined,
    fields,
  ]
  const question = {
    match: undefined,
    tiers: tiers.filter((tier) => tier !== undefined),
    ranking: or(words.map(lexeme)) ?? "''",
    phrases: [],
  }
  if (question.tiers.length === 0) return []
  const hits = await listHits(db, question, { sort: 'relevance', limit: most + 1 })
  const ids = hits.map((hit) => hit.id).filter((id) => id !== version.resource_id)
  return listRows(db, ids.slice(0, most))
}

export function Alike({ rows, context: { t } }: { rows: readonly ResultRow[]; context: ViewContext }) {
  if (rows.length === 0) return null
  return (
    <Section title={t('resources.search.alike')}>
      <ul class="grid gap-3">
        {rows.map((row) => (
          <li key={row.id}>
            <a class="font-semibold" href={resourcePath(row.code)}>
              {titleText(row, t)}
            </a>{' '}
            <Badge>{kindText(row.kind, t)}</Badge>
            <p class="text-sm text-muted">{row.authors.slice(0, 3).join(', ')}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
