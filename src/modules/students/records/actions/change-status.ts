import { z } from 'zod'
import { defineAction, type RunContext } from '#platform/actions/define.ts'
import type { Change as AuditChange } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { conflict, invalid, precondition } from '#platform/errors.ts'
import { hasEnded, type Enrolment } from '../../enrolment.ts'
import { keepDecision } from '../../store/decision.ts'
import { getEnrolment } from '../../store/enrolment.ts'
import { joinRosters } from '../../store/roster.ts'
import { changes, findRefusal, leavesRosters, rules, type Facts } from '../change.ts'
import { insertStatusEvent, isInCohort, leaveRosters, moveEnrolment, readFacts } from '../store/status.ts'
import { decisionFields, findDecisionFaults, typedDay } from '../typed.ts'

/** What was seen: id and version of a course of study, as `id version`. */
const seen = z.string().transform((text, context) => {
  const [id = '', version = ''] = text.split(' ')
  const read = z.object({ id: z.uuid(), version: z.coerce.number().int() }).safeParse({ id, version })
  if (!read.success) context.addIssue({ code: 'custom', message: 'students.change.error.nobody' })
  return read.data ?? { id, version: 0 }
})

/**
 * One decision that changes the standing or class of one or several learners: the decision is kept once, each course of
 * study gets its event, class and rosters follow. One refusal refuses all, and names who it is about.
 */
export const changeStatus = defineAction({
  name: 'students.change-status',
  permission: 'students.edit',
  input: z.object({
    change: z.enum(changes),
    enrolments: z.array(seen, 'students.change.error.nobody').min(1, 'students.change.error.nobody').max(200),
    on_date: typedDay,
    until: typedDay.optional(),
    class_group: z.uuid().optional(),
    other_school: z.string().trim().max(200).optional(),
    reason: z.string().trim().max(500).optional(),
    ...decisionFields,
  }),
  async find(db, input) {
    const found: Enrolment[] = []
    for (const { id } of input.enrolments) found.push(await getEnrolment(db, id))
    return found
  },
  about: (enrolments) => ({ institution: schoolOf(enrolments) }),
  async run(tx, context) {
    const { input, target: enrolments, today } = context
    checkAsked(input)
    const all: { enrolment: Enrolment; facts: Facts }[] = []
    for (const enrolment of enrolments)
      all.push({ enrolment, facts: await readFacts(tx, enrolment, { today, target: input.class_group }) })
    for (const one of all) await refuseUnfit(tx, one, context)
    const decision = await decide(tx, all, context)
    const audit: AuditChange[] = [...decision.changes]
    for (const [at, one] of all.entries())
      audit.push(
        await changeOne(tx, one, {
          ...context,
          version: input.enrolments[at]!.version,
          decision: decision.id,
        }),
      )
    return {
      result: {
        learner: enrolments[0]!.learner_id,
        class_group: enrolments[0]!.class_group_id,
        count: all.length,
      },
      changes: audit,
    }
  },
})

type Input = z.output<(typeof changeStatus)['input']>
type Run = RunContext<Input, Enrolment[]>
type One = { enrolment: Enrolment; facts: Facts }

/** One decision is of one school. */
function schoolOf(enrolments: readonly Enrolment[]): string {
  const [only, ...others] = new Set(enrolments.map((one) => one.institution_id))
  if (!only || others.length > 0) throw invalid({}, 'students.change.error.two_schools')
  return only
}

function checkAsked(input: Input): void {
  const { asks } = rules[input.change]
  const faults: Record<string, string> = {}
  if (asks.reason && (input.reason ?? '').length < 5) faults.reason = 'students.error.reason'
  if (asks.other_school && !input.other_school) faults.other_school = 'students.change.error.other_school'
  if (asks.class === 'needed' && !input.class_group) faults.class_group = 'students.change.error.class'
  if (asks.until && !input.until) faults.until = 'students.change.error.until'
  if (Object.keys(faults).length > 0) throw invalid(faults)
}

async function refuseUnfit(
  tx: Tx,
  { enrolment, facts }: One,
  { input, target, app, lang }: Run,
): Promise<void> {
  const refusal =
    findRefusal({ change: input.change, on_date: input.on_date, until: input.until }, facts) ??
    (await findCohortRefusal(tx, { enrolment, facts }))
  if (!refusal) return
  const t = app.catalog(lang)
  const why = t.dynamic(refusal.key, {
    last: t.date(facts.last_on),
    months: facts.max_reserved_months,
    day: t.date(facts.first_term_ends),
    begins: t.date(facts.last_term_begins),
  })
  const sentence =
    target.length > 1 ? t('students.change.error.of_one', { name: enrolment.full_name, why }) : why
  if (refusal.field === 'change') throw precondition('students.error.said', { sentence })
  throw invalid({ [refusal.field]: sentence })
}

/** A class of another cohort brings its cohort along; a learner is in a cohort once. */
async function findCohortRefusal(tx: Tx, { enrolment, facts }: One) {
  const cohort = facts.target?.cohort_id
  if (!cohort || cohort === enrolment.cohort_id) return undefined
  return (await isInCohort(tx, enrolment, cohort))
    ? { field: 'class_group', key: 'students.change.error.was_in_cohort' }
    : undefined
}

async function decide(
  tx: Tx,
  all: readonly One[],
  { input, today }: Run,
): Promise<{ id: string | null; changes: AuditChange[] }> {
  const rule = rules[input.change]
  const staysInCohort = all.every(({ enrolment, facts }) => facts.target?.cohort_id === enrolment.cohort_id)
  const faults = findDecisionFaults(input, { today, isNeeded: !(rule.isDecisionOptional && staysInCohort) })
  if (Object.keys(faults).length > 0) throw invalid(faults)
  if (!input.decision_no || !input.decision_date) return { id: null, changes: [] }
  return keepDecision(tx, all[0]!.enrolment.institution_id, rule.decision, {
    number: input.decision_no,
    signed_on: input.decision_date,
    effective_on: input.on_date,
    ...(input.signer ? { signer: input.signer } : {}),
  })
}

async function join(tx: Tx, enrolment: string, on: string, classId: string | null): Promise<string[]> {
  if (!classId) return []
  const comer = { enrolment_id: enrolment, class_group_id: classId, from_date: on }
  return (await joinRosters(tx, [comer])).get(enrolment) ?? []
}

async function changeOne(
  tx: Tx,
  { enrolment, facts }: One,
  { input, version, decision }: Run & { version: number; decision: string | null },
): Promise<AuditChange> {
  const { change, on_date: on } = input
  const to = rules[change].to
  const classId = facts.target?.id ?? enrolment.class_group_id
  const next = {
    state: to,
    to_date: hasEnded(to) ? on : null,
    class_group_id: classId,
    cohort_id: facts.target?.cohort_id ?? enrolment.cohort_id,
  }
  if ((await moveEnrolment(tx, enrolment.id, version, next)) === 0) throw conflict()
  // a change of class leaves what the old class has; who had none leaves nothing
  const from = change === 'change_class' ? enrolment.class_group_id : leavesRosters(change) ? 'all' : null
  const left = from ? await leaveRosters(tx, enrolment.id, on, from) : []
  const joined = leavesRosters(change) ? [] : await join(tx, enrolment.id, on, classId)
  await insertStatusEvent(tx, {
    enrolment_id: enrolment.id,
    kind: change,
    decision_id: decision,
    on_date: on,
    until_date: rules[change].asks.until ? (input.until ?? null) : null,
    from_state: enrolment.state,
    to_state: to,
    from_class_id: enrolment.class_group_id,
    to_class_id: classId,
    other_school: input.other_school ?? null,
    reason: input.reason ?? null,
  })
  const { state, to_date, class_group_id, cohort_id } = enrolment
  return {
    subject: 'students.enrolment',
    id: enrolment.id,
    institution: enrolment.institution_id,
    before: { state, to_date, class_group_id, cohort_id },
    after: {
      ...next,
      decision_id: decision,
      ...(left.length > 0 ? { left } : {}),
      ...(joined.length > 0 ? { joined } : {}),
    },
  }
}
