import { systemClock, type Clock } from '#platform/clock.ts'
import type { App, Authenticate } from '#platform/app.ts'
import { sealChain } from '#platform/audit/seal.ts'
import { publicActor } from '#platform/access.ts'
import type { Config } from '#platform/config.ts'
import { openDatabase, type Database } from '#platform/db/database.ts'
import { migrate, type Migrations } from '#platform/db/migrate.ts'
import { createFileStore } from '#platform/files/index.ts'
import { buildCatalog } from '#platform/i18n/index.ts'
import { migrateQueue } from '#platform/jobs/queue.ts'
import { deriveKeys } from '#platform/keys.ts'
import { createLog, type Log } from '#platform/log.ts'
import { createMailer } from '#platform/mail/index.ts'
import type { Module } from '#platform/module.ts'
import { platformWords } from '#platform/words.ts'
import { importWords } from './imports/index.ts'
import { modules as allModules } from './modules.ts'
import { appWords } from './words.ts'

const platformMigrations: Record<string, string> = import.meta.glob('../platform/migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export type ComposeOptions = {
  config: Config
  databaseUrl: string
  masterSecret: string
  clock?: Clock
  log?: Log
  modules?: readonly Module[]
}

/** Makes the application out of its parts. Nothing listens yet and nothing is migrated. */
export function compose(options: ComposeOptions): App {
  const { config } = options
  const modules = options.modules ?? allModules
  let address = config.publicUrl ?? `http://${config.host}:${config.port}`
  const state = { isDemo: false }
  const app: App = {
    config,
    clock: options.clock ?? systemClock,
    log: options.log ?? createLog(config.logLevel),
    keys: deriveKeys(options.masterSecret),
    database: openDatabase(options.databaseUrl),
    files: createFileStore(config),
    mailer: createMailer(config.mail),
    catalog: wholeCatalog(modules),
    modules,
    publicUrl: () => address,
    isDemo: () => state.isDemo,
  }
  live.set(app, {
    setAddress: (url) => (address = config.publicUrl ?? url),
    setDemo: (on) => (state.isDemo = on),
  })
  return app
}

/** Every word of the composed application. */
export function wholeCatalog(modules: readonly Module[]): App['catalog'] {
  return buildCatalog([platformWords, appWords, importWords, ...modules.map((module) => module.words)])
}

/** What only the process code may change of a composed application. */
const live = new WeakMap<App, { setAddress: (url: string) => void; setDemo: (on: boolean) => void }>()

/** Tells the application the address it listens at (`PORT=0` is known only then). `PUBLIC_URL` wins. */
export function setAddress(app: App, url: string): void {
  live.get(app)?.setAddress(url)
}

/** Every migration in order: platform first, then the modules. */
export function allMigrations(modules: readonly Module[]): Migrations[] {
  return [
    { module: 'platform', files: platformMigrations },
    ...modules.map((module) => ({ module: module.name, files: module.migrations })),
  ]
}

/** Brings the database and its reference data up to date, and learns whether example data is loaded. */
export async function prepare(app: App): Promise<void> {
  await prepareSchema(app.database, app.modules)
  await sealChain(app.database.owner)
  for (const module of app.modules) await module.reference?.(app)
  await learnDemo(app)
}

export async function prepareSchema(database: Database, modules: readonly Module[]): Promise<void> {
  await migrate(database.owner, allMigrations(modules))
  await migrateQueue({ database })
}

export async function learnDemo(app: App): Promise<void> {
  const found = await app.database.owner.query(`select value from platform.setting where name = 'demo'`)
  live.get(app)?.setDemo(found.rows[0]?.value === true)
}

/** The module that knows who sent a request; without one everybody is the public. */
export function authenticator(app: App): Authenticate {
  return (
    app.modules.find((module) => module.authenticate)?.authenticate ?? (async () => ({ actor: publicActor }))
  )
}
