import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Empty } from '#ui/index.ts'
import { addressOf, facets, Query } from '../filter.ts'
import type { ListData } from './list.tsx'
import { valueText } from './names.ts'

/** Nothing found: what may have been meant, what each filter keeps away, what to try. */
export function NothingFound({ data, context: { t } }: { data: ListData; context: ViewContext }) {
  const { query, waysOut } = data
  return (
    <>
      {waysOut?.words && (
        <Alert kind="info" title={t('resources.search.did_you_mean')}>
          <a
            class="font-semibold"
            href={addressOf(waysOut.words.isWithout ? Query.parse({}) : query, { q: waysOut.words.text })}
          >
            {waysOut.words.text}
          </a>
        </Alert>
      )}
      <Empty
        icon="search"
        title={
          query.q ? t('resources.search.none_words', { text: query.q }) : t('resources.search.none_filtered')
        }
      >
        {waysOut && waysOut.without.length > 0 && (
          <ul class="mb-3 grid gap-2">
            {waysOut.without.map(({ facet, total }) => (
              <li key={facet}>
                <a href={addressOf(query, { [facets[facet]]: undefined })}>
                  {t('resources.search.without', {
                    what: valueText(facet, String(query[facets[facet]]), data, t),
                    count: total,
                  })}
                </a>
              </li>
            ))}
          </ul>
        )}
        <p>{t('resources.search.try')}</p>
      </Empty>
    </>
  )
}
