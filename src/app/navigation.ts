import { navGroups, type NavItem } from '#platform/module.ts'
import type { ViewContext } from '#platform/pages/page.ts'
import type { NavGroup } from '#ui/index.ts'

/**
 * What the reader may open, in the groups of the manifests.
 * @param path of the page shown: the entry with the longest address that covers it is marked
 */
export function navGroupsFor(context: ViewContext, path: string): NavGroup[] {
  const { app, t, may, actor } = context
  // What stands later in the list of modules builds on the rest and is nearer to people: schools before wards.
  const offered = [...importNav(app), ...app.modules.toReversed().flatMap((module) => module.nav ?? [])]
  const allowed = offered.filter(
    (item, at) => may(item.permission) && offered.findIndex((other) => isSame(other, item, may)) === at,
  )
  const covering = allowed.filter(({ href }) => path === href || path.startsWith(`${href}/`))
  const current = covering.toSorted((a, b) => b.href.length - a.href.length)[0]
  const home = {
    href: '/',
    label: t(actor.kind === 'account' ? 'app.home' : 'app.home.public'),
    current: path === '/',
  }
  const groups = navGroups.map((name) => ({
    label: name === 'start' ? undefined : t(`app.group.${name}`),
    items: [
      ...(name === 'start' ? [home] : []),
      ...allowed
        .filter((item) => item.group === name)
        .map((item) => ({ href: item.href, label: t(item.label), current: item === current })),
    ],
  }))
  return groups.filter((group) => group.items.length > 0)
}

/** One address may be offered under several permissions; it stands once. */
function isSame(other: NavItem, item: NavItem, may: ViewContext['may']): boolean {
  return other.href === item.href && may(other.permission)
}

/** The importer belongs to no module: it is offered to whoever may import one kind of list. */
function importNav(app: ViewContext['app']): NavItem[] {
  const permissions = new Set(
    app.modules.flatMap((module) => module.imports ?? []).map((spec) => spec.permission),
  )
  return [...permissions].map((permission) => ({
    href: '/nhap-du-lieu',
    label: 'app.import',
    permission,
    group: 'start',
  }))
}
