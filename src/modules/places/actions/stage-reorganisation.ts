import { sql } from 'kysely'
import { z } from 'zod'
import { actorLabel } from '#platform/audit/record.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import { readReorganisation } from '../reorganisation-file.ts'

/** Largest list taken, in bytes. */
export const largestList = 10 * 1024 * 1024

/** Reads a list of a reorganisation and keeps its rows as a draft to look at; changes no unit. Answers the draft's id. */
export const stageReorganisation = defineAction({
  name: 'places.stage-reorganisation',
  permission: 'places.reorganise',
  input: z.object({
    title: z.string().trim().min(3).max(200),
    file: z
      .instanceof(Blob, { error: 'places.file.none' })
      .refine((file) => file.size > 0, { error: 'places.file.none' })
      .refine((file) => file.size <= largestList, { error: 'places.file.too_large' }),
  }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input, actor, app }) {
    const name = input.file instanceof File ? input.file.name : ''
    const read = await readReorganisation(new Uint8Array(await input.file.arrayBuffer()), name)
    const made = await sql<{ id: string }>`
      insert into places.reorganisation (title, file_name, rows, created_by, created_at)
      values (${input.title}, ${name || '–'}, ${JSON.stringify(read)}::jsonb, ${actorLabel(actor).name}, ${app.clock.now()}) returning id`.execute(
      tx,
    )
    const id = made.rows[0]!.id
    return {
      result: { id },
      changes: [
        {
          subject: 'places.reorganisation',
          id,
          before: null,
          after: { title: input.title, state: 'draft', rows: read.rows.length },
        },
      ],
    }
  },
})
