import type { Actor } from '#platform/access.ts'
import type { Tx } from '#platform/db/database.ts'
import { invalid, notFound } from '#platform/errors.ts'
import type { Version } from '../../resource.ts'
import { codePattern } from '../code.ts'
import { readAddress } from '../description.ts'
import { maySee } from '../rights.ts'
import { addOrigin, listLicences, type NewOrigin } from '../store/origin.ts'
import { findResource, getVersion } from '../store/version.ts'
import type { SourceLine } from './input.ts'

/** Names a work this one was made from: by its address in the repository, or a work from elsewhere with its licence. */
export async function saveSource(
  tx: Tx,
  target: Pick<Version, 'id' | 'resource_id'>,
  line: SourceLine | undefined,
  actor: Actor,
): Promise<string | undefined> {
  if (!line || !(line.title ?? line.address ?? line.authors ?? line.licence)) return undefined
  const origin = (await fromRepository(tx, target, line, actor)) ?? (await fromElsewhere(tx, line))
  await addOrigin(tx, target.id, { ...origin, relation: line.relation })
  return origin.title
}

type Found = Omit<NewOrigin, 'relation'>

async function fromRepository(
  tx: Tx,
  target: Pick<Version, 'resource_id'>,
  line: SourceLine,
  actor: Actor,
): Promise<Found | undefined> {
  const code = /\/hoc-lieu\/([^/?#]+)/.exec(line.address ?? '')?.[1] ?? ''
  const resource = codePattern.test(code) ? await findResource(tx, code) : undefined
  if (!resource?.published_id) return undefined
  if (resource.id === target.resource_id)
    throw invalid({ 'source.address': 'resources.catalogue.error.source_itself' })
  const version = await getVersion(tx, resource.published_id)
  if (!(await maySee(tx, actor, version))) throw notFound()
  return {
    origin_version_id: version.id,
    title: version.title,
    authors: resource.owner_name,
    address: null,
    licence: version.licence,
  }
}

async function fromElsewhere(tx: Tx, line: SourceLine): Promise<Found> {
  const faults: Record<string, string> = {}
  if (!line.title) faults['source.title'] = 'resources.catalogue.error.source_title'
  const address = line.address ? readAddress(line.address) : undefined
  if (line.address && !address) faults['source.address'] = 'resources.catalogue.error.address'
  if (line.licence && !(await listLicences(tx)).some((one) => one.code === line.licence))
    faults['source.licence'] = 'resources.catalogue.error.licence'
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return {
    origin_version_id: null,
    title: line.title!,
    authors: line.authors ?? '',
    address: address ?? null,
    licence: line.licence ?? null,
  }
}
