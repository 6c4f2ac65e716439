import type { Actor } from './access.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './db/database.ts'
import type { FileStore } from './files/index.ts'
import type { Catalog } from './i18n/index.ts'
import type { Keys } from './keys.ts'
import type { Log } from './log.ts'
import type { Mailer } from './mail/index.ts'
import type { Module } from './module.ts'

/** The composed application, as pages, actions and jobs see it. Made in `src/app/compose.ts`. */
export type App = {
  config: Config
  clock: Clock
  log: Log
  keys: Keys
  database: Database
  files: FileStore
  mailer: Mailer
  catalog: Catalog
  /** Every module, in dependency order: whoever gathers contributions asks here. */
  modules: readonly Module[]
  /** Address people reach the application at, without a slash at the end. */
  publicUrl: () => string
  /** Example data is loaded: every page says so. */
  isDemo: () => boolean
}

/**
 * Finds who sent a request; `headers` are set on the answer (a renewed cookie). `ended` is the account whose session
 * has just been found ended, while the actor is the public.
 */
export type Authenticate = (
  app: App,
  request: Request,
) => Promise<{ actor: Actor; headers?: Headers | undefined; ended?: string | undefined }>
