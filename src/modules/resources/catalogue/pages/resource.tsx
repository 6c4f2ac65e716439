import { z } from 'zod'
import { institutionNames } from '#modules/institutions/index.ts'
import { may } from '#platform/access.ts'
import { notFound } from '#platform/errors.ts'
import { defineForm, definePage, type LoadContext } from '#platform/pages/page.ts'
import { resourcePath, versionPath, type Resource, type Version } from '../../resource.ts'
import { loadSeen } from '../../files/load.ts'
import { countSeen } from '../../reuse/count.ts'
import { reuseForms } from '../../reuse/forms.ts'
import { loadReuse } from '../../reuse/load.ts'
import { listAlike } from '../../search/alike.tsx'
import { listDead } from '../../links/store/link-state.ts'
import { findOrigin } from '../../oai/store/harvested.ts'
import { startVersion } from '../actions/versions.ts'
import { readWhole } from '../assess.ts'
import { lrmi } from '../metadata/lrmi.ts'
import { readRecord } from '../metadata/record.ts'
import { getWorkable, listSeen, maySee, placeOf } from '../rights.ts'
import { findOpenId } from '../store/draft.ts'
import { listDerivatives } from '../store/origin.ts'
import { getResource, getVersion, getVersionOf } from '../store/version.ts'
import { codeParams } from './draft.tsx'
import { ResourceView } from './resource-view.tsx'
import { titleText } from './words.tsx'

/** A file by its id, or by its path in the version, as a search finds it. */
const Query = z.object({ tep: z.string().max(500).optional().catch(undefined) })
type Query = z.output<typeof Query>

const startForm = defineForm({
  action: startVersion,
  then: ({ code, number }) => ({
    to: `${resourcePath(code)}/soan`,
    say: 'resources.catalogue.version_started',
    params: { number },
  }),
})

/** A resource: what its address shows now. Withdrawn ones say so, since when and why. */
export const resourcePage = definePage({
  path: '/hoc-lieu/:code',
  permission: 'public',
  params: codeParams,
  query: Query,
  async load(context: LoadContext<{ code: string }, Query>) {
    const resource = await getResource(context.db, context.params.code)
    if (!resource.published_id) throw notFound()
    const { app, actor, request } = context
    await countSeen(app, 'view', { resource: resource.id, owner: resource.owner_account }, { actor, request })
    return loadShown(context, resource, await getVersion(context.db, resource.published_id))
  },
  title: ({ whole }, t) => titleText(whole.version, t),
  forms: { start: startForm, ...reuseForms },
  view: (data, context) => <ResourceView data={data} context={context} />,
})

/** One version at its lasting address. */
export const versionPage = definePage({
  path: '/hoc-lieu/:code/phien-ban/:number',
  permission: 'public',
  params: codeParams.extend({ number: z.coerce.number().int().min(1).max(100_000) }),
  query: Query,
  async load(context: LoadContext<{ code: string; number: number }, Query>) {
    const { db, actor, params } = context
    const resource = await getResource(db, params.code)
    const version = await getVersionOf(db, params.code, params.number)
    if (!(await maySee(db, actor, version))) throw notFound()
    return loadShown(context, resource, version)
  },
  title: ({ whole }, t) =>
    t('resources.catalogue.version_title', {
      title: titleText(whole.version, t),
      number: whole.version.number,
    }),
  forms: { start: startForm, ...reuseForms },
  view: (data, context) => <ResourceView data={data} context={context} isVersion />,
})

export type Shown = Awaited<ReturnType<typeof loadShown>>

async function loadShown(
  { db, actor, app, query, today }: LoadContext<{ code: string }, Query>,
  resource: Resource,
  version: Version,
) {
  const whole = await readWhole(db, version)
  const isGone = resource.withdrawn_at !== null || version.state === 'withdrawn'
  const isWorkable = await getWorkable(db, actor, version.id).then(
    () => true,
    () => false,
  )
  const record = version.state === 'published' && !isGone ? await readRecord(db, version.id) : undefined
  const ids = [resource.institution_id, ...whole.authors.map((one) => one.institution_id)]
  const access = resource.access === 'private' ? version.access : resource.access
  const chosen =
    whole.files.find((file) => file.id === query.tep || file.path === query.tep) ??
    whole.files.find((file) => file.role === 'content')
  return {
    resource,
    whole,
    isGone,
    seen: await loadSeen(db, whole.files, chosen),
    /** Files of what is taken down are for who decides about it. */
    files: isGone && !isWorkable && !may(actor, 'resources.keep', placeOf(version)) ? [] : whole.files,
    chosen,
    items: whole.items,
    versions: (await listSeen(db, actor, resource.id)).length,
    names: await institutionNames(db, [...new Set(ids.filter((id) => id !== null))], today),
    derivatives: await listDerivatives(db, resource.id),
    isWorkable,
    /** Of what another repository published: which one. */
    harvested: resource.origin === 'harvested' ? await findOrigin(db, resource.id) : undefined,
    dead: version.address ? (await listDead(db, [resource.id])).get(resource.id) : undefined,
    reuse:
      isGone || version.state !== 'published' ? undefined : await loadReuse(db, actor, resource.id, today),
    alike:
      isGone || version.state !== 'published'
        ? []
        : await listAlike(
            db,
            version,
            whole.subjects.occupations.map((one) => one.code),
          ),
    open: isWorkable ? await findOpenId(db, resource.id) : undefined,
    address:
      resource.origin === 'harvested' && version.address
        ? version.address
        : app.publicUrl() + versionPath(resource.code, version.number),
    data: record && lrmi(record, app.publicUrl(), access),
  }
}
