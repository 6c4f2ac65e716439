import { defineJob, laidDown } from '#platform/jobs/define.ts'
import { harvest } from './harvest.ts'
import { harvestWork } from './work.ts'

/** Some minutes of one run of a source, or one try of it. Begun again it goes on where it was. */
export const harvestJob = defineJob({
  ...harvestWork,
  async run(input, { app, progress, signal }) {
    const end = await harvest(app, { id: input.harvest, waiter: input.run }, progress, { signal })
    return end === 'later' ? laidDown : undefined
  },
})
