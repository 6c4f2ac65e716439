import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import pg from 'pg'
import { afterAll, inject, onTestFinished, TestRunner } from 'vitest'
import type { Actor, AreaKind, Grant } from '#platform/access.ts'
import type { App, Authenticate } from '#platform/app.ts'
import { stoppedClock, type Clock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import type { Module } from '#platform/module.ts'
import { allMigrations, compose, prepare } from './compose.ts'
import { modules as allModules } from './modules.ts'
import { createWeb } from './web.tsx'

/** The day tests run on, unless they say otherwise. */
export const testNow = '2026-11-22T03:00:00Z'
const secret = 'a master secret for tests, 32 characters or more'

/** One migrated template for each list of modules, made once a run under a lock; every test file clones it. */
async function ensureTemplate(adminUrl: string, list: readonly Module[]): Promise<string> {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(allMigrations(list)))
    .digest('hex')
    .slice(0, 12)
  const name = `template_${fingerprint}`
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await admin.query(`select pg_advisory_lock(4242)`)
    const found = await admin.query(`select 1 from pg_database where datname = $1`, [name])
    if (found.rowCount === 0) {
      await admin.query(`create database making_${fingerprint}`)
      const app = makeApp(withDatabase(adminUrl, `making_${fingerprint}`), list)
      await prepare(app)
      await app.database.close()
      await admin.query(`alter database making_${fingerprint} rename to ${name}`)
    }
  } finally {
    await admin.end()
  }
  return name
}

function withDatabase(url: string, name: string): string {
  return url.replace(/\/[^/]*$/, `/${name}`)
}

function makeApp(
  databaseUrl: string,
  list: readonly Module[],
  clock: Clock = stoppedClock(testNow),
  env: Record<string, string> = {},
): App {
  const dir = mkdtempSync(join(tmpdir(), 'ngheso-app-'))
  const config = readConfig({
    DATA_DIR: dir,
    PORT: '0',
    LOG_LEVEL: 'silent',
    PUBLIC_URL: 'http://test.local',
    DEV: 'true',
    ...env,
  })
  return compose({
    config,
    databaseUrl,
    masterSecret: secret,
    modules: list,
    clock,
    log: createLog('silent'),
  })
}

export type TestApp = {
  app: App
  web: Hono
  databaseUrl: string
  /** An account holding one role in one area, with the role's permissions from the manifests. */
  actor: (role: string, area?: TestArea, personId?: string) => Actor
  /** Sends a request as an actor; forms are given as an object and posted as a browser would. */
  as: (actor: Actor) => {
    get: (path: string, headers?: Record<string, string>) => Promise<Response>
    post: (
      path: string,
      form: Record<string, string | Blob | string[]>,
      headers?: Record<string, string>,
    ) => Promise<Response>
    /** Any request, from our own pages. */
    send: (path: string, init: RequestInit) => Promise<Response>
  }
}

export type TestOptions = {
  clock?: Clock
  env?: Record<string, string>
  /** Only these modules, in dependency order; all of them when left out. */
  modules?: readonly Module[]
}

/** A whole application on a database of its own, cloned from the migrated template; closed after the file's tests, or after the test that asked for it. */
export async function testApp(options: TestOptions = {}): Promise<TestApp> {
  const adminUrl = inject('databaseUrl')
  const list = options.modules ?? allModules
  const template = await ensureTemplate(adminUrl, list)
  const name = `t_${process.pid}_${Date.now()}_${Math.floor(Math.random() * 1e6)}`
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(`select pg_advisory_lock(4242)`)
  await admin.query(`create database ${name} template ${template}`)
  await admin.end()
  const databaseUrl = withDatabase(adminUrl, name)
  const app = makeApp(databaseUrl, list, options.clock, options.env)
  let current: Actor | undefined
  const real = app.modules.find((module) => module.authenticate)?.authenticate
  // A test names the actor; without one the real sign-in decides.
  const authenticate: Authenticate = async (a, request) =>
    current ? { actor: current } : real ? real(a, request) : { actor: { kind: 'public' } }
  const web = createWeb(app, { authenticate }) as unknown as Hono
  // One made in the middle of a test ends with it.
  const atEnd = TestRunner.getCurrentTest() ? onTestFinished : afterAll
  atEnd(async () => {
    await app.database.close()
    rmSync(app.config.dataDir, { recursive: true, force: true })
  })
  const send = async (actor: Actor, path: string, init: RequestInit) => {
    current = actor
    try {
      return await web.request(`http://test.local${path}`, init)
    } finally {
      current = undefined
    }
  }
  return {
    app,
    web,
    databaseUrl,
    actor: (role, area, personId) => actorWith(list, role, area, personId),
    as: (actor) => ({
      get: (path, headers = {}) => send(actor, path, { headers }),
      post: (path, form, headers = {}) =>
        send(actor, path, {
          method: 'POST',
          body: toFormData(form),
          headers: { origin: 'http://test.local', ...headers },
        }),
      send: (path, { headers, ...init }) =>
        send(actor, path, {
          ...init,
          headers: { origin: 'http://test.local', ...(headers as Record<string, string>) },
        }),
    }),
  }
}

function toFormData(form: Record<string, string | Blob | string[]>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(form)) {
    for (const one of Array.isArray(value) ? value : [value]) data.append(name, one)
  }
  return data
}

type TestArea = { kind: AreaKind; id?: string; institutions?: string[] }

function actorWith(
  list: readonly Module[],
  role: string,
  area: TestArea = { kind: 'province', id: '46' },
  personId?: string,
): Actor {
  const isWide = area.kind === 'province' || area.kind === 'nation'
  const own = area.kind === 'institution' && area.id ? [area.id] : []
  const permissions = list
    .flatMap((module) => module.permissions ?? [])
    .filter((permission) => permission.roles.includes(role))
  const grant: Grant = {
    id: `grant-${role}`,
    role,
    permissions: new Set(permissions.map((permission) => permission.name)),
    area: { kind: area.kind, id: area.id ?? null },
    institutions: isWide ? undefined : (area.institutions ?? own),
  }
  const id = `account-${role}-${area.id ?? ''}`
  return {
    kind: 'account',
    id,
    name: `Test ${role}`,
    email: `${role}@test.local`,
    personId,
    grants: [grant],
    via: 'session',
    sessionId: undefined,
  }
}
