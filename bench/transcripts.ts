import { systemActor } from '#platform/access.ts'
import { renderPdf, stopDocuments } from '#platform/documents/index.ts'
import { readTranscripts, transcriptPdf } from '#modules/students/graduation/documents/transcript.ts'
import { fillCohort } from './cohorts.ts'
import { note, perSecond, report } from './report.ts'
import { openSite } from './site.ts'

const least = 50
const seconds = 5
const ofOneClass = 40

/** Transcripts as PDF/A on one core (the compiler is one process): alone, and as one file for a class, beside an empty document. */
export async function run(): Promise<void> {
  const site = await openSite()
  try {
    const { app } = site
    const { enrolments } = await fillCohort(app.database.owner, { learners: ofOneClass, units: 30 })
    const read = (ids: readonly string[]) =>
      app.database.read(systemActor('bench'), (db) => readTranscripts(db, ids, '2026-11-22'))
    const single = await read(enrolments.slice(0, 1))
    const whole = await read(enrolments)
    const options = { lang: 'vi', today: '2026-11-22' } as const
    const empty = await perSecond(seconds, 1, () =>
      renderPdf('', {}, { title: 'Trống', lang: 'vi', pdfa: true }),
    )
    const alone = await perSecond(seconds, 1, () => transcriptPdf(app, single, options))
    const files = await perSecond(seconds, 1, () => transcriptPdf(app, whole, options))
    note(`an empty PDF/A: ${empty.toFixed(1)} a second`)
    note(
      `one transcript a file: ${alone.toFixed(1)} a second, ${(alone / empty).toFixed(2)} × an empty document`,
    )
    const each = files * ofOneClass
    report({
      what: `transcripts of a class of ${ofOneClass} as one PDF/A`,
      measured: `${each.toFixed(0)} transcripts a second, ${(each / empty).toFixed(2)} × an empty document`,
      limit: `${least} a second`,
      isOk: each >= least,
    })
  } finally {
    stopDocuments()
    await site.close()
  }
}
