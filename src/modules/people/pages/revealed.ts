import type { Actor } from '#platform/access.ts'
import type { App } from '#platform/app.ts'
import { takeParked } from '#platform/forms/parked.ts'
import { revealForm } from '../actions/reveal-citizen-number.ts'

/** The citizen number that was just revealed for this page, to who revealed it; it is given once, then gone. */
export async function takeRevealed(app: App, request: Request, actor: Actor): Promise<string | undefined> {
  const url = new URL(request.url)
  const account = actor.kind === 'account' ? actor.id : undefined
  const token = url.searchParams.get('so')
  const parked = token ? await takeParked(app, token, url.pathname, { account }) : undefined
  return parked?.form === revealForm ? String(parked.values.number) : undefined
}
