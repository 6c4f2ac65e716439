import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db/database.ts'
import type { ZipPart } from '#platform/sheets/index.ts'
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

/** Parts of an archive of what is kept: JSON for machines, transcripts to read, and the files as they were given. */
export async function partsOfKept(
  app: App,
  kept: Kept,
  { read, day, words }: { read: <T>(work: (db: Db) => Promise<T>) => Promise<T>; day: string; words: Words },
): Promise<ZipPart[]> {
  const parts: ZipPart[] = [
    { path: 'DOC-TRUOC.txt', content: [words.readme] },
    {
      path: 'du-lieu.json',
      content: [`${JSON.stringify({ made_on: day, records: kept.records }, null, 2)}\n`],
    },
  ]
  for (const [at, { id, learner_code }] of kept.enrolments.entries()) {
    const source = await read((db) => readTranscripts(db, [id], day))
    if (source.heads.length === 0) continue
    const bytes = await transcriptPdf(app, source, { lang: 'vi', today: day })
    parts.push({ path: `${words.transcript}-${learner_code}-${at + 1}.pdf`, content: [bytes] })
  }
  for (const [at, { of, name, hash }] of kept.papers.entries()) {
    parts.push({ path: `${words.papers}/${at + 1}-${of}-${name}`, content: readFile(app, hash) })
  }
  return parts
}

/** Opens a file only when its turn comes. */
async function* readFile(app: App, hash: string): AsyncGenerator<Uint8Array> {
  const { stream } = await app.files.get(hash)
  for await (const chunk of stream) yield chunk as Uint8Array
}
