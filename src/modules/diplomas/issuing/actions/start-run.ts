import { sql } from 'kysely'
import { z } from 'zod'
import { findTrainingRun } from '#modules/staff/index.ts'
import { findDecision, listGraduates } from '#modules/students/index.ts'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { invalid, notFound, precondition } from '#platform/errors.ts'
import { kindCodes, type DiplomaContent } from '../../diploma.ts'
import type { Kind } from '../../kinds/kind.ts'
import { findKind, listKinds } from '../../kinds/store/kind.ts'
import { buildDrafts } from '../build.ts'
import { sources } from '../run.ts'
import { listTaken } from '../store/line.ts'
import { getRun, insertRun, updateRun } from '../store/run.ts'
import { settingFields, typedDay, typedHours, typedName } from '../typed.ts'
import { checkSetting } from './settings.ts'

const Input = z.object({
  source: z.enum(sources),
  decision: z.uuid().optional(),
  course: z.uuid().optional(),
  institution: z.uuid('diplomas.issuing.error.school').optional(),
  kind: z.enum(kindCodes).optional(),
  decision_no: z.string().trim().max(60).optional(),
  decision_date: typedDay.optional(),
  programme: typedName('diplomas.issuing.error.programme', 200).optional(),
  hours: typedHours.optional(),
  from_date: typedDay.optional(),
  to_date: typedDay.optional(),
  ...settingFields,
})
type Input = z.output<typeof Input>

/** Where the run begins, and by which decision. */
type Start = {
  institution: string
  decision_no: string | undefined
  decision_date: string | undefined
}

/**
 * Starts an issue: the drafts of everybody on the list, each with what they still lack. The same list cannot be begun twice at once.
 */
export const startRun = defineAction({
  name: 'diplomas.start-run',
  permission: 'diplomas.register',
  input: Input,
  find: findStart,
  about: (start) => ({ institution: start.institution }),
  async run(tx, { input, target: start, actor, app }) {
    await holdSource(tx, input)
    const decision = checkDecision(start)
    const kind = await kindOf(tx, input)
    checkSetting({ ...input, ...decision }, kind)
    const who = actorLabel(actor)
    const id = await insertRun(tx, {
      institution_id: start.institution,
      kind_id: kind.id,
      source: input.source,
      decision_id: input.source === 'graduation' ? input.decision! : null,
      course_run_id: input.source === 'course' ? input.course! : null,
      programme: input.source === 'list' ? programmeOf(input, kind) : null,
      ...decision,
      medium: input.medium,
      issue_date: input.issue_date,
      issue_place: input.issue_place,
      signer_name: input.signer_name,
      signer_capacity: input.signer_capacity,
      made_by: who.id,
      made_by_name: who.name,
    })
    const run = await getRun(tx, id)
    const built = await buildDrafts(app, tx, run)
    if (built.lines === 0 && input.source !== 'list') throw precondition('diplomas.issuing.error.nobody')
    if (built.isDemo) await updateRun(tx, run, { is_demo: true })
    return {
      result: { run: id, lines: built.lines, faulty: built.faulty },
      changes: [
        {
          subject: 'diplomas.issue_run',
          id,
          institution: start.institution,
          before: null,
          after: {
            source: input.source,
            kind: kind.code,
            ...decision,
            medium: input.medium,
            issue_date: input.issue_date,
            signer_name: input.signer_name,
            lines: built.lines,
          },
        },
      ],
    }
  },
})

async function findStart(db: Db, input: Input): Promise<Start> {
  if (input.source === 'graduation') {
    const decision = input.decision ? await findDecision(db, input.decision) : undefined
    if (!decision || decision.kind !== 'graduation') throw notFound()
    return {
      institution: decision.institution_id,
      decision_no: decision.number,
      decision_date: decision.signed_on,
    }
  }
  const { decision_no, decision_date } = input
  if (input.source === 'list') {
    if (!input.institution) throw invalid({ institution: 'diplomas.issuing.error.school' })
    return { institution: input.institution, decision_no, decision_date }
  }
  const course = input.course ? await findTrainingRun(db, input.course) : undefined
  if (!course) throw notFound()
  // Classes the department gives have no school to issue for them.
  if (!course.institution_id) throw precondition('diplomas.issuing.error.course_without_school')
  return { institution: course.institution_id, decision_no, decision_date }
}

async function holdSource(tx: Tx, { decision, course }: Input): Promise<void> {
  const key = decision ?? course
  if (key)
    await sql`select pg_advisory_xact_lock(hashtextextended(${`diplomas issue ${key}`}, 0))`.execute(tx)
}

function checkDecision({ decision_no, decision_date }: Start): {
  decision_no: string
  decision_date: string
} {
  const faults: Record<string, string> = {}
  if (!decision_no) faults.decision_no = 'diplomas.issuing.error.decision_no'
  if (!decision_date) faults.decision_date = 'diplomas.issuing.error.decision_date'
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return { decision_no: decision_no!, decision_date: decision_date! }
}

/** The kind on the issue date: by the level of who graduated, else the one chosen. */
async function kindOf(tx: Tx, input: Input): Promise<Kind> {
  if (input.source === 'graduation') return kindOfGraduates(tx, input)
  const code = input.source === 'course' ? 'pd_certificate' : input.kind
  if (!code) throw invalid({ kind: 'diplomas.issuing.error.kind' })
  const kind = await findKind(tx, code, input.issue_date)
  if (!kind) throw invalid({ issue_date: 'diplomas.issuing.error.no_kind' })
  return kind
}

async function kindOfGraduates(tx: Tx, input: Input): Promise<Kind> {
  const graduates = await listGraduates(tx, input.decision!)
  const taken = await listTaken(
    tx,
    graduates.map((one) => one.enrolment_id),
    null,
  )
  const levels = new Set(
    graduates.filter((one) => !taken.has(one.enrolment_id)).map((one) => one.level as string),
  )
  if (levels.size === 0) throw precondition('diplomas.issuing.error.nobody')
  const kinds = (await listKinds(tx, input.issue_date)).filter((one) => levels.has(one.level ?? ''))
  const kind = input.kind ? kinds.find((one) => one.code === input.kind) : kinds[0]
  if (!kind) throw invalid({ issue_date: 'diplomas.issuing.error.no_kind' })
  if (!input.kind && kinds.length > 1) throw invalid({ kind: 'diplomas.issuing.error.kind' })
  return kind
}

function programmeOf(input: Input, kind: Kind): DiplomaContent['programme'] {
  const faults: Record<string, string> = {}
  if (!input.programme) faults.programme = 'diplomas.issuing.error.programme'
  if (input.from_date && input.to_date && input.to_date < input.from_date)
    faults.to_date = 'diplomas.issuing.error.ends_before'
  if (Object.keys(faults).length > 0) throw invalid(faults)
  return {
    code: null,
    name: { vi: input.programme!, en: null },
    level: kind.level,
    study_form: null,
    hours: input.hours ?? null,
    from_date: input.from_date ?? null,
    to_date: input.to_date ?? null,
  }
}
