import type { InstitutionOption } from '#modules/institutions/index.ts'
import type { Db } from '#platform/db/database.ts'
import { listDead } from '../links/store/link-state.ts'
import { hasHarvested } from '../oai/store/harvested.ts'
import { readPageMark } from '#platform/pages/page-mark.ts'
import { facetNames, facets, filtersOf, sortOf, type Facet, type Filters, type Query } from './filter.ts'
import type { Question, Tokens } from './question.ts'
import { readSchools } from './schools.ts'
import {
  countResources,
  countSubjects,
  findPassages,
  listHits,
  readQuestion,
  type Counts,
  type Passage,
} from './store/find.ts'
import { listRows, type ResultRow } from './store/row.ts'
import { suggest } from './store/suggest.ts'

export const pageSize = 24
/** Values of one facet that are shown at most. */
export const mostValues = 30

export type Result = {
  query: Query
  filters: Filters
  question: Question & { words: Tokens }
  counts: Counts
  rows: ResultRow[]
  /** Resources of this page whose link no longer opens. */
  dead: ReadonlyMap<string, unknown>
  passages: ReadonlyMap<string, Passage>
  /** Where the next page begins. */
  next: { key: string; id: string } | undefined
  institutions: readonly InstitutionOption[]
  /** Something here came from other repositories. */
  hasHarvested: boolean
}

/** Everything a page of results shows but names and suggestions. */
export async function loadResult(db: Db, query: Query, day: string, limit = pageSize): Promise<Result> {
  const { institutions, schoolOf } = await readSchools(db, day)
  const filters = filtersOf(query, schoolOf)
  const question = await readQuestion(db, { text: query.q, filters, day })
  const counts = await countResources(db, question)
  const hits = await listHits(db, question, {
    sort: question.tiers.length > 0 ? sortOf(query) : sortOf({ ...query, q: undefined }),
    after: markOf(query.sau),
    limit: limit + 1,
    counts,
  })
  // There are as many subjects as programmes have: they narrow what is narrow already.
  const subject = counts.ids?.length ? await countSubjects(db, counts.ids) : {}
  const shown = hits.slice(0, limit)
  const last = shown.at(-1)
  const rows = await listRows(
    db,
    shown.map((hit) => hit.id),
  )
  const links = rows.filter((row) => row.kind === 'link' && row.harvested_from === null)
  const inFiles = question.tiers.length > 0 ? shown.filter((hit) => hit.tier === 0) : []
  return {
    query,
    filters,
    question,
    counts: { ...counts, counts: { ...counts.counts, subject } },
    rows,
    dead: await listDead(
      db,
      links.map((row) => row.id),
    ),
    passages: await findPassages(
      db,
      inFiles.map((hit) => hit.id),
      question.phrases,
    ),
    next: hits.length > limit && last ? { key: String(last.key), id: last.id } : undefined,
    institutions,
    hasHarvested: await hasHarvested(db),
  }
}

/** A mark of ours has a whole number for its key; anything else begins the list anew. */
function markOf(text: string | undefined) {
  const mark = readPageMark(text)
  return mark && /^-?\d{1,18}$/.test(mark.key) ? mark : undefined
}

/** What else to ask where nothing was found: other words (without the filters, where within them there are none), and what each filter keeps away. */
export type WaysOut = {
  words: { text: string; isWithout: boolean } | undefined
  without: { facet: Facet; total: number }[]
}

export async function findWaysOut(db: Db, result: Result, day: string): Promise<WaysOut> {
  const { query, filters, question } = result
  const set = facetNames.filter((facet) => query[facets[facet]])
  const typed = (query.q ?? '').split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean)
  const meant = async (within: Filters) =>
    question.words.folded.length > 0
      ? suggest(db, { words: question.words, typed, filters: within })
      : undefined
  const near = await meant(filters)
  const wide = near === undefined && set.length > 0 ? await meant({}) : undefined
  const text = near ?? wide
  const without = []
  for (const facet of set) {
    const { [facet]: _left, ...rest } = filters
    const other = await readQuestion(db, { text: query.q, filters: rest, day })
    without.push({ facet, total: (await countResources(db, other)).total })
  }
  return {
    words: text === undefined ? undefined : { text, isWithout: near === undefined },
    without: without.filter((one) => one.total > 0),
  }
}
