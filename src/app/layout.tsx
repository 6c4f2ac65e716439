import type { Frame } from '#platform/http/serve-page.ts'
import type { NavItem } from '#platform/module.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import { Alert, Banner, ErrorSummary, LinkButton, Menu, SearchBox, Shell } from '#ui/index.ts'
import type { Assets } from './assets.ts'

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
  const { t, app, url } = context
  return (
    <Shell
      brand={t('app.name')}
      owner={t('app.tagline')}
      homeHref="/"
      skipLabel={t('app.skip')}
      nav={navItems(context, path)}
      navLabel={t('app.menu')}
      search={
        <SearchBox
          action="/tim"
          name="q"
          label={t('app.search')}
          placeholder={t('app.search.hint')}
          button={t('app.search')}
        />
      }
      account={<AccountMenu context={context} />}
      banner={app.isDemo() && <Banner kind="warning">{t('app.demo')}</Banner>}
      footer={
        <a href={otherLanguage(url, t.lang)} lang={t.lang === 'vi' ? 'en' : 'vi'}>
          {t('app.other_language')}
        </a>
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

function navItems({ app, t, may, actor }: ViewContext, path: string) {
  const all = [...app.modules.flatMap((module) => module.nav ?? []), ...importNav(app)]
  const allowed = all.filter(
    (item) => may(item.permission) && (actor.kind !== 'public' || item.group === 'public'),
  )
  const order: NavItem['group'][] = ['work', 'public', 'admin']
  const sorted = allowed.toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group))
  const covering = sorted.filter(({ href }) => path === href || path.startsWith(`${href}/`))
  const current = covering.toSorted((a, b) => b.href.length - a.href.length)[0]?.href
  return [
    { href: '/', label: t('app.home'), current: path === '/' },
    ...sorted
      .filter((item, at) => sorted.findIndex((other) => other.href === item.href) === at)
      .map((item) => ({ href: item.href, label: t(item.label), current: item.href === current })),
  ]
}

/** The importer belongs to no module: it is offered to whoever may import one kind of list. */
function importNav(app: ViewContext['app']): NavItem[] {
  const permissions = [
    ...new Set(app.modules.flatMap((module) => module.imports ?? []).map((spec) => spec.permission)),
  ]
  return permissions.map((permission) => ({
    href: '/nhap-du-lieu',
    label: 'app.import',
    permission,
    group: 'work',
  }))
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
  return <ErrorSummary title={form.reason} errors={errors.length > 0 ? errors : [{ message: form.reason }]} />
}
