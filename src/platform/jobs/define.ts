import type { z } from 'zod'
import type { App } from '../app.ts'

export type JobContext = {
  app: App
  /** Tells the person who waits: a share from 0 to 1 and what is happening. */
  progress: (share: number, step: string) => Promise<void>
  /** Fires when the process is to end: work of minutes stops where it is, throws, and is begun again later. */
  signal: AbortSignal
}

/** What a job answers that put itself into the queue again, so that others have their turn: it waits there. */
export const laidDown = Symbol('laid down')

/** Work done outside a request. It may run more than once and must end the same: idempotent. */
export type Job<Input = unknown> = {
  name: string
  input: z.ZodType<Input>
  /** Cron line in UTC, for work that repeats. */
  cron?: string
  /** Work of one queue goes one after the other: however much of it waits, the rest of the worker is free for other work. */
  queue?: string | undefined
  /** Work nobody waits for stands behind the rest: 0 unless said, the lower first. */
  priority?: number
  run: (input: Input, context: JobContext) => Promise<unknown>
}

// oxlint-disable-next-line typescript/no-explicit-any -- a list holds jobs of every input
export type AnyJob = Job<any>

export function defineJob<Input>(job: Job<Input>): Job<Input> {
  return job
}
