import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { SourceFault, type Knock } from '../oai/harvester/client.ts'
import { noteLinks } from './actions/note-links.ts'
import { listUntried, type Link, type Tried } from './store/link-state.ts'

const actor = systemActor('check links')
/** Links tried in one run, and at once. */
const most = 1000
const together = 8
/** A link is tried again after so many days: the job comes weekly, and may come a little early. */
const restDays = 6

/**
 * Tries the links whose turn it is. Where none of them answers, it is our own line that is down, and nothing is noted.
 * @returns how many were tried and noted
 */
export async function checkLinks(app: App, knock: Knock, signal?: AbortSignal): Promise<number> {
  const since = new Date(app.clock.now().getTime() - restDays * 86_400_000)
  const links = await app.database.read(actor, (db) => listUntried(db, since, most))
  const tried: Tried[] = []
  for (let at = 0; at < links.length; at += together) {
    signal?.throwIfAborted()
    const some = await Promise.all(links.slice(at, at + together).map((link) => tryLink(link, knock)))
    tried.push(...some.filter((one) => one !== undefined))
  }
  const isAnswered = tried.some((one) => one.fault === null || one.fault === 'status')
  return isAnswered ? act(app, noteLinks, { tried }, actor) : 0
}

/** Addresses that are not asked (inside the own network, say) say nothing. */
const unasked = new Set(['inner', 'address'])

async function tryLink(link: Link, knock: Knock): Promise<Tried | undefined> {
  try {
    const status = await knock(link.address)
    // Many a site turns machines away, and is there for people.
    const isGone = status === 404 || status === 410 || status >= 500
    return { ...link, fault: isGone ? 'status' : null, params: isGone ? { status } : {} }
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error
    if (unasked.has(error.key)) return undefined
    return { ...link, fault: error.key, params: error.params }
  }
}
