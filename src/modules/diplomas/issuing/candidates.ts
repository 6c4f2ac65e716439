import { findOccupation } from '#modules/institutions/index.ts'
import { findTrainingRun, listPassed } from '#modules/staff/index.ts'
import { listGraduates, type Graduate } from '#modules/students/index.ts'
import type { Db } from '#platform/db/database.ts'
import { notFound } from '#platform/errors.ts'
import type { DiplomaContent } from '../diploma.ts'
import type { Kind } from '../kinds/kind.ts'
import type { Candidate, IssueRun } from './run.ts'
import { listLines, listTaken } from './store/line.ts'

type Asked = Pick<IssueRun, 'id' | 'source' | 'decision_id' | 'course_run_id' | 'programme'>
const everybody = 100_000

/** Everybody the run is for, from where it began; those whose course of study has a diploma elsewhere are not among them. */
export async function listCandidates(db: Db, run: Asked, kind: Pick<Kind, 'level'>): Promise<Candidate[]> {
  if (run.source === 'graduation') {
    const all = await listGraduates(db, run.decision_id!)
    return fromGraduates(
      db,
      all.filter((one) => one.level === kind.level),
      run.id,
    )
  }
  return run.source === 'course' ? fromCourse(db, run.course_run_id!) : fromDrafts(db, run)
}

async function fromGraduates(db: Db, graduates: Graduate[], runId: string): Promise<Candidate[]> {
  const taken = await listTaken(
    db,
    graduates.map((one) => one.enrolment_id),
    runId,
  )
  const names = new Map<string, string>()
  for (const code of new Set(graduates.flatMap((one) => one.occupation_code ?? []))) {
    const occupation = await findOccupation(db, code)
    if (occupation) names.set(code, occupation.name)
  }
  return graduates
    .filter((one) => !taken.has(one.enrolment_id))
    .map((one) => ({
      person_id: one.person_id,
      enrolment_id: one.enrolment_id,
      name: '',
      href: `/nguoi/${one.person_id}/sua`,
      programme: {
        code: one.occupation_code,
        name: { vi: names.get(one.occupation_code ?? '') ?? one.programme_name, en: null },
        level: one.level,
        study_form: one.study_form,
        hours: null,
        from_date: one.from_date,
        to_date: one.to_date,
      },
      cohort: one.cohort_name,
      classification: one.classification,
      honour: one.title,
    }))
}

async function fromCourse(db: Db, courseRunId: string): Promise<Candidate[]> {
  const course = await findTrainingRun(db, courseRunId)
  if (!course) throw notFound()
  const programme: DiplomaContent['programme'] = {
    code: null,
    name: { vi: course.course_name, en: null },
    level: null,
    study_form: null,
    hours: Number(course.hours),
    from_date: course.from_date,
    to_date: course.to_date,
  }
  return (await listPassed(db, courseRunId)).map((one) => ({
    person_id: one.person_id,
    enrolment_id: null,
    name: one.person_name,
    href: `/nguoi/${one.person_id}/sua`,
    programme,
    cohort: course.code,
    classification: null,
    honour: null,
  }))
}

/** A list typed by hand is the run's own lines. */
async function fromDrafts(db: Db, run: Asked): Promise<Candidate[]> {
  const lines = await listLines(db, run.id, {}, everybody)
  return lines
    .filter((one) => one.state === 'draft' && one.person_id !== null)
    .map((one) =>
      fromList(run, {
        person_id: one.person_id!,
        name: one.content.holder.full_name,
        classification: one.content.classification?.code ?? null,
      }),
    )
}

/** Somebody on a list typed by hand. */
export function fromList(
  run: Pick<IssueRun, 'programme'>,
  who: { person_id: string; name: string; classification: string | null },
): Candidate {
  return {
    ...who,
    enrolment_id: null,
    href: `/nguoi/${who.person_id}/sua`,
    programme: run.programme!,
    cohort: null,
    honour: null,
  }
}
