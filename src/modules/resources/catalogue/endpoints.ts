import type { App } from '#platform/app.ts'
import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { answerFile, kinds, servingHeaders, type KindName } from '#platform/files/index.ts'
import { defineEndpoint, type EndpointContext } from '#platform/pages/endpoint.ts'
import type { Version, VersionFile } from '../resource.ts'
import { ensureReleased } from '../files/quarantine.ts'
import { countSeen } from '../reuse/count.ts'
import { codePattern } from './code.ts'
import { dublinCoreXml } from './metadata/dublin-core.ts'
import { lomXml } from './metadata/lom.ts'
import { lrmi } from './metadata/lrmi.ts'
import { readRecord, type MetadataRecord } from './metadata/record.ts'
import { getWorkable, isForAll, maySee } from './rights.ts'
import { findFile } from './store/file.ts'
import { getResource, getVersion } from './store/version.ts'

/** A file the reader may have: of a version they may see, and not of one taken down. @throws AppError not_found */
export async function getServable(
  { read, actor }: Pick<EndpointContext, 'read' | 'actor'>,
  id: string | undefined,
): Promise<{ file: VersionFile; version: Version }> {
  const known = z.uuid().safeParse(id)
  if (!known.success) throw notFound()
  return read(async (db) => {
    const file = await findFile(db, known.data)
    if (!file) throw notFound()
    const version = await getVersion(db, file.version_id)
    if (!(await maySee(db, actor, version))) throw notFound()
    if (version.withdrawn_at) await getWorkable(db, actor, version.id)
    return { file, version }
  })
}

/** Gives a file, whole or in part; shown in the browser where that is safe and asked for. */
export async function serveFile(
  app: App,
  file: VersionFile,
  how: { request: Request; isShown: boolean; isPublic: boolean },
): Promise<Response> {
  await ensureReleased(app, file.hash)
  const kind: KindName = file.kind in kinds ? (file.kind as KindName) : 'zip'
  return answerFile(app.files, { hash: file.hash, size: Number(file.size) }, how.request, {
    ...servingHeaders({ kind, name: file.path }, how.isShown ? 'inline' : 'attachment'),
    'Cache-Control': how.isPublic ? 'public, max-age=0, must-revalidate' : 'private, no-store',
  })
}

/** A file of a version, whole or in part; shown in the browser where that is safe and asked for (`?xem=1`). */
export const fileEndpoint = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/tep/:id',
  permission: 'public',
  async handle(context) {
    const { file, version } = await getServable(context, context.params.id)
    const about = { resource: version.resource_id, owner: version.owner_account }
    if (version.state === 'published' && file.role === 'content')
      await countSeen(context.app, 'download', about, context)
    return serveFile(context.app, file, {
      request: context.request,
      isShown: context.url.searchParams.has('xem'),
      isPublic: isForAll(version),
    })
  },
})

async function readShown({
  read,
  params,
}: EndpointContext): Promise<{ record: MetadataRecord; access: string }> {
  const code = params.code ?? ''
  if (!codePattern.test(code)) throw notFound()
  return read(async (db) => {
    const resource = await getResource(db, code)
    const record =
      resource.published_id && !resource.withdrawn_at
        ? await readRecord(db, resource.published_id)
        : undefined
    if (!record) throw notFound()
    return { record, access: resource.access }
  })
}

/** The record as schema.org LearningResource (LRMI). */
export const lrmiEndpoint = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/:code/mo-ta.json',
  permission: 'public',
  async handle(context) {
    const { record, access } = await readShown(context)
    return Response.json(
      lrmi(record, context.app.publicUrl(), access === 'public' ? 'public' : 'signed_in'),
      {
        headers: { 'content-type': 'application/ld+json; charset=utf-8' },
      },
    )
  },
})

/** The record in Dublin Core or, with `?dang=lom`, in IEEE LOM. */
export const xmlEndpoint = defineEndpoint({
  method: 'GET',
  path: '/hoc-lieu/:code/mo-ta.xml',
  permission: 'public',
  async handle(context) {
    const { record } = await readShown(context)
    const write = context.url.searchParams.get('dang') === 'lom' ? lomXml : dublinCoreXml
    return new Response(
      `<?xml version="1.0" encoding="UTF-8"?>\n${write(record, context.app.publicUrl())}\n`,
      {
        headers: { 'content-type': 'application/xml; charset=utf-8' },
      },
    )
  },
})
