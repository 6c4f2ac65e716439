import { z } from 'zod'
import { may } from '#platform/access.ts'
import type { SearchHit } from '#platform/module.ts'
import { definePage } from '#platform/pages/page.ts'
import { Empty, PageHeader, SearchBox, Section } from '#ui/index.ts'

const limit = 8

type Group = { label: string; hits: SearchHit[]; hasMore: boolean }

/** Global search: every module answers for its own records, within the reader's rights. */
export const searchPage = definePage({
  path: '/tim',
  permission: 'public',
  query: z.object({ q: z.string().trim().max(100).default('') }),
  async load({ db, actor, app, query, t }) {
    const groups: Group[] = []
    if (query.q.length < 2) return { text: query.q, groups }
    for (const source of app.modules.flatMap((module) => module.search ?? [])) {
      if (!may(actor, source.permission)) continue
      const hits = await source.find(db, { actor, text: query.q, limit: limit + 1, t })
      if (hits.length > 0)
        groups.push({ label: t(source.label), hits: hits.slice(0, limit), hasMore: hits.length > limit })
    }
    return { text: query.q, groups }
  },
  title: (_data, t) => t('app.search'),
  view: ({ text, groups }, { t }) => (
    <>
      <PageHeader title={t('app.search')} />
      <SearchBox
        action="/tim"
        name="q"
        label={t('app.search.hint')}
        value={text}
        button={t('app.search')}
        large
        idPrefix="main"
      />
      {groups.map((group) => (
        <Section key={group.label} title={group.label}>
          <ul class="grid gap-3">
            {group.hits.map((hit) => (
              <li key={hit.href}>
                <a class="font-semibold" href={hit.href}>
                  {hit.title}
                </a>
                <p class="text-sm text-muted">
                  {hit.kind} · {hit.detail}
                </p>
              </li>
            ))}
          </ul>
          {group.hasMore && <p class="mt-3 text-sm text-muted">{t('app.search.more', { count: limit })}</p>}
        </Section>
      ))}
      {text.length >= 2 && groups.length === 0 && (
        <Empty title={t('app.search.none', { text })}>{t('app.search.none_hint')}</Empty>
      )}
      {text.length < 2 && <p class="mt-6 text-muted">{t('app.search.short')}</p>}
    </>
  ),
})
