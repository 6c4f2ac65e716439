import { sql } from 'kysely'
import { z } from 'zod'
import { systemActor } from '#platform/access.ts'
import { today as dayOf } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { defineJob } from '#platform/jobs/define.ts'
import { listClassEnrolments } from '../store/enrolment.ts'
import { readTranscripts, transcriptPdf } from './documents/transcript.ts'

const Input = z.object({ class_group: z.uuid(), lang: z.enum(['vi', 'en']), run: z.uuid() })

/** Makes the transcripts of a class and keeps the file; run again it makes the same. */
export const classTranscriptsJob = defineJob({
  name: 'students.class-transcripts',
  input: Input,
  async run({ class_group, lang }, { app, progress }) {
    await progress(0.1, 'students.graduation.step.reading')
    const today = dayOf(app.clock)
    const source = await app.database.read(systemActor('class transcripts'), async (db) => {
      const lines = await listClassEnrolments(db, class_group)
      return readTranscripts(
        db,
        lines.map((line) => line.id),
        today,
      )
    })
    await progress(0.4, 'students.graduation.step.making')
    const bytes = await transcriptPdf(app, source, { lang, today })
    await progress(0.9, 'students.graduation.step.keeping')
    const { hash } = await app.files.put(bytes)
    return { hash, people: source.heads.map((head) => head.person_id) }
  },
})

export type MadeFile = { hash: string; people: string[] }

/** The latest file the account had made for the class in a language; undefined when none is there yet. */
export async function findMadeFile(db: Db, account: string, link: string): Promise<MadeFile | undefined> {
  const found = await sql<{ result: MadeFile }>`select result from platform.job_run
    where account = ${account} and job = ${classTranscriptsJob.name} and link = ${link} and state = 'done'
    order by created_at desc limit 1`.execute(db)
  return found.rows[0]?.result
}
