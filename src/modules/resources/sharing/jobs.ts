import { z } from 'zod'
import { systemActor } from '#platform/access.ts'
import { act } from '#platform/actions/run.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { defineJob } from '#platform/jobs/define.ts'
import { sql } from 'kysely'
import { widenAccess } from '../review/store/life.ts'
import type { Access } from '../resource.ts'

type Due = { id: string; resource_id: string; institution_id: string | null; access: Access; code: string }

/** Opens published versions whose day has come to the readers they were accepted for. */
export const openDue = defineAction({
  name: 'resources.open-due',
  permission: 'resources.keep',
  input: z.object({}),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { today, app }) {
    const due =
      await sql<Due>`select v.id, v.resource_id, v.institution_id, v.access, r.code from resources.version v
      join resources.resource r on r.published_id = v.id
      where v.state = 'published' and v.open_on <= ${today}::date and r.access = 'private' and r.withdrawn_at is null
      order by v.id limit 1000`.execute(tx)
    for (const one of due.rows) await widenAccess(tx, one, one.access, app.clock.now())
    return {
      result: due.rows.length,
      changes: due.rows.map((one) => ({
        subject: 'resources.resource',
        id: one.resource_id,
        institution: one.institution_id,
        before: { access: 'private' },
        after: { access: one.access },
      })),
    }
  },
})

/** A little after midnight in Vietnam. */
export const openDueJob = defineJob({
  name: 'resources.open-due',
  input: z.unknown(),
  cron: '7 17 * * *',
  run: (_input, { app }) => act(app, openDue, {}, systemActor('open due resources')),
})
