import type { Children } from './children.ts'
import { Icon, type IconName } from './icon.tsx'
import { SkipLink } from './skip-link.tsx'

export interface NavItem {
  href: string
  label: string
  icon?: IconName | undefined
  current?: boolean | undefined
}

export interface ShellProps {
  brand: string
  /** Whose system it is, beside the brand. */
  owner?: string | undefined
  homeHref: string
  skipLabel: string
  nav: readonly NavItem[]
  navLabel: string
  /** A SearchBox. */
  search?: Children
  /** A Menu of the person signed in, or a link to sign in. */
  account?: Children
  /** A Banner, such as "example data". */
  banner?: Children
  footer?: Children
  children: Children
}

/** The frame of every page: header, main navigation, content, footer. Goes inside `<body>`. */
export function Shell(props: ShellProps) {
  return (
    <div class="shell">
      <SkipLink label={props.skipLabel} />
      <header class="shell-header">
        {props.banner}
        <div class="shell-bar print:hidden">
          <a class="brand" href={props.homeHref}>
            <BrandMark />
            <span class="brand-name">{props.brand}</span>
            {props.owner && <span class="brand-owner">{props.owner}</span>}
          </a>
          {props.search && <div class="shell-search">{props.search}</div>}
          {props.account && <div class="shell-account">{props.account}</div>}
        </div>
        {props.nav.length > 0 && (
          <nav class="shell-nav print:hidden" aria-label={props.navLabel}>
            <ul>
              {props.nav.map((item) => (
                <li key={item.href}>
                  <a href={item.href} aria-current={item.current ? 'page' : undefined}>
                    {item.icon && <Icon name={item.icon} small />}
                    {item.label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </header>
      <main class="shell-main" id="main" tabindex={-1}>
        {props.children}
      </main>
      {props.footer && <footer class="shell-footer">{props.footer}</footer>}
    </div>
  )
}

/** Two steps rising to a roof: learning a trade, drawn as the eaves of Huế. */
function BrandMark() {
  return (
    <svg class="brand-mark" width="28" height="28" viewBox="0 0 28 28" aria-hidden="true" focusable="false">
      <path d="M2 12c5-.4 9-3 12-8 3 5 7 7.600 12 8l-1.800 3H3.800z" fill="currentColor" />
      <path
        d="M7 17.500h14M7 21h14M5 24.500h18"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
      />
    </svg>
  )
}
