import { definePage, defineForm, type LoadContext, type ViewContext } from '#platform/pages/page.ts'
import { writePageMark } from '#platform/pages/page-mark.ts'
import { Filters, LinkButton, Menu, PageHeader, Pager, Split } from '#ui/index.ts'
import { listLicences } from '../../catalogue/store/origin.ts'
import { addressOf, facets, keptQuery, Query, searchPath, sortOf, sorts, sortWords } from '../filter.ts'
import { findWaysOut, loadResult } from '../load.ts'
import { saveSearch, seeSearch } from '../actions/saved.ts'
import { findSaved } from '../store/saved.ts'
import { Facets, facetsId } from './facets.tsx'
import { chipsOf, loadNames } from './names.ts'
import { NothingFound } from './nothing.tsx'
import { ResultList } from './result.tsx'
import { SaveSearch } from './save.tsx'

const here = ({ request }: { request: Request }) => `${searchPath}${new URL(request.url).search}`

/** The repository: everything published that the reader may see, searched and narrowed; the address holds all of it. */
export const resourceList = definePage({
  path: searchPath,
  permission: 'public',
  query: Query,
  load: loadList,
  title: ({ query }, t) =>
    query.q ? `${query.q} – ${t('resources.catalogue.title')}` : t('resources.catalogue.title'),
  forms: {
    save: defineForm({
      action: saveSearch,
      then: (_result, context) => ({ to: here(context), say: 'resources.search.saved_say' }),
    }),
    seen: defineForm({
      action: seeSearch,
      then: (_result, context) => ({ to: here(context), say: 'resources.search.seen_say' }),
    }),
  },
  view: (data, context) => {
    const { t } = context
    return (
      <>
        <Head data={data} context={context} />
        <Filters
          search={{
            name: 'q',
            label: t('resources.catalogue.search'),
            value: data.query.q,
            button: t('resources.catalogue.search_button'),
          }}
          chips={chipsOf(data, t)}
          lead={t('resources.catalogue.showing')}
          clearHref={searchPath}
          clearLabel={t('resources.catalogue.clear')}
          hidden={{
            ...Object.fromEntries(Object.values(facets).map((name) => [name, data.query[name]])),
            xep: data.query.xep,
          }}
        />
        <SaveSearch data={data} context={context} />
        {data.rows.length === 0 ? (
          <NothingFound data={data} context={context} />
        ) : (
          <Split asideLabel={t('resources.search.narrow')} aside={<Facets data={data} context={context} />}>
            <Found data={data} context={context} />
          </Split>
        )}
      </>
    )
  },
})

export type ListData = Awaited<ReturnType<typeof loadList>>

async function loadList({ db, actor, query, today }: LoadContext<Record<string, string>, Query>) {
  let result = await loadResult(db, query, today)
  // A mark behind the last one (the list became shorter): from the beginning.
  if (query.sau && result.rows.length === 0)
    result = await loadResult(db, { ...query, sau: undefined }, today)
  const isEmpty = result.rows.length === 0
  return {
    ...result,
    names: await loadNames(db, result),
    licences: await listLicences(db),
    waysOut: isEmpty ? await findWaysOut(db, result, today) : undefined,
    saved:
      actor.kind === 'account' ? await findSaved(db, actor.id, keptQuery(query), result.question) : undefined,
  }
}

function Head({ data, context }: { data: ListData; context: ViewContext }) {
  const { t, may, actor } = context
  const { counts, query } = data
  const mayMake = may('resources.contribute') && actor.kind === 'account'
  return (
    <PageHeader
      title={t('resources.catalogue.title')}
      count={counts.isAbout ? t('resources.search.about', { count: counts.total }) : t.number(counts.total)}
      lead={t('resources.catalogue.lead')}
      actions={
        <>
          {actor.kind === 'account' && (
            <Menu
              label={t('resources.catalogue.more')}
              items={[
                { href: `${searchPath}/da-luu`, label: t('resources.search.saved') },
                {
                  href: addressOf(query, {}, '/tai-ve/hoc-lieu.csv'),
                  label: t('resources.search.export_csv'),
                },
                {
                  href: addressOf(query, {}, '/tai-ve/hoc-lieu.xlsx'),
                  label: t('resources.search.export_xlsx'),
                },
                { href: `${searchPath}/tu-dong-nghia`, label: t('resources.search.synonyms') },
                { href: `${searchPath}/con-thieu`, label: t('resources.search.gaps') },
              ]}
            />
          )}
          {mayMake && (
            <>
              <LinkButton href="/hoc-lieu/cua-toi" kind="secondary" icon="file">
                {t('resources.catalogue.mine')}
              </LinkButton>
              <LinkButton href="/hoc-lieu/moi" icon="plus">
                {t('resources.catalogue.new')}
              </LinkButton>
            </>
          )}
        </>
      }
    />
  )
}

function Found({ data, context }: { data: ListData; context: ViewContext }) {
  const { t } = context
  const { query, next, counts } = data
  const isRanked = data.question.tiers.length > 0 && sortOf(query) === 'relevance'
  return (
    <>
      <Order data={data} context={context} />
      <ResultList data={data} context={context} />
      <Pager
        label={t('resources.catalogue.pages')}
        previousLabel={t('resources.catalogue.first_page')}
        nextLabel={t('resources.catalogue.next_page')}
        previous={query.sau && addressOf(query)}
        next={next && addressOf(query, { sau: writePageMark(next.key, next.id) })}
      />
      {!next && isRanked && counts.total > data.rows.length && query.sau && (
        <p class="mt-4 text-muted">{t('resources.search.ranked_out')}</p>
      )}
    </>
  )
}

/** Orders as links; ranking needs words. */
function Order({ data: { query }, context: { t } }: { data: ListData; context: ViewContext }) {
  const now = sortOf(query)
  return (
    <nav class="mb-4 flex flex-wrap items-baseline gap-x-4 gap-y-1" aria-label={t('resources.search.order')}>
      <span class="text-muted">{t('resources.search.order')}:</span>
      {sortWords
        .filter((word) => query.q || word !== 'phu_hop')
        .map((word) =>
          sorts[word] === now ? (
            <strong key={word} aria-current="true">
              {t.dynamic(`resources.search.order.${word}`)}
            </strong>
          ) : (
            <a key={word} class="py-1" href={addressOf(query, { xep: word })}>
              {t.dynamic(`resources.search.order.${word}`)}
            </a>
          ),
        )}
      <a class="py-1 lg:hidden" href={`#${facetsId}`}>
        {t('resources.search.narrow')}
      </a>
    </nav>
  )
}
