import { z } from 'zod'
import { notFound } from '#platform/errors.ts'
import { definePage, type LoadContext } from '#platform/pages/page.ts'
import { getServable } from '../../catalogue/endpoints.ts'
import { codeParams } from '../../catalogue/pages/draft.tsx'
import { titleText } from '../../catalogue/pages/words.tsx'
import { resourcePath, versionPath } from '../../resource.ts'
import { readByLink } from '../../sharing/read.ts'
import { loadPlayed, type Played } from './load.ts'
import { PlayerView } from './player-view.tsx'

const Query = z.object({ muc: z.coerce.number().int().min(0).max(5000).optional().catch(undefined) })
type Query = z.output<typeof Query>

const shown = {
  permission: 'public',
  query: Query,
  title: ({ version }: Played, t: Parameters<typeof titleText>[1]) =>
    t('resources.packages.title', { title: titleText(version, t) }),
  view: PlayerPageView,
  island: 'resources/package-player',
  /** While it is being opened. */
  refresh: ({ found }: Played) => (found ? undefined : 5),
} as const

function PlayerPageView(data: Played, context: Parameters<typeof PlayerView>[0]['context']) {
  return <PlayerView data={data} context={context} />
}

/** A package of a resource, played; whoever may have the file may play it. */
export const playerPage = definePage({
  ...shown,
  path: '/hoc-lieu/:code/xem-goi/:file',
  params: codeParams.extend({ file: z.uuid() }),
  async load(context: LoadContext<{ code: string; file: string }, Query>) {
    const { db, actor, params, query } = context
    const { file, version } = await getServable({ actor, read: (work) => work(db) }, params.file)
    if (version.code !== params.code) throw notFound()
    const back =
      version.state === 'draft'
        ? `${resourcePath(version.code)}/soan`
        : version.id === version.published_id
          ? resourcePath(version.code)
          : versionPath(version.code, version.number)
    const here = `${resourcePath(version.code)}/xem-goi/${file.id}`
    return loadPlayed(context, { version, file, here, download: `/hoc-lieu/tep/${file.id}`, back }, query.muc)
  },
})

/** The same for who has a secret link. */
export const sharedPlayerPage = definePage({
  ...shown,
  path: '/hoc-lieu/xem/:secret/xem-goi/:file',
  params: z.object({ secret: z.string().max(40), file: z.uuid() }),
  headers: {
    'x-robots-tag': 'noindex',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
  },
  async load(context: LoadContext<{ secret: string; file: string }, Query>) {
    const { app, params, query, request } = context
    const { version, files } = await readByLink(app, params.secret, request)
    const file = files.find((one) => one.id === params.file)
    if (!file) throw notFound()
    const back = `/hoc-lieu/xem/${params.secret}`
    const about = {
      version,
      file,
      here: `${back}/xem-goi/${file.id}`,
      download: `${back}/tep/${file.id}`,
      back,
    }
    // The package of a draft is read as the link's reader is: the link is the right.
    return app.database.read({ kind: 'system', name: 'share link' }, (db) =>
      loadPlayed({ app, db }, about, query.muc),
    )
  },
})
