import { z } from 'zod'
import { defineJob } from '#platform/jobs/define.ts'
import { createKnock } from '../oai/harvester/client.ts'
import { checkLinks } from './check.ts'

/** In the night to Sunday: are the links of our own resources still there? */
export const checkLinksJob = defineJob({
  name: 'resources.check-links',
  input: z.unknown(),
  cron: '20 19 * * 6',
  priority: 10,
  run: async (_input, { app, signal }) =>
    app.config.checkLinks
      ? { links: await checkLinks(app, createKnock(app.config.oai.privateHosts), signal) }
      : { links: 0 },
})
