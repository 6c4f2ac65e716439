import { sql } from 'kysely'
import type { Db } from '#platform/db/database.ts'
import type { PageMark } from '#platform/pages/page-mark.ts'
import { mostAlike, type Facet, type Filters, type Sort } from '../filter.ts'
import { askFor, cutQuestion, lexeme, runsOf, type Piece, type Question, type Tokens } from '../question.ts'

/** More than these are counted by one part of sixteen, more than four times as many by one of sixty-four. */
const exactly = 4_000
/** So many of the best standing are ranked closely: five pages. */
const ranked = 120
/** Of more than these the well standing are looked at first, and all only where they do not fill the pages that are ranked. */
const some = 1_000
/** Of more than these one part of sixteen instead of all. */
const closely = 12_000
const standing = ['liked:2', 'liked:1'].map(behind)

/** Of what is found: where it stands in the order, and how (0: by the text of its files or by other words for the same). */
export type Hit = { id: string; key: number; tier: number }

export type Counts = {
  total: number
  /** Over very many: `total` and `counts` are about right. */
  isAbout: boolean
  counts: Partial<Record<Facet, Record<string, number>>>
  /** All that were found, where they are few. */
  ids: string[] | null
}

type Asked = { text: string | undefined; filters: Filters }
export type ReadQuestion = Question & { words: Tokens }

/** Reads words as they were typed and makes the question of them, with what else they are called on the day. */
export async function readQuestion(
  db: Db,
  { day, ...asked }: Asked & { day: string },
): Promise<ReadQuestion> {
  const [question] = await readQuestions(db, [asked], day)
  return question!
}

/** The same for several, in as many statements as for one. */
export async function readQuestions(db: Db, asked: readonly Asked[], day: string): Promise<ReadQuestion[]> {
  const cut = asked.map((one) => cutQuestion(one.text ?? '').slice(0, 8))
  const parts = cut.flat()
  const found =
    parts.length === 0
      ? []
      : (
          await sql<Tokens>`select resources.search_tokens(part) as folded, resources.search_spelled(part) as spelled
            from unnest(${parts.map((part) => part.text)}::text[]) with ordinality p(part, at) order by at`.execute(
            db,
          )
        ).rows
  const tokens = new Map(parts.map((part, at) => [part, shorten(found[at]!)]))
  const pieces = cut.map((own) =>
    own
      .map((part): Piece => {
        const words = tokens.get(part)!
        return { tokens: words, isPhrase: part.isPhrase && words.folded.length > 1 }
      })
      .filter((piece) => piece.tokens.folded.length > 0),
  )
  const runs = pieces.map((own) => runsOf(own.flatMap((piece) => piece.tokens.folded)))
  const groups = await listGroups(db, runs.flat(), day)
  return asked.map(({ filters }, at) => ({
    ...askFor(
      pieces[at]!,
      groups.filter((group) => group.some((term) => runs[at]!.includes(term))),
      filters,
    ),
    words: {
      folded: pieces[at]!.flatMap((piece) => piece.tokens.folded),
      spelled: pieces[at]!.flatMap((piece) => piece.tokens.spelled),
    },
  }))
}

/** Groups of terms in use on the day that hold one of these. */
async function listGroups(db: Db, terms: readonly string[], day: string): Promise<string[][]> {
  if (terms.length === 0) return []
  const found = await sql<{ folded: string[] }>`select folded from resources.synonym
    where folded && ${[...terms]}::text[] and from_date <= ${day}::date and coalesce(to_date, 'infinity') >= ${day}::date`.execute(
    db,
  )
  return found.rows.map((row) => row.folded)
}

const shorten = ({ folded, spelled }: Tokens): Tokens => ({
  folded: folded.slice(0, 12),
  spelled: spelled.slice(0, 12),
})

export async function countResources(db: Db, question: Question): Promise<Counts> {
  const found = await sql<{ told: Omit<Counts, 'isAbout'> & { times: number } }>`
    select resources.count_resources(${question.match ?? null}, ${exactly}, ${ranked}) as told`.execute(db)
  const { times, ...counts } = found.rows[0]!.told
  return { ...counts, isAbout: times > 1 }
}

/** One page of what is found, behind `after`. `counts`: of the same question, where it was counted. */
export async function listHits(
  db: Db,
  question: Question,
  page: {
    sort: Sort
    after?: PageMark | undefined
    limit: number
    counts?: Pick<Counts, 'total' | 'ids'> | undefined
  },
): Promise<Hit[]> {
  const { counts, limit } = page
  if (counts?.ids?.length === 0) return []
  const after = sql`${page.after ? Number(page.after.key) : null}::bigint, ${page.after?.id ?? null}::uuid`
  const { match, tiers, ranking } = question
  const order = () => {
    if (page.sort !== 'relevance')
      return sql`sort_resources(${match ?? null}, ${page.sort}, ${(counts?.total ?? 0) > exactly}, ${after}, ${limit})`
    if (counts?.ids)
      return sql`rank_found(${counts.ids}::uuid[], ${tiers}::tsquery[], ${ranking}, ${after}, ${limit})`
    return sql`rank_resources(${tiers}::text[], ${among(counts?.total ?? 0)}::text[], ${ranking}, ${ranked}, ${after}, ${limit})`
  }
  const found = await sql<{ hits: Hit[] }>`select resources.${order()} as hits`.execute(db)
  return found.rows[0]!.hits
}

function among(total: number): string[] {
  if (total <= some) return ['']
  return [...standing, total > closely ? behind('sample:16') : '']
}

function behind(word: string): string {
  return ` & ${lexeme(word)}`
}

/** How many of these resources there are for each subject or module; one that several programmes or schools have is one. */
export async function countSubjects(db: Db, ids: readonly string[]): Promise<Record<string, number>> {
  const found = await sql<{ units: string; count: number }>`
    select array_to_string((array_agg(distinct u.unit_id))[:${mostAlike}], ',') as units, count(distinct r.id)::integer as count
    from resources.resource r join resources.version_unit u on u.version_id = r.published_id
    where r.id = any (${[...ids]}::uuid[]) group by u.code, u.name`.execute(db)
  return Object.fromEntries(found.rows.map((row) => [row.units, row.count]))
}

export type Passage = { resource_id: string; path: string; page: number | null; text: string }

/** Where the phrases stand in the files of what was found: the best piece of each. */
export async function findPassages(
  db: Db,
  ids: readonly string[],
  phrases: readonly string[],
): Promise<Map<string, Passage>> {
  if (ids.length === 0 || phrases.length === 0) return new Map()
  const found =
    await sql<Passage>`select resource_id, path, page, text from resources.find_passages(${[...ids]}::uuid[], ${[...phrases]}::text[])`.execute(
      db,
    )
  return new Map(found.rows.map((row) => [row.resource_id, row]))
}

/** How many of each question were published since its moment; `most` are enough. */
export async function countNewer(
  db: Db,
  asked: readonly { question: Question; since: Date }[],
  most: number,
): Promise<number[]> {
  if (asked.length === 0) return []
  const found = await sql<{ count: number }>`select resources.count_newer(a.match, a.since, ${most}) as count
    from unnest(${asked.map(({ question }) => question.match ?? null)}::text[], ${asked.map(({ since }) => since)}::timestamptz[])
      with ordinality a(match, since, at) order by a.at`.execute(db)
  return found.rows.map((row) => row.count)
}
