import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect } from 'vitest'
import type { Actor } from '#platform/access.ts'
import { testApp, type TestApp } from '#app/testing.ts'
import { sample, schools } from './sample.ts'

export type StoredTool = { code: string; name: string; bought: string | null; kind: string | null }
export type StoredBatch = { state: string; counts: Record<string, number>; failure: { key: string } | null }

/** Someone of a school at the importer's pages, in an application of its own; every test begins with nothing stored. */
export type Desk = {
  site: TestApp
  manager: Actor
  query: <T extends object>(text: string, values?: unknown[]) => Promise<T[]>
  tools: () => Promise<StoredTool[]>
  store: (code: string, name: string, isByHand?: boolean) => Promise<unknown>
  batchOf: (id: string) => Promise<StoredBatch>
  upload: (file: File, actor?: Actor) => Promise<Response>
  /** Uploads and answers the batch's id and where the person was sent. */
  begin: (file: File) => Promise<{ id: string; to: string }>
  page: (path: string, actor?: Actor) => Promise<string>
  send: (path: string, form: string, values?: Record<string, string>) => Promise<Response>
  commit: (id: string, values?: Record<string, string>) => Promise<Response>
}

export function openDesk(): Desk {
  const desk = {} as Desk
  beforeAll(async () => {
    const site = await testApp({ modules: [sample] })
    Object.assign(desk, acts(site, site.actor('school-manager', { kind: 'institution', id: schools.hue.id })))
  })
  beforeEach(() =>
    desk.query(
      'truncate sample.tool, sample.trouble, platform.import_columns, platform.import_row, platform.import_batch',
    ),
  )
  return desk
}

function acts(site: TestApp, manager: Actor): Desk {
  const query = async <T extends object>(text: string, values: unknown[] = []) =>
    (await site.app.database.owner.query(text, values)).rows as T[]
  const send: Desk['send'] = (path, form, values = {}) =>
    site.as(manager).post(path, { _form: `tools.${form}`, ...values })
  const upload: Desk['upload'] = (file, actor = manager) =>
    site
      .as(actor)
      .post('/nhap-du-lieu/tai-len/tools', { _form: 'tools.create', institution: schools.hue.id, file })
  return {
    site,
    manager,
    query,
    send,
    upload,
    tools: () => query<StoredTool>('select code, name, bought, kind from sample.tool order by code'),
    store: (code, name, isByHand = false) =>
      query('insert into sample.tool (institution_id, code, name, is_by_hand) values ($1, $2, $3, $4)', [
        schools.hue.id,
        code,
        name,
        isByHand,
      ]),
    batchOf: async (id) =>
      (
        await query<StoredBatch>('select state, counts, failure from platform.import_batch where id = $1', [
          id,
        ])
      )[0]!,
    async begin(file) {
      const answer = await upload(file)
      expect(answer.status).toBe(303)
      const [latest] = await query<{ id: string }>(
        'select id from platform.import_batch order by created_at desc limit 1',
      )
      return { id: latest!.id, to: answer.headers.get('location') ?? '' }
    },
    page: async (path, actor = manager) => (await site.as(actor).get(path)).text(),
    commit: (id, values = {}) => send(`/nhap-du-lieu/${id}`, 'commit', { _once: randomUUID(), ...values }),
  }
}
