import type { ComponentChildren } from 'preact'
import type { Actor, Place } from './access.ts'
import type { AnyAction } from './actions/define.ts'
import type { App, Authenticate } from './app.ts'
import type { Db } from './db/database.ts'
import type { AnyPage } from './pages/page.ts'
import type { AnyRead, Endpoint } from './pages/endpoint.ts'
import type { MessageKey, Params, Translate, Words } from './i18n/index.ts'
import type { AnyJob } from './jobs/define.ts'
import type { Measure } from './measures/index.ts'
import type { AnyImport } from './imports/define.ts'
import type { Command } from './command.ts'

/** A right a module defines, and the roles that hold it to begin with. */
export type Permission = { name: string; roles: readonly string[] }

/** An act that waits for somebody, shown on "Hôm nay". */
export type Duty = {
  title: string
  /** For whom or about what. */
  about: string
  /** Last day, `yyyy-mm-dd`; null when there is none. */
  due: string | null
  href: string
  /** Words of the one button. */
  act: string
}

/** Something the reader has today at a fixed time: a lesson to give or to attend. */
export type AgendaItem = {
  /** From and to, `07:00–09:30`. */
  time: string
  title: string
  /** Where, with whom. */
  about: string
  href: string
}

export type SearchHit = { title: string; detail: string; href: string; kind: string }

/** Who answers for which part of the global search, and in what order of importance. */
export type SearchSource = {
  permission: string
  /** Label of the group. */
  label: MessageKey
  find: (db: Db, context: { actor: Actor; text: string; limit: number; t: Translate }) => Promise<SearchHit[]>
}

export type NavItem = {
  href: string
  label: MessageKey
  permission: string
  /** What one finds there, for the public's start page; entries without it are no door there. */
  hint?: MessageKey
  /** Heading it stands under; the frame names the groups and orders them. */
  group: NavGroupName
}

export const navGroups = [
  'start',
  'steering',
  'teaching',
  'planning',
  'people',
  'network',
  'services',
  'admin',
] as const
export type NavGroupName = (typeof navGroups)[number]

export type TodayFigure = { label: string; value: string; href: string }

/** Generated example data. Runs once, on an empty database, as the system, through actions where one exists. */
export type Demo = (app: App) => Promise<void>

/**
 * What a module tells a person of themself: a piece of their own start page, and of the page of who speaks for a minor. The
 * transaction reaches this person's rows; nothing to say yet: undefined.
 */
export type PersonSection = {
  title: MessageKey
  for: readonly ('self' | 'guardian')[]
  /** Page of their own space that tells more. */
  href?: string | undefined
  more?: MessageKey | undefined
  show: (
    db: Db,
    about: { personId: string; today: string },
  ) => Promise<((t: Translate) => ComponentChildren) | undefined>
}

/** What a module holds of a natural person, for requests to see or erase it. */
export type PersonalData = {
  subject: string
  about: (personId: string) => Place
  collect: (db: Db, personId: string) => Promise<Record<string, unknown>[]>
}

/** A module is a value: the table of contents of its folder. */
export type Module = {
  name: string
  /** Modules this one may import (through their `index.ts`). */
  needs: readonly string[]
  words: Words
  /** SQL files by path, from `import.meta.glob`. */
  migrations: Record<string, string>
  permissions?: readonly Permission[]
  pages?: readonly AnyPage[]
  actions?: readonly AnyAction[]
  /** Which reads and actions are public API. */
  api?: { reads?: readonly AnyRead[]; actions?: readonly AnyAction[] }
  endpoints?: readonly Endpoint[]
  jobs?: readonly AnyJob[]
  measures?: readonly Measure[]
  imports?: readonly AnyImport[]
  /** `npx ngheso NAME …`, by name. */
  commands?: Readonly<Record<string, Command>>
  nav?: readonly NavItem[]
  duties?: (db: Db, context: { actor: Actor; t: Translate; today: string; app: App }) => Promise<Duty[]>
  /** What the reader has today, in order of time. */
  agenda?: (db: Db, context: { actor: Actor; t: Translate; today: string }) => Promise<AgendaItem[]>
  figures?: (
    db: Db,
    context: { actor: Actor; t: Translate; today: string; app: App },
  ) => Promise<TodayFigure[]>
  search?: readonly SearchSource[]
  personSections?: readonly PersonSection[]
  personalData?: readonly PersonalData[]
  /** Where a person's records lie, as far as the actor of the transaction reaches them: who may speak for the person there. */
  personPlaces?: (db: Db, personId: string) => Promise<Place[]>
  /** Reference data that every installation has (real, with its source), loaded after migration when absent or older. */
  reference?: (app: App) => Promise<void>
  demo?: Demo
  /** Identity only: who sent this request. */
  authenticate?: Authenticate
}

/**
 * Checks the list of modules: each is named once and needs only those above it.
 * @throws naming the module that is out of order.
 */
export function checkOrder(modules: readonly Module[]): readonly Module[] {
  const seen = new Set<string>()
  for (const module of modules) {
    if (seen.has(module.name)) throw new Error(`module ${module.name} is listed twice`)
    const missing = module.needs.find((need) => !seen.has(need))
    if (missing) throw new Error(`module ${module.name} needs ${missing}, which is not above it`)
    seen.add(module.name)
  }
  return modules
}

export type { MessageKey, Params }
