import { findInstitutionById } from '#modules/institutions/index.ts'
import { listPeople, listTwins } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import { nameSortKey } from '#platform/text/index.ts'
import { newPublicId } from '../address.ts'
import type { DiplomaContent } from '../diploma.ts'
import { getKind } from '../kinds/store/kind.ts'
import { listCandidates } from './candidates.ts'
import { makeContent } from './content.ts'
import { findFaults } from './faults.ts'
import type { Candidate, IssueRun } from './run.ts'
import { listHeld, listLeftOut, writeDrafts, type Held, type NewLine } from './store/line.ts'

/**
 * Makes the drafts of a run anew from the records as they stand, with every "no" of the check; who was left out by hand stays
 * left out. `added` are people typed in beside those of the list. @returns how many lines, and how many of them have a "no"
 */
export async function buildDrafts(
  app: App,
  tx: Tx,
  run: IssueRun,
  added: readonly Candidate[] = [],
): Promise<{ lines: number; faulty: number; isDemo: boolean }> {
  const kind = await getKind(tx, run.kind_id)
  const leftOut = await listLeftOut(tx, run.id)
  const isOut = ({ person_id, enrolment_id }: Candidate) =>
    leftOut.some((one) => (enrolment_id ? one.enrolment_id === enrolment_id : one.person_id === person_id))
  const candidates = [...(await listCandidates(tx, run, kind)), ...added].filter((one) => !isOut(one))
  const rows = await makeLines(app, tx, run, candidates)
  await writeDrafts(tx, run.id, rows)
  return {
    lines: rows.length,
    faulty: rows.filter((row) => row.faults.length > 0).length,
    isDemo: rows.some((row) => row.is_demo),
  }
}

/** The lines of these people, unwritten. */
async function makeLines(
  app: App,
  db: Db,
  run: IssueRun,
  candidates: readonly Candidate[],
): Promise<NewLine[]> {
  const ids = candidates.map((one) => one.person_id)
  const kind = await getKind(db, run.kind_id)
  const school = await findInstitutionById(db, run.institution_id, run.issue_date)
  if (!school) throw notFound()
  const people = await listPeople(db, ids)
  const twins = await listTwins(db, ids)
  const held = Map.groupBy(await listHeld(db, ids, kind.code), (one) => one.person_id)
  const times = Map.groupBy(candidates, courseKey)
  const setting = { run, kind, school, words: { vi: app.catalog('vi'), en: app.catalog('en') } }
  return candidates.map((candidate): NewLine => {
    const person = people.get(candidate.person_id)
    const content = makeContent(setting, candidate, person)
    const faults = findFaults({
      kind,
      candidate,
      person,
      content,
      twin: twins.get(candidate.person_id),
      held: held.get(candidate.person_id)?.find((one) => isSameProgramme(one, content.programme)),
      isTwice: times.get(courseKey(candidate))!.length > 1,
    })
    return {
      public_id: newPublicId(),
      institution_id: run.institution_id,
      person_id: candidate.person_id,
      enrolment_id: candidate.enrolment_id,
      kind_id: kind.id,
      kind_code: kind.code,
      run_id: run.id,
      content,
      name_key: person?.name_key ?? nameSortKey(content.holder.full_name),
      birth_date: content.holder.birth_date,
      birth_year: content.holder.birth_year,
      issue_date: run.issue_date,
      faults,
      is_demo: person?.is_demo ?? run.is_demo,
    }
  })
}

/** Somebody may end two courses of study by one decision; the same one twice is a mistake. */
const courseKey = ({ person_id, programme }: Candidate): string =>
  `${person_id} ${programme.code ?? programme.name.vi.normalize('NFC')}`

const isSameProgramme = ({ programme: one }: Held, other: DiplomaContent['programme']): boolean =>
  one.code && other.code
    ? one.code === other.code
    : one.name.vi.normalize('NFC') === other.name.vi.normalize('NFC')
