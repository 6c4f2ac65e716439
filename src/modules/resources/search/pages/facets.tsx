import type { ViewContext } from '#platform/pages/page.ts'
import { Disclosure } from '#ui/index.ts'
import { addressOf, facetNames, facets, type Facet } from '../filter.ts'
import { mostValues } from '../load.ts'
import type { ListData } from './list.tsx'
import { valueText } from './names.ts'

const first = 6
export const facetsId = 'thu-hep'

/** By what the result can be narrowed, with how many there would be. */
export function Facets({ data, context }: { data: ListData; context: ViewContext }) {
  const { t } = context
  return (
    <div class="grid gap-6" id={facetsId}>
      {data.counts.isAbout && <p class="text-sm text-muted">{t('resources.search.narrow_about')}</p>}
      {facetNames.map((facet) => (
        <FacetLinks key={facet} facet={facet} data={data} context={context} />
      ))}
      <OriginLinks data={data} context={context} />
    </div>
  )
}

/** Our own, or what other repositories published; not counted, and only where something came from others. */
function OriginLinks({
  data: { query, hasHarvested },
  context: { t },
}: {
  data: ListData
  context: ViewContext
}) {
  if (!hasHarvested || query.nguon) return null
  return (
    <section class="panel">
      <h2 class="mb-2 text-base font-semibold">{t('resources.search.facet.origin')}</h2>
      <ul>
        {(['own', 'harvested'] as const).map((value) => (
          <li key={value}>
            <a class="block py-1" href={addressOf(query, { nguon: value })}>
              {t(`resources.oai.origin.${value}`)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function FacetLinks({ facet, data, context: { t } }: { facet: Facet; data: ListData; context: ViewContext }) {
  const { counts, query } = data
  const values = Object.entries(counts.counts[facet] ?? {})
    .filter(([value, count]) => value !== query[facets[facet]] && count < counts.total)
    .toSorted(
      facet === 'year' ? ([a], [b]) => Number(b) - Number(a) : ([a, m], [b, n]) => n - m || (a < b ? -1 : 1),
    )
    .slice(0, mostValues)
  if (values.length === 0) return null
  const rest = values.slice(first)
  const links = (list: typeof values) => (
    <ul>
      {list.map(([value, count]) => (
        <li key={value}>
          <a
            class="flex justify-between gap-3 py-1"
            href={addressOf(query, { [facets[facet]]: addressValue(facet, value, data) })}
          >
            <span class="min-w-0">{valueText(facet, value, data, t)}</span>
            <span class="text-muted tabular-nums">{t.number(count)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
  return (
    <section class="panel">
      <h2 class="mb-2 text-base font-semibold">{t.dynamic(`resources.search.facet.${facet}`)}</h2>
      {links(values.slice(0, first))}
      {rest.length > 0 && (
        <Disclosure label={t('resources.search.more_values', { count: rest.length })}>
          {links(rest)}
        </Disclosure>
      )}
    </section>
  )
}

/** Schools stand in the address by their code. */
const addressValue = (facet: Facet, value: string, { institutions }: ListData): string =>
  facet === 'school' ? (institutions.find((one) => one.id === value)?.code ?? value) : value
