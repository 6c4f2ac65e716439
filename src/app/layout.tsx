import type { Frame } from '#platform/http/serve-page.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Banner, ErrorSummary, LinkButton, Menu, SearchBox, Shell } from '#ui/index.ts'
import type { Assets } from './assets.ts'
import { navGroupsFor } from './navigation.ts'

/** The document round every page. */
export function createFrame(assets: Assets): Frame {
  return ({ title, body, context, kind, island, notice, path }) => {
    const { t } = context
    const styles = [...assets.styles, ...(island ? assets.islandStyles(island) : [])]
    return (
      <html lang={t.lang}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{`${title} · ${t('app.name')}`}</title>
          {assets.fonts.map((href) => (
            <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossorigin="anonymous" />
          ))}
          {styles.map((href) => (
            <link key={href} rel="stylesheet" href={href} />
          ))}
          <link rel="icon" href="data:," />
          {context.actor.kind === 'account' && assets.island('app/search-key') && (
            <script type="module" src={assets.island('app/search-key')} />
          )}
          {island && assets.island(island) && <script type="module" src={assets.island(island)} />}
        </head>
        <body>
          {kind === 'bare' ? (
            <main id="main">{body}</main>
          ) : (
            <PageShell context={context} path={path}>
              {notice && <Alert kind="success" title={notice} />}
              <FormNotice context={context} />
              {body}
            </PageShell>
          )}
        </body>
      </html>
    )
  }
}

function PageShell({ context, path, children }: { context: ViewContext; path: string; children: unknown }) {
  const { t, app, url, actor } = context
  return (
    <Shell
      brand={t('app.name')}
      owner={t('app.tagline')}
      homeHref="/"
      skipLabel={t('app.skip')}
      nav={navGroupsFor(context, path)}
      navWords={{ label: t('app.menu'), close: t('app.menu.close') }}
      navKind={actor.kind === 'account' ? 'rail' : 'bar'}
      search={
        // A page that is a search itself shows one box, not two.
        path !== '/tim' &&
        !(path === '/' && actor.kind !== 'account') && (
          <SearchBox
            action="/tim"
            name="q"
            label={t('app.search')}
            placeholder={t('app.search.hint')}
            button={t('app.search')}
            idPrefix="tim"
          />
        )
      }
      account={<AccountMenu context={context} />}
      banner={app.isDemo() && <Banner kind="warning">{t('app.demo')}</Banner>}
      footer={
        <ul class="flex flex-wrap gap-x-6 gap-y-2">
          <li>
            <a href={otherLanguage(url, t.lang)} lang={t.lang === 'vi' ? 'en' : 'vi'}>
              {t('app.other_language')}
            </a>
          </li>
          <li>
            <a href="/api/v1/docs">{t('app.api.title')}</a>
          </li>
        </ul>
      }
    >
      {children as never}
    </Shell>
  )
}

function otherLanguage(url: URL, lang: string): string {
  const next = new URL(url)
  next.searchParams.set('lang', lang === 'vi' ? 'en' : 'vi')
  return next.pathname + next.search
}

function AccountMenu({ context: { t, actor } }: { context: ViewContext }) {
  if (actor.kind !== 'account') {
    return (
      <LinkButton href="/dang-nhap" kind="ghost" icon="signIn">
        {t('app.sign_in')}
      </LinkButton>
    )
  }
  return (
    <Menu
      label={actor.name}
      icon="user"
      plain
      end
      items={[
        { href: '/tai-khoan', label: t('app.account'), icon: 'settings' },
        { action: '/dang-xuat', label: t('app.sign_out'), icon: 'signOut', hidden: { _form: 'out' } },
      ]}
    />
  )
}

/** What was wrong with a form, first on the page; or that typed words were kept. */
function FormNotice({ context: { form, t } }: { context: ViewContext }) {
  if (form.isRestored) return <Alert kind="info" title={t('platform.form.restored')} />
  if (!form.reason) return null
  const errors = Object.entries(form.errors).map(([field, message]) => ({ field, message }))
  if (errors.length > 0) return <ErrorSummary title={form.reason} errors={errors} />
  return <ErrorSummary title={t('platform.form.refused')} errors={[{ message: form.reason }]} />
}
