import { sql } from 'kysely'
import type { Actor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { today } from '#platform/clock.ts'
import { addressOf } from '#platform/rate.ts'

const bots =
  /bot|crawl|spider|slurp|curl|wget|python|java\/|go-http|okhttp|headless|preview|monitor|scan|fetch|feed/i

/** Is the request one a person makes with a browser? Programs that say what they are, and pages fetched ahead, are left out. */
export function isPerson(headers: Headers): boolean {
  const agent = headers.get('user-agent') ?? ''
  const purpose = `${headers.get('sec-purpose') ?? ''}${headers.get('purpose') ?? ''}`
  return agent !== '' && !bots.test(agent) && !/prefetch|prerender/i.test(purpose)
}

/** Writes that somebody looked at a resource or took a file of it: once a day each, without knowing who. Authors do not count. */
export async function countSeen(
  app: App,
  act: 'view' | 'download',
  about: { resource: string; owner: string },
  by: { actor: Actor; request: Request },
): Promise<void> {
  const { actor, request } = by
  if (actor.kind === 'system' || !isPerson(request.headers)) return
  if (actor.kind === 'account' && (actor.id === about.owner || actor.via !== 'session')) return
  const day = today(app.clock)
  const isAccount = actor.kind === 'account'
  const trace = isAccount
    ? `account ${actor.id}`
    : `public ${day} ${addressOf(request.headers) ?? ''} ${request.headers.get('user-agent')}`
  const who = app.keys.index(`seen ${about.resource} ${trace}`)
  await app.database.append(sql`insert into resources.seen (resource_id, act, day, who, is_account)
    values (${about.resource}::uuid, ${act}, ${day}::date, ${who}, ${isAccount}) on conflict do nothing`)
}
