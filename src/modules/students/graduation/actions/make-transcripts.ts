import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { startJob } from '#platform/jobs/queue.ts'
import { getClass } from '../../records/store/class-group.ts'
import { classTranscriptsJob } from '../jobs.ts'

/** Starts the transcripts of a whole class as one file; the run is found again under its own address. */
export const makeClassTranscripts = defineAction({
  name: 'students.make-class-transcripts',
  permission: 'students.read',
  input: z.object({ class_group: z.uuid(), lang: z.enum(['vi', 'en']).default('vi') }),
  find: (db, input) => getClass(db, input.class_group),
  about: (group) => ({ institution: group.institution_id }),
  async run(tx, { input, target: group, actor, app, lang }) {
    const run = await startJob(
      tx,
      classTranscriptsJob,
      { class_group: group.id, lang: input.lang },
      {
        account: actorLabel(actor).id,
        institution: group.institution_id,
        title: app.catalog(lang)('students.graduation.class_transcripts', { code: group.code }),
        link: `/lop/${group.id}/bang-diem-toan-khoa.pdf?ngon-ngu=${input.lang}`,
      },
    )
    return {
      result: { run },
      changes: [
        {
          subject: 'students.class_group',
          id: group.id,
          institution: group.institution_id,
          before: null,
          after: { printed: 'transcripts', lang: input.lang, run },
        },
      ],
    }
  },
})
