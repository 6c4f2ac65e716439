import { findGrant, may } from '#platform/access.ts'
import { parseInput, runAction } from '#platform/actions/run.ts'
import type { AnyAction } from '#platform/actions/define.ts'
import type { App } from '#platform/app.ts'
import { recordLook } from '#platform/audit/looks.ts'
import { today } from '#platform/clock.ts'
import { AppError } from '#platform/errors.ts'
import { queryInput } from '#platform/pages/query.ts'
import type { AnyRead, Endpoint, EndpointContext } from '#platform/pages/endpoint.ts'
import { actionPath, openApiDocument, type Api } from './openapi.ts'

/** The public API of every module, and its OpenAPI document. */
export function apiEndpoints(app: App): Endpoint[] {
  const { reads, actions, posts } = apiOf(app)
  return [
    {
      method: 'GET',
      path: '/api/v1/openapi.json',
      permission: 'public',
      handle: async () => Response.json(openApiDocument(app, { reads, actions, posts })),
    },
    ...reads.map(readEndpoint),
    ...actions.map(actionEndpoint),
  ]
}

/** What every manifest offers as public API. */
export function apiOf(app: App): Api {
  return {
    posts: app.modules
      .flatMap((module) => module.endpoints ?? [])
      .flatMap((one) => (one.document ? [{ ...one, document: one.document }] : [])),
    reads: app.modules.flatMap((module) => module.api?.reads ?? []),
    actions: app.modules.flatMap((module) => module.api?.actions ?? []),
  }
}

/** `{code}` of the API's paths as the router writes it. */
function routePath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

function readEndpoint(read: AnyRead): Endpoint {
  return {
    method: 'GET',
    path: routePath(read.path),
    permission: read.permission,
    async handle(context) {
      const { app, actor, lang, request, url } = context
      const params = read.params ? parseInput(read.params, context.params, lang) : context.params
      const query = read.query ? parseInput(read.query, queryInput(url), lang) : {}
      const t = app.catalog(lang)
      const data = await context.read((db) =>
        read.load({
          db,
          actor,
          app,
          params: params as never,
          query: query as never,
          today: today(app.clock),
          t,
          request,
        }),
      )
      const look = read.looks?.(data)
      if (look)
        await recordLook(app.database, actor, url.pathname, {
          ...look,
          grantId: findGrant(actor, read.permission, { anywhere: true })?.id,
        })
      return Response.json(data, {
        headers: { 'cache-control': actor.kind === 'public' ? 'public, max-age=60' : 'private, no-store' },
      })
    },
  }
}

function actionEndpoint(action: AnyAction): Endpoint {
  return {
    method: 'POST',
    path: actionPath(action),
    permission: action.permission,
    handle: (context) => runFromApi(action, context),
  }
}

async function runFromApi(
  action: AnyAction,
  { app, actor, request, lang }: EndpointContext,
): Promise<Response> {
  // A browser's cookie must not be enough here: only a key can call actions from outside.
  if (actor.kind !== 'account' || actor.via !== 'api-key')
    throw new AppError('unauthenticated', 'platform.error.unauthenticated')
  if (!may(actor, action.permission)) throw new AppError('forbidden', 'platform.error.forbidden')
  const body: unknown = await request.json().catch(() => {
    throw new AppError('invalid', 'app.api.not_json')
  })
  const outcome = await runAction(app, action, body, actor, { lang })
  return Response.json(outcome.done ? outcome.result : null)
}
