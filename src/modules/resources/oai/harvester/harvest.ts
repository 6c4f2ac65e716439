import { setTimeout as sleep } from 'node:timers/promises'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import type { App } from '#platform/app.ts'
import { childOf, parseXml, plain, textOf, XmlFault } from '#platform/xml.ts'
import { beginRun, endRun, layDown, type End } from '../actions/run-life.ts'
import { takePart, type PartToTake, type Taken } from '../actions/take-part.ts'
import type { Fault, Run, RunState } from '../store/run.ts'
import type { Source } from '../store/source.ts'
import { createClient, SourceFault, type Ask } from './client.ts'
import { digestOf, readDescription } from './describe.ts'
import { AnswerFault, readAnswer, type Part } from './read.ts'
import { tryOut, type Asker } from './try.ts'

const actor = systemActor('harvest')
/** A source whose answers bring no record that did not come before is going round in a circle. */
const mostStale = 5
const mostPages = 50_000
/** Seconds waited for a busy source in one go; it is asked again later when it wants more. */
const longestWait = 300

/** Another repository that wants to be asked later. */
class Busy extends SourceFault {
  readonly seconds: number
  constructor(seconds: number) {
    super('busy', { minutes: Math.ceil(seconds / 60) })
    this.seconds = seconds
  }
}

/** Records written in one act. */
const mostAtOnce = 500
/** Longer than this a run does not hold its place in the queue: it is laid down and waits its turn again. */
const turn = 10 * 60_000
/** An identifier is a key. */
const longestIdentifier = 1000

/** `signal`: the process is to end. `turn`: milliseconds. `atOnce`: records written in one act. */
export type Tools = {
  ask: Ask
  wait: (seconds: number) => Promise<unknown>
  signal: AbortSignal
  turn: number
  atOnce: number
}
export type Tell = (share: number, step: string) => Promise<void>

/**
 * Does a run from where it is to its end, or for some minutes. What goes wrong at the source ends the run with words, not with an
 * exception. `waiter`: the page on which somebody waits for it.
 * @returns `later`: it is in the queue again
 */
export async function harvest(
  app: App,
  { id, waiter }: { id: string; waiter: string },
  tell: Tell,
  given: Pick<Tools, 'signal'> & Partial<Tools>,
): Promise<'ended' | 'later'> {
  const begun = await act(app, beginRun, { run: id }, actor)
  if (!begun) return 'ended'
  const { signal } = given
  const tools: Tools = {
    ask: createClient(app.config.oai.privateHosts),
    wait: (seconds) => sleep(seconds * 1000, undefined, { signal }),
    turn,
    atOnce: mostAtOnce,
    ...given,
  }
  const { run, source } = begun
  let end: End | 'later'
  try {
    const ask = askerOf(source, tools)
    if (run.kind === 'try') end = { state: 'done', found: await tryOut(ask, source) }
    else end = await takeAnswers(app, { run, source, ask, tell, tools, until: Date.now() + tools.turn })
  } catch (error) {
    if (signal.aborted) {
      await act(app, layDown, { run: id }, actor)
      throw error
    }
    end = endOf(error)
    // A defect of ours: the run ends with a word, and the log has all of it.
    if (end.fault === 'defect') {
      await act(app, endRun, { run: id, end }, actor)
      throw error
    }
  }
  if (end === 'later') await act(app, layDown, { run: id, again: waiter }, actor)
  else await act(app, endRun, { run: id, end }, actor)
  return end === 'later' ? end : 'ended'
}

function endOf(error: unknown): End {
  if (error instanceof Busy)
    return { state: 'failed', fault: error.key, params: error.params, retryAfter: error.seconds }
  if (error instanceof SourceFault) return { state: 'failed', fault: error.key, params: error.params }
  if (error instanceof XmlFault)
    return error instanceof AnswerFault && error.identifier
      ? { state: 'failed', fault: 'xml_at', params: { words: error.message, identifier: error.identifier } }
      : { state: 'failed', fault: 'xml', params: { words: error.message } }
  return { state: 'failed', fault: 'defect' }
}

/** Asks the source, with patience: busy ones are waited for, lines that break are tried again. */
function askerOf(source: Pick<Source, 'address'>, { ask, wait }: Tools): Asker {
  return async (query) => {
    const url = new URL(source.address)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    let waited = 0
    for (let attempt = 1; ; attempt += 1) {
      const answer = await ask(url.href).catch((error: unknown) => {
        if (error instanceof SourceFault && ['slow', 'refused', 'broken'].includes(error.key) && attempt < 4)
          return undefined
        throw error
      })
      if (answer?.status === 200) return answer.text
      const isBusy = answer?.status === 503 || answer?.status === 429
      const isPassing = answer === undefined || answer.status >= 500
      if (answer && !isBusy && (!isPassing || attempt >= 4))
        throw new SourceFault('status', { status: answer.status })
      const seconds = isBusy ? (answer.retryAfter ?? 30) : attempt * 5
      if (waited + seconds > longestWait) throw new Busy(seconds)
      await wait(Math.max(1, seconds))
      waited += Math.max(1, seconds)
    }
  }
}

type Work = { run: Run; source: Source; ask: Asker; tell: Tell; tools: Tools; until: number }

async function takeAnswers(app: App, { run, source, ask, tell, tools, until }: Work): Promise<End | 'later'> {
  let { token } = run
  let isResumed = token !== null
  const seen = createSeen()
  const tokens = new Set<string>()
  const from = run.asked_from && (await fromOf(ask, run.asked_from))
  let stale = 0
  let done = run.added + run.changed + run.unchanged + run.deleted + run.skipped
  for (let { pages } = run; pages < mostPages; pages += 1) {
    tools.signal.throwIfAborted()
    const part = readAnswer(await askOn(ask, source, { token, from }))
    const [error] = part.errors
    if (error?.code === 'noRecordsMatch') return { state: 'done' }
    if (error?.code === 'badResumptionToken' && isResumed) {
      // The source has forgotten where we were: from the beginning, once.
      token = null
      isResumed = false
      continue
    }
    if (error) throw new SourceFault('oai', error)
    isResumed = false
    const { fresh, isNew } = seen(part)
    stale = isNew ? 0 : stale + 1
    const isRound = part.token !== undefined && tokens.has(part.token)
    if (stale >= mostStale || (stale > 0 && isRound)) throw new SourceFault('repeats', { pages: pages + 1 })
    const state = await take(app, { run: run.id, asked: token, atOnce: tools.atOnce }, toTake(fresh))
    if (state !== 'running') return { state: 'done' }
    done += fresh.records.length
    if (part.expected) await tell(Math.min(0.99, done / part.expected), source.name)
    if (!part.token) return { state: 'done' }
    tokens.add(part.token)
    token = part.token
    if (Date.now() >= until) return 'later'
  }
  throw new SourceFault('endless', { pages: mostPages })
}

/**
 * What of an answer did not come before in this run. `isNew`: it holds a record of another identifier: one that is stamped anew, or
 * is broken, each time it comes says nothing new.
 */
function createSeen(): (part: Part) => { fresh: Part; isNew: boolean } {
  const seen = new Set<string>()
  const isFirst = (key: string): boolean => {
    const before = seen.size
    return seen.add(key).size > before
  }
  return (part) => {
    const { size } = seen
    const broken = part.broken.filter((one) => isFirst(`broken ${one.identifier}`))
    for (const one of part.records) isFirst(`record ${one.identifier}`)
    const isNew = seen.size > size
    const records = part.records.filter((one) => isFirst(`stamp ${one.identifier} ${one.datestamp}`))
    return { fresh: { ...part, records, broken }, isNew }
  }
}

/** Writes a part, in several acts when it is large; only the last one moves the place on. @returns the state the run is in */
async function take(
  app: App,
  { run, asked, atOnce }: { run: string; asked: string | null; atOnce: number },
  part: PartToTake,
): Promise<RunState> {
  const { records } = part
  let [at, faults, state] = [0, part.faults, 'running' as RunState]
  for (; state === 'running' && records.length - at > atOnce; at += atOnce) {
    const piece = {
      ...part,
      records: records.slice(at, at + atOnce),
      faults,
      token: asked,
      isWhole: false,
    }
    ;({ state } = await act(app, takePart, { run, part: piece }, actor))
    faults = []
  }
  if (state !== 'running') return state
  return (await act(app, takePart, { run, part: { ...part, records: records.slice(at), faults } }, actor))
    .state
}

const askOn = (ask: Asker, source: Source, { token, from }: { token: string | null; from: string | null }) =>
  ask(
    token
      ? { verb: 'ListRecords', resumptionToken: token }
      : {
          verb: 'ListRecords',
          metadataPrefix: source.prefix,
          ...(from && { from }),
          ...(source.set_spec && { set: source.set_spec }),
        },
  )

/** The moment as the source counts: some know days only. */
async function fromOf(ask: Asker, moment: string): Promise<string> {
  const root = parseXml(await ask({ verb: 'Identify' }))
  const granularity = textOf(childOf(childOf(root, 'Identify'), 'granularity'))
  return granularity === 'YYYY-MM-DD' ? moment.slice(0, 10) : moment
}

function toTake(part: Part): PartToTake {
  const faults: Fault[] = part.broken.map(({ identifier, words }) => ({
    identifier,
    fault: 'xml',
    params: { words },
  }))
  const records = new Map<string, Taken>()
  for (const { identifier, datestamp, isDeleted, metadata } of part.records) {
    const said = isDeleted ? undefined : readDescription(metadata)
    if (!identifier) faults.push({ identifier: '–', fault: 'identifier', params: null })
    else if (Buffer.byteLength(identifier) > longestIdentifier)
      faults.push({ identifier: plain(identifier, 200), fault: 'long_identifier', params: null })
    else if (said && 'key' in said) faults.push({ identifier, fault: said.key, params: null })
    else if (said && metadata)
      records.set(identifier, { identifier, datestamp, isDeleted: false, digest: digestOf(metadata), said })
    else records.set(identifier, { identifier, datestamp, isDeleted: true })
  }
  return {
    records: [...records.values()],
    faults,
    token: part.token ?? null,
    isWhole: true,
    answerDate: part.answerDate || null,
    expected: part.expected ?? null,
  }
}
