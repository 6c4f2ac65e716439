import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { Access } from '../../resource.ts'
import { publishVersion, widenAccess, widths } from '../../review/store/life.ts'

type Due = {
  id: string
  resource_id: string
  institution_id: string | null
  access: Access
  state: 'published' | 'accepted'
  open_on: null
}

/** On its day a version opens to the readers it was accepted for: one that is published, or one that waited behind an earlier one. */
export const openDue = defineAction({
  name: 'resources.open-due',
  permission: 'resources.keep',
  input: z.object({}),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { today, app, actor }) {
    // One accepted for fewer readers than the resource has by now waits for its authors, and so does one with malware in a file.
    const due =
      await sql<Due>`select v.id, v.resource_id, v.institution_id, v.access, v.state, null as open_on from resources.version v
      join resources.resource r on r.id = v.resource_id
      where v.open_on <= ${today}::date and r.withdrawn_at is null
        and ((v.state = 'published' and r.access = 'private') or (v.state = 'accepted' and r.published_id is not null
          and array_position(${widths}, v.access) >= array_position(${widths}, r.access)))
        and not exists (select 1 from resources.version_file f join resources.file_state s on s.hash = f.hash
          where f.version_id = v.id and s.scan = 'infected')
      order by v.id limit 1000`.execute(tx)
    const at = app.clock.now()
    for (const one of due.rows) {
      if (one.state === 'accepted') await publishVersion(tx, one, one.access, at, actor)
      else await widenAccess(tx, one, one.access, at)
    }
    return {
      result: due.rows.length,
      changes: due.rows.map((one) => ({
        subject: 'resources.resource',
        id: one.resource_id,
        institution: one.institution_id,
        before: { state: one.state },
        after: { state: 'published', access: one.access },
      })),
    }
  },
})
