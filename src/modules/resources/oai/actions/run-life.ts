import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { queueWork } from '../harvester/work.ts'
import { closeRun, getRun, layRunDown, takeUp, type Found, type Params } from '../store/run.ts'
import { getSource, moveOn } from '../store/source.ts'

const minute = 60_000
/** A run that gave no sign for so long has lost its process. */
const quiet = 30 * minute
const day = 24 * 60 * minute

const ofRun = {
  permission: 'resources.keep',
  about: () => ({ province: true }) as const,
}

/** Takes a run up. Answers undefined when it is ended or somebody is at it. */
export const beginRun = defineAction({
  ...ofRun,
  name: 'resources.begin-harvest',
  input: z.object({ run: z.uuid() }),
  find: (db, input) => getRun(db, input.run),
  async run(tx, { target, app }) {
    const now = app.clock.now()
    const isOurs = await takeUp(tx, target.id, now, new Date(now.getTime() - quiet))
    const source = await getSource(tx, target.source_id)
    return { result: isOurs ? { run: target, source } : undefined, changes: [] }
  },
})

/** Lays a run down where it is, to be taken up again: the process ends; or (`again`, who waits for it) others have their turn. */
export const layDown = defineAction({
  ...ofRun,
  name: 'resources.lay-down-harvest',
  input: z.object({ run: z.uuid(), again: z.string().optional() }),
  find: (db, input) => getRun(db, input.run),
  async run(tx, { input: { again }, target, app }) {
    await layRunDown(tx, target.id, app.clock.now())
    if (again !== undefined) await queueWork(tx, target.id, again)
    return { result: undefined, changes: [] }
  },
})

const passing = new Set(['busy', 'slow', 'refused', 'broken', 'status'])
/** After a broken line, ours or theirs, a later run goes on from there; after a defect at the very place it began, from the beginning. */
const keepsPlace = (fault: string | undefined, pages: number): boolean =>
  passing.has(fault ?? '') || (fault === 'defect' && pages > 0)

export type End = {
  state: 'done' | 'failed'
  fault?: string
  params?: Params
  found?: Found
  /** Seconds after which the source wants to be asked again. */
  retryAfter?: number | undefined
}

/** Ends a run; the next one of a daily source is a day later, or when the source said. */
export const endRun = defineAction({
  ...ofRun,
  name: 'resources.end-harvest',
  input: z.object({ run: z.uuid(), end: z.custom<End>((value) => typeof value === 'object') }),
  find: (db, input) => getRun(db, input.run),
  async run(tx, { input: { end }, target, app }) {
    const now = app.clock.now()
    const closed = await closeRun(tx, target.id, {
      state: end.state,
      fault: end.fault ?? null,
      params: end.params ?? null,
      found: end.found ?? null,
      token: keepsPlace(end.fault, target.pages) ? target.token : null,
      now,
    })
    if (closed && target.kind === 'harvest')
      await moveOn(tx, target.source_id, {
        from: end.state === 'done' ? (target.answer_date ?? undefined) : undefined,
        due: new Date(now.getTime() + Math.min(day, end.retryAfter ? end.retryAfter * 1000 : day)),
      })
    return {
      result: { closed },
      changes: closed
        ? [
            {
              subject: 'resources.harvest_source',
              id: target.source_id,
              institution: null,
              before: { run: target.id, state: target.state },
              after: { run: target.id, state: end.state, ...(end.fault && { fault: end.fault }) },
            },
          ]
        : [],
    }
  },
})
