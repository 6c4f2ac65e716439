import type { App } from '#platform/app.ts'
import { takeParked } from '#platform/forms/parked.ts'
import { revealForm } from '../actions/reveal-citizen-number.ts'

/** The citizen number that was just revealed for this page; it is given once, then gone. */
export async function takeRevealed(app: App, request: Request): Promise<string | undefined> {
  const url = new URL(request.url)
  const token = url.searchParams.get('so')
  const parked = token ? await takeParked(app, token, url.pathname) : undefined
  return parked?.form === revealForm ? String(parked.values.number) : undefined
}
