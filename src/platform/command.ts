import type { App } from './app.ts'

/** Words a command was called with: `--flag`, `--name value`, and the rest in order. */
export type Arguments = { words: string[]; options: Record<string, string | true> }

/** A command was called wrongly; the message says what is missing or too much. */
export class UsageError extends Error {}

/** What a command works with beside its words. */
export type CommandHost = {
  env: NodeJS.ProcessEnv
  input: NodeJS.ReadableStream
  /** Brings up the application, does the work and closes it again. A command that never asks needs no database. */
  withApp: <T>(work: (app: App) => Promise<T>) => Promise<T>
}

/** One command of `ngheso`; the application and the modules name theirs in the same shape. */
export type Command = {
  usage: string
  /** What it does, in Vietnamese. */
  about: string
  /** How many words it takes beside its name, at most. */
  words: number
  /** The options it knows. */
  options: readonly string[]
  /** Answers the exit status. */
  run: (args: Arguments, host: CommandHost) => Promise<number>
}
