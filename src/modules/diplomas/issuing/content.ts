import type { Institution } from '#modules/institutions/index.ts'
import type { PersonFactsRow } from '#modules/people/index.ts'
import type { Translate } from '#platform/i18n/index.ts'
import { tidyName } from '#platform/text/index.ts'
import type { DiplomaContent } from '../diploma.ts'
import type { Kind } from '../kinds/kind.ts'
import type { Candidate, IssueRun } from './run.ts'

/** What is the same for every diploma of a run. */
export type Setting = {
  run: Pick<
    IssueRun,
    'decision_no' | 'decision_date' | 'issue_date' | 'issue_place' | 'signer_name' | 'signer_capacity'
  >
  kind: Pick<Kind, 'name' | 'name_en'>
  /** The school as it is named on the issue date. */
  school: Pick<Institution, 'id' | 'code' | 'name' | 'name_en'>
  words: { vi: Translate; en: Translate }
}

/**
 * What a diploma says, as at its issue date. Names come in composed letters (NFC), so that a name typed with combining marks
 * prints and compares like any other.
 */
export function makeContent(
  { run, kind, school, words }: Setting,
  candidate: Candidate,
  person: PersonFactsRow | undefined,
): DiplomaContent {
  const both = (key: string) => ({ vi: words.vi.dynamic(key), en: words.en.dynamic(key) })
  const { classification, honour } = candidate
  return {
    title: { vi: kind.name, en: kind.name_en },
    institution: { id: school.id, code: school.code, name: tidyName(school.name), name_en: school.name_en },
    honour: honour ? both(`students.graduation.title.${honour}`) : null,
    holder: {
      full_name: tidyName(person?.full_name ?? candidate.name),
      birth_date: person?.birth_date ?? null,
      birth_year: person?.birth_date ? Number(person.birth_date.slice(0, 4)) : (person?.birth_year ?? null),
      sex: person?.sex ?? null,
      birth_place: null,
      ethnicity: person?.ethnicity ?? null,
      nationality: null,
    },
    programme: candidate.programme,
    classification: classification
      ? { code: classification, name: both(`students.graduation.class.${classification}`) }
      : null,
    graduation: {
      year: Number(run.decision_date.slice(0, 4)),
      decision_no: run.decision_no,
      decision_date: run.decision_date,
      cohort: candidate.cohort,
    },
    issue: {
      place: run.issue_place,
      date: run.issue_date,
      signer_name: run.signer_name,
      signer_capacity: run.signer_capacity,
    },
  }
}
