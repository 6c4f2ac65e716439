import type { Children } from '../children.ts'
import { NavButton, Navigation, type NavGroup, type NavKind, type NavWords } from './navigation.tsx'
import { SkipLink } from './skip-link.tsx'

export interface ShellProps {
  brand: string
  /** Whose system it is, beside the brand. */
  owner?: string | undefined
  homeHref: string
  skipLabel: string
  nav: readonly NavGroup[]
  navWords: NavWords
  navKind: NavKind
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
  const isRail = props.navKind === 'rail'
  const navigation = <Navigation kind={props.navKind} groups={props.nav} words={props.navWords} />
  return (
    <div class={isRail ? 'shell shell-railed' : 'shell'}>
      <SkipLink label={props.skipLabel} />
      <header class="shell-header">
        {props.banner}
        <div class="shell-bar print:hidden">
          <a class="brand" href={props.homeHref}>
            <BrandMark />
            <span class="brand-name">{props.brand}</span>
            {props.owner && <span class="brand-owner">{props.owner}</span>}
          </a>
          <NavButton words={props.navWords} />
          {props.search && <div class="shell-search">{props.search}</div>}
          {props.account && <div class="shell-account">{props.account}</div>}
        </div>
        {!isRail && navigation}
      </header>
      <div class="shell-body">
        {isRail && navigation}
        <main class="shell-main" id="main" tabindex={-1}>
          {props.children}
        </main>
      </div>
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
