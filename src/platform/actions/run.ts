import { sql } from 'kysely'
import type { z } from 'zod'
import { findGrant, may, type Actor } from '../access.ts'
import type { App } from '../app.ts'
import { recordAct } from '../audit/record.ts'
import { sealSoon } from '../audit/seal.ts'
import { today } from '../clock.ts'
import type { Tx } from '../db/database.ts'
import { AppError } from '../errors.ts'
import type { Lang } from '../i18n/index.ts'
import type { Action } from './define.ts'
import { fieldWords } from './field-words.ts'
import { anewWhenLost } from './lost-race.ts'

export type RunOptions = {
  lang?: Lang
  requestId?: string | undefined
  /** Token of the form: a second sending of the same form gets the first one's `location`. */
  once?: { token: string; location: (result: unknown) => string } | undefined
}

export type RunResult<Result> = { done: true; result: Result } | { done: false; location: string }

/**
 * Runs an action: parses, finds, authorises, runs, audits, commits. All in one transaction, but for what is prepared before it.
 * @throws AppError invalid (with fields), not_found (also when outside the actor's area), unauthenticated, forbidden, conflict, precondition.
 */
export async function runAction<Input, Target, Result, Prepared = unknown>(
  app: App,
  action: Action<Input, Target, Result, Prepared>,
  raw: unknown,
  actor: Actor,
  options: RunOptions = {},
): Promise<RunResult<Result>> {
  const lang = options.lang ?? 'vi'
  // Before anything is looked up: who may do this nowhere learns nothing of what exists.
  if (!may(actor, action.permission)) throw refusal(actor)
  const input = parseInput(action.input, raw, lang)
  const { prepared, release } = await prepare(app, action, input, { actor, lang })
  const work = async (tx: Tx): Promise<RunResult<Result>> => {
    const sent = options.once && (await findSent(tx, options.once.token, actor))
    if (sent) return { done: false, location: sent }
    const target = await action.find(tx, input, { actor, app })
    const about = action.about(target, input)
    authorise(actor, action.permission, about)
    const { result, changes, by } = await action.run(tx, {
      input,
      target,
      prepared,
      actor,
      app,
      today: today(app.clock),
      lang,
    })
    if (options.once) await keepSent(tx, options.once.token, actor, options.once.location(result))
    await recordAct(
      tx,
      {
        at: app.clock.now().toISOString(),
        actor: by ? { ...nobodyYet, ...by } : actor,
        action: action.name,
        permission: action.permission,
        grantId: findGrant(actor, action.permission, about)?.id,
        requestId: options.requestId,
      },
      changes,
    )
    return { done: true, result }
  }
  const write = () => app.database.write(actor, work, { isFrequent: action.isFrequent })
  const outcome = await anewWhenLost(write, (error) =>
    app.log.warn({ part: 'actions', action: action.name, err: error }, 'somebody else was first, twice'),
  ).catch(async (error: unknown) => {
    await release()
    throw error
  })
  if (!outcome.done) await release()
  sealSoon(app.database.owner, (error) =>
    app.log.warn({ part: 'audit', err: error }, 'entries wait for the chain'),
  )
  if (outcome.done) await action.after?.(outcome.result, { app, actor })
  return outcome
}

/** What an action draws or reads before its transaction, once it is sure that the actor may act there; and how it is let go. */
async function prepare<Input, Target, Result, Prepared>(
  app: App,
  action: Action<Input, Target, Result, Prepared>,
  input: Input,
  { actor, lang }: { actor: Actor; lang: Lang },
): Promise<{ prepared: Prepared; release: () => Promise<void> }> {
  if (!action.prepare) return { prepared: undefined as Prepared, release: async () => {} }
  await app.database.read(actor, async (db) =>
    authorise(actor, action.permission, action.about(await action.find(db, input, { actor, app }), input)),
  )
  const prepared = await action.prepare({ input, app, lang })
  return { prepared, release: async () => action.release?.(prepared, { app }) }
}

/** Runs an action for the system or a command and answers its result. */
export async function act<Input, Target, Result, Prepared = unknown>(
  app: App,
  action: Action<Input, Target, Result, Prepared>,
  input: unknown,
  actor: Actor,
): Promise<Result> {
  const outcome = await runAction(app, action, input, actor)
  if (!outcome.done) throw new Error(`${action.name}: answered as a repeated form`)
  return outcome.result
}

const nobodyYet = {
  kind: 'account',
  email: '',
  personId: undefined,
  grants: [],
  via: 'session',
  sessionId: undefined,
} as const

function authorise(actor: Actor, permission: string, about: Parameters<typeof may>[2]): void {
  if (may(actor, permission, about)) return
  // Holding the right elsewhere must not reveal that the record exists here.
  throw new AppError('not_found', 'platform.error.not_found')
}

function refusal(actor: Actor): AppError {
  return actor.kind === 'public'
    ? new AppError('unauthenticated', 'platform.error.unauthenticated')
    : new AppError('forbidden', 'platform.error.forbidden')
}

/** Parses input; the words of its checks come in the reader's language. @throws AppError invalid, one message a field. */
export function parseInput<T>(schema: z.ZodType<T>, raw: unknown, lang: Lang): T {
  const parsed = schema.safeParse(raw, { error: fieldWords(lang) })
  if (parsed.success) return parsed.data
  const fields: Record<string, string> = {}
  for (const issue of parsed.error.issues) fields[issue.path.join('.')] ??= issue.message
  throw new AppError('invalid', 'platform.error.invalid', fields)
}

async function findSent(tx: Tx, token: string, actor: Actor): Promise<string | undefined> {
  // Two sendings at once: the second waits here for the first to commit.
  await sql`select pg_advisory_xact_lock(hashtextextended(${token}, 0))`.execute(tx)
  const found = await sql<{ location: string }>`
    select location from platform.sent_form where token = ${token} and account = ${accountOf(actor)}`.execute(
    tx,
  )
  return found.rows[0]?.location
}

async function keepSent(tx: Tx, token: string, actor: Actor, location: string): Promise<void> {
  await sql`insert into platform.sent_form (token, account, location) values (${token}, ${accountOf(actor)}, ${location})
    on conflict do nothing`.execute(tx)
}

function accountOf(actor: Actor): string {
  return actor.kind === 'account' ? actor.id : ''
}
