import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, AreaKind } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { readConfig } from '#platform/config.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { createLog } from '#platform/log.ts'
import { compose, prepare } from '#app/compose.ts'

export type Site = { app: App; close: () => Promise<void> }

/** A whole application on a fresh database of its own, with the settings of a real one (nothing volatile). */
export async function openSite(): Promise<Site> {
  const dir = await mkdtemp(join(tmpdir(), 'ngheso-bench-'))
  const server = await startEmbedded({ dir })
  const config = readConfig({
    DATA_DIR: dir,
    PORT: '0',
    LOG_LEVEL: 'silent',
    PUBLIC_URL: 'http://bench.local',
  })
  const app = compose({
    config,
    databaseUrl: server.url,
    masterSecret: 'the master secret of the bench, long enough',
    log: createLog('silent'),
  })
  await prepare(app)
  return {
    app,
    async close() {
      await app.database.close()
      await server.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** An account holding a role's permissions in one area. */
export function holder(app: App, role: string, area: { kind: AreaKind; id: string }): Actor {
  const permissions = app.modules
    .flatMap((module) => module.permissions ?? [])
    .filter((permission) => permission.roles.includes(role))
  const grant = {
    id: 'bench',
    role,
    permissions: new Set(permissions.map((permission) => permission.name)),
    area,
    institutions: area.kind === 'institution' ? [area.id] : undefined,
  }
  return {
    kind: 'account',
    id: 'bench',
    name: 'Bench',
    email: 'bench@bench.local',
    personId: undefined,
    grants: [grant],
    via: 'session',
    sessionId: undefined,
  }
}
