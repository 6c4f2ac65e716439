import { z } from 'zod'
import { defineJob } from '#platform/jobs/define.ts'
import { harvest } from './harvest.ts'

/** One run of a source, or one try of it. Begun again it goes on where it was. */
export const harvestJob = defineJob({
  name: 'resources.harvest',
  // `run` is the page on which somebody waits; empty when it began by itself
  input: z.object({ harvest: z.uuid(), run: z.string() }),
  run: (input, { app, progress, signal }) => harvest(app, input.harvest, progress, { signal }),
})
