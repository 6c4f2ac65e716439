import { buffer } from 'node:stream/consumers'
import { zipSync, type Zippable } from 'fflate'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import { readTranscripts, transcriptPdf } from '../graduation/documents/transcript.ts'
import { listPolicyFacts } from '../records/store/policy-fact.ts'
import { listEnrolmentsOf } from '../store/enrolment.ts'
import { getDataRequest, listOwnPapers } from './store/data-request.ts'
import { listOwnRequests } from './store/own.ts'

/** What is kept of one person: records by their kind, the enrolments to print, the files they gave. */
export type Kept = {
  records: Record<string, Record<string, unknown>[]>
  enrolments: { id: string; learner_code: string }[]
  papers: Awaited<ReturnType<typeof listOwnPapers>>
}

/** Asks every module what it keeps of a person. Sealed words the person wrote or was asked for are opened: they are theirs. */
export async function collectKept(app: App, db: Db, person: string): Promise<Kept> {
  const records: Kept['records'] = {}
  for (const { subject, collect } of app.modules.flatMap((module) => module.personalData ?? []))
    records[subject] = [...(records[subject] ?? []), ...(await collect(db, person))]
  const enrolments = await listEnrolmentsOf(db, person)
  const schools = [...new Set(enrolments.map((one) => one.institution_id))]
  const facts = []
  for (const school of schools) facts.push(...(await listPolicyFacts(db, app.keys, person, school)))
  records['students.policy_fact'] = facts.map(({ paper, ...fact }) => ({
    ...fact,
    file: paper?.name ?? null,
  }))
  const requests = []
  for (const { id } of (await listOwnRequests(db, person, 1000)).filter((one) => one.kind === 'data')) {
    const { files, ...request } = await getDataRequest(db, app.keys, id)
    requests.push({ ...request, files: files.map((file) => file.name) })
  }
  records['students.data_request'] = requests
  return { records, enrolments, papers: await listOwnPapers(db, person) }
}

type Words = { readme: string; transcript: string; papers: string }

/** Packs what is kept as a ZIP: a JSON file for machines, transcripts to read, and the files as they were given. */
export async function packKept(
  app: App,
  kept: Kept,
  { read, day, words }: { read: <T>(work: (db: Db) => Promise<T>) => Promise<T>; day: string; words: Words },
): Promise<Uint8Array> {
  const text = (value: string): Uint8Array => new TextEncoder().encode(value)
  const entries: Zippable = {
    'DOC-TRUOC.txt': text(words.readme),
    'du-lieu.json': text(`${JSON.stringify({ made_on: day, records: kept.records }, null, 2)}\n`),
  }
  for (const [at, { id, learner_code }] of kept.enrolments.entries()) {
    const source = await read((db) => readTranscripts(db, [id], day))
    if (source.heads.length > 0)
      entries[`${words.transcript}-${learner_code}-${at + 1}.pdf`] = await transcriptPdf(app, source, {
        lang: 'vi',
        today: day,
      })
  }
  for (const [at, paper] of kept.papers.entries()) {
    const { stream } = await app.files.get(paper.hash)
    entries[`${words.papers}/${at + 1}-${paper.of}-${paper.name}`] = [await buffer(stream), { level: 0 }]
  }
  return zipSync(entries, { level: 6 })
}
