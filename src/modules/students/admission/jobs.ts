import { z } from 'zod'
import type { Tx } from '#platform/db/database.ts'
import { defineJob } from '#platform/jobs/define.ts'
import { enqueue } from '#platform/jobs/queue.ts'
import { writeLetter } from '#platform/mail/index.ts'

/** Tells an applicant who left an address how the application stands. Nothing personal stands in the letter but the name. */
export const tellApplicantJob = defineJob({
  name: 'students.tell-applicant',
  input: z.object({ id: z.uuid() }),
  async run({ id }, { app }) {
    const found = await app.database.owner.query<{
      full_name: string
      email: string | null
      code: string
      state: string
    }>(`select full_name, email, code, state from students.application where id = $1`, [id])
    const one = found.rows[0]
    if (!one?.email) return
    const t = app.catalog('vi')
    const body = writeLetter({
      lang: 'vi',
      paragraphs: [
        t('students.admission.letter.hello', { name: one.full_name }),
        t.dynamic(`students.admission.letter.${one.state}`, { code: one.code }),
      ],
      action: {
        label: t('students.admission.letter.act'),
        url: `${app.publicUrl()}/tuyen-sinh/theo-doi`,
      },
      closing: t('students.admission.letter.closing'),
    })
    await app.mailer.send({
      to: one.email,
      subject: t('students.admission.letter.subject', { code: one.code }),
      ...body,
    })
  },
})

/** Adds the letter to the act: it goes out only when the act stands. */
export async function tellApplicant(tx: Tx, id: string): Promise<void> {
  await enqueue(tx, tellApplicantJob, { id }, `tell-applicant ${id}`)
}
