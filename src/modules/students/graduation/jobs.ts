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
    const { hash: sealed } = await app.files.put(app.keys.sealBytes(bytes))
    return { sealed, people: source.heads.map((head) => head.person_id) }
  },
})

/** The file lies sealed: it holds the marks of a whole class. */
export type MadeFile = { sealed: string; people: string[] }

/** Days until a made file leaves: it is made again in a moment. */
const daysKept = 30

/** Every night: files of class transcripts whose days are over leave; that they were made stays told. */
export const forgetTranscriptsJob = defineJob({
  name: 'students.forget-class-transcripts',
  input: z.unknown(),
  cron: '41 19 * * *',
  async run(_input, { app }) {
    const { owner } = app.database
    const before = new Date(app.clock.now().getTime() - daysKept * 86_400_000)
    const old = await owner.query<{ id: string; hash: string }>(
      `select id, coalesce(result ->> 'sealed', result ->> 'hash') as hash from platform.job_run
       where job = $1 and finished_at < $2 and result ?| array['sealed', 'hash']`,
      [classTranscriptsJob.name, before],
    )
    for (const { id, hash } of old.rows) {
      await app.files.delete(hash)
      await owner.query(`update platform.job_run set result = result - 'sealed' - 'hash' where id = $1`, [id])
    }
  },
})

/** The latest file the account had made for the class in a language; undefined when none is there yet, or no longer. */
export async function findMadeFile(db: Db, account: string, link: string): Promise<MadeFile | undefined> {
  const found = await sql<{ result: MadeFile }>`select result from platform.job_run
    where account = ${account} and job = ${classTranscriptsJob.name} and link = ${link} and state = 'done' and result ? 'sealed'
    order by created_at desc limit 1`.execute(db)
  return found.rows[0]?.result
}
