import type { ViewContext } from '#platform/pages/page.ts'
import { Badge } from '#ui/index.ts'
import { durationText } from '../../catalogue/description.ts'
import { kindText, licenceText, summaryText, titleText } from '../../catalogue/pages/words.tsx'
import { resourcePath } from '../../resource.ts'
import { excerpt, Marked } from '../mark.tsx'
import type { ResultRow } from '../store/row.ts'
import type { ListData } from './list.tsx'

/** Words of a summary that are shown. */
const summarySize = 40

type Props = { data: ListData; context: ViewContext }

/** What was found: what it is, why it was found, who made it, how it was liked. */
export function ResultList({ data, context }: Props) {
  const words = new Set(data.question.words.folded)
  return (
    <ol class="grid gap-4">
      {data.rows.map((row) => (
        <li key={row.id}>
          <ResultItem row={row} words={words} data={data} context={context} />
        </li>
      ))}
    </ol>
  )
}

function ResultItem({
  row,
  words,
  data,
  context: { t },
}: Props & { row: ResultRow; words: ReadonlySet<string> }) {
  const title = titleText(row, t)
  const summary = summaryText(row, t)
  const isNew = data.saved !== undefined && row.new_at > data.saved.seen_at
  return (
    <article class="panel">
      <h2 class="text-base font-semibold">
        <a href={resourcePath(row.code)}>
          <Marked text={title} words={words} />
        </a>
      </h2>
      <p class="mt-2 flex flex-wrap gap-2">
        <Badge kind="primary">{kindText(row.kind, t)}</Badge>
        {row.levels.map((level) => (
          <Badge key={level}>{t.dynamic(`institutions.level.${level}`)}</Badge>
        ))}
        {row.access === 'school' && <Badge>{t('resources.access.school')}</Badge>}
        {row.harvested_from !== null && <Badge kind="info">{t('resources.oai.from_badge')}</Badge>}
        {data.dead.has(row.id) && <Badge kind="warning">{t('resources.links.badge')}</Badge>}
        {isNew && <Badge kind="success">{t('resources.search.new')}</Badge>}
        {row.is_demo && <Badge>{t('resources.catalogue.example')}</Badge>}
      </p>
      {summary && (
        <p class="mt-2">
          <Marked text={excerpt(summary, words, summarySize)} words={words} />
        </p>
      )}
      <FoundIn row={row} data={data} t={t} />
      <p class="mt-2 text-sm text-muted">{bylineOf(row, data, t)}</p>
      <p class="text-sm text-muted">{factsOf(row, data, t)}</p>
    </article>
  )
}

/** The place in a file where the words stand. */
function FoundIn({ row, data, t }: { row: ResultRow; data: ListData; t: ViewContext['t'] }) {
  const passage = data.passages.get(row.id)
  if (!passage) return null
  const words = new Set(data.question.phrases.flatMap((phrase) => phrase.split(' ')))
  const { path, page } = passage
  const place = new URLSearchParams({ tep: path, ...(page && { trang: String(page) }) })
  return (
    <p class="mt-2 border-l-4 border-base-300 pl-3 break-words">
      <a href={`${resourcePath(row.code)}?${place}`} class="text-sm">
        {page ? t('resources.search.in_page', { path, page }) : t('resources.search.in_file', { path })}
      </a>{' '}
      <Marked text={excerpt(passage.text, words, summarySize)} words={words} />
    </p>
  )
}

function bylineOf(row: ResultRow, { institutions }: ListData, t: ViewContext['t']): string {
  const school = row.institution_id
    ? institutions.find((one) => one.id === row.institution_id)?.name
    : (row.harvested_from ?? t('resources.catalogue.department'))
  return [row.authors.slice(0, 3).join(', '), school, t.date(row.published_at)].filter(Boolean).join(' · ')
}

function factsOf(row: ResultRow, { licences }: ListData, t: ViewContext['t']): string {
  return [
    row.harvested_from !== null && row.licence === null
      ? t('resources.oai.no_licence')
      : licenceText(
          licences.find((one) => one.code === row.licence),
          t,
        ),
    durationText(row.seconds),
    row.uses > 0 && t('resources.search.uses', { count: row.uses }),
    row.stars !== null &&
      t('resources.search.stars', { stars: t.number(Number(row.stars)), count: row.ratings }),
  ]
    .filter(Boolean)
    .join(' · ')
}
