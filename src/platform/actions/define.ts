import type { z } from 'zod'
import type { Actor, Place } from '../access.ts'
import type { App } from '../app.ts'
import type { Change } from '../audit/record.ts'
import type { Db, Tx } from '../db/database.ts'
import type { Lang } from '../i18n/index.ts'

/** What an action's `run` may use besides its input. */
export type RunContext<Input, Target, Prepared = unknown> = {
  input: Input
  target: Target
  /** What `prepare` answered. */
  prepared: Prepared
  actor: Actor
  app: App
  /** The day of the act in Vietnam, `yyyy-mm-dd`. */
  today: string
  lang: Lang
}

export type Outcome<Result> = {
  result: Result
  /** Who it turned out to be, where the act began with nobody known (a sign-in): the log names them. */
  by?: { id: string; name: string } | undefined
  /** Rows the act changed, for the audit; or a function that writes them in bulk and answers how many. */
  changes: readonly Change[] | ((seq: number) => Promise<number>)
}

/** A verb: five questions, always in this order. Only the kernel calls `run`. */
export type Action<Input = unknown, Target = unknown, Result = unknown, Prepared = unknown> = {
  name: string
  permission: string
  /** Done many times a second, each time the same way: planning would cost more than running. */
  isFrequent?: boolean
  input: z.ZodType<Input>
  find: (db: Db, input: Input, context: { actor: Actor; app: App }) => Promise<Target>
  about: (target: Target, input: Input) => Place
  /** Slow work that needs no transaction, such as drawing: done before one is open, for who may do the act. */
  prepare?: (context: { input: Input; app: App; lang: Lang }) => Promise<Prepared>
  /** Lets go what was prepared, as nothing came of the act. */
  release?: (prepared: Prepared, context: { app: App }) => Promise<void>
  run: (tx: Tx, context: RunContext<Input, Target, Prepared>) => Promise<Outcome<Result>>
  /** After commit: side effects that must not hold the transaction. */
  after?: (result: Result, context: { app: App; actor: Actor }) => Promise<void>
}

/** An action whose types are forgotten, as it stands in a manifest. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list holds actions of every type
export type AnyAction = Action<any, any, any, any>

/**
 * Defines an action.
 * - `find` answers what it is about, or refuses with not_found;
 * - `about` says whose area that is;
 * - `run` writes, and answers the result with every changed row before and after.
 */
export function defineAction<Input, Target, Result, Prepared = unknown>(
  action: Action<Input, Target, Result, Prepared>,
): Action<Input, Target, Result, Prepared> {
  return action
}

/** For actions that make a new record: there is nothing to find. */
export const nothing = async (): Promise<undefined> => undefined
