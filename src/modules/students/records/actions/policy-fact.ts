import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { may, type Actor } from '#platform/access.ts'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel } from '#platform/audit/record.ts'
import { AppError, conflict, invalid, precondition } from '#platform/errors.ts'
import { receive, type Purpose } from '#platform/files/index.ts'
import { EndFields, PolicyFactFields, type Paper } from '../policy-fact.ts'
import { getLearner } from '../store/learner.ts'
import { findOverlap, getPolicyFact, insertPolicyFact, updatePolicyFact } from '../store/policy-fact.ts'

const paperPurpose: Purpose = {
  purpose: 'policy-evidence',
  maxBytes: 10 * 1024 * 1024,
  types: ['pdf', 'jpeg', 'png'],
}
/** A little more than the file, for the fields beside it. */
export const paperMaxBody = paperPurpose.maxBytes + 256 * 1024

/** Who writes such a fact also reads it: both rights, at its school. */
function needSensitive(actor: Actor, { institution_id: institution }: { institution_id: string }): void {
  if (!may(actor, 'students.read-sensitive', { institution }))
    throw new AppError('forbidden', 'platform.error.forbidden')
}

/** Notes that a learner belongs to a policy group from a day on, with the paper that proves it. */
export const addPolicyFact = defineAction({
  name: 'students.add-policy-fact',
  permission: 'students.edit',
  input: PolicyFactFields.safeExtend({ learner: z.uuid() }),
  find: (db, input) => getLearner(db, input.learner),
  about: (learner) => ({ institution: learner.institution_id }),
  async run(tx, { input, target, actor, app, lang }) {
    needSensitive(actor, target)
    const { learner: _, file, ...fields } = input
    if (!file && !fields.evidence) throw invalid({ evidence: 'students.fact.error.evidence' })
    const fact = {
      id: randomUUID(),
      person_id: target.person_id,
      institution_id: target.institution_id,
      kind: fields.kind,
      from_date: fields.from_date,
      to_date: fields.to_date ?? null,
      evidence: fields.evidence ?? null,
      note: fields.note ?? null,
    }
    const other = await findOverlap(tx, fact)
    if (other) {
      const t = app.catalog(lang)
      const days = { from: t.date(other.from_date), to: t.date(other.to_date) || t('students.fact.open_end') }
      throw invalid({ from_date: t('students.fact.error.overlap', days) })
    }
    const paper = file ? await keepPaper(app.files, file) : null
    await insertPolicyFact(tx, app.keys, { ...fact, paper })
    const { kind, from_date, to_date } = fact
    return {
      result: { learner: target.id },
      // what the papers say stays sealed in the fact itself
      changes: [
        {
          subject: 'students.policy_fact',
          id: fact.id,
          institution: target.institution_id,
          before: null,
          after: { person_id: target.person_id, kind, from_date, to_date, has_paper: paper !== null },
        },
      ],
    }
  },
})

async function keepPaper(files: Parameters<typeof receive>[0], file: File): Promise<Paper> {
  const kept = await receive(files, file.stream(), file.name, paperPurpose)
  return { hash: kept.hash, name: kept.name, kind: kept.kind as Paper['kind'] }
}

const seen = { fact: z.uuid(), version: z.coerce.number().int() }

/** Says from which day on a fact no longer holds, and why. */
export const endPolicyFact = defineAction({
  name: 'students.end-policy-fact',
  permission: 'students.edit',
  input: EndFields.extend(seen),
  find: (db, input, { app }) => getPolicyFact(db, app.keys, input.fact),
  about: (fact) => ({ institution: fact.institution_id }),
  async run(tx, { input, target, actor, app }) {
    needSensitive(actor, target)
    if (input.to_date < target.from_date) throw invalid({ to_date: 'students.error.ends_before' })
    const next = { to_date: input.to_date, ended_reason: app.keys.seal(input.ended_reason) }
    if ((await updatePolicyFact(tx, target.id, input.version, next)) === 0) throw conflict()
    return {
      result: { person: target.person_id },
      changes: [
        {
          subject: 'students.policy_fact',
          id: target.id,
          institution: target.institution_id,
          before: { to_date: target.to_date },
          after: { to_date: input.to_date },
        },
      ],
    }
  },
})

/** Somebody of the school saw the paper. */
export const verifyPolicyFact = defineAction({
  name: 'students.verify-policy-fact',
  permission: 'students.edit',
  input: z.object(seen),
  find: (db, input, { app }) => getPolicyFact(db, app.keys, input.fact),
  about: (fact) => ({ institution: fact.institution_id }),
  async run(tx, { input, target, actor, today }) {
    needSensitive(actor, target)
    if (target.verified_on) throw precondition('students.fact.error.verified_already')
    const next = { verified_by: actorLabel(actor).name, verified_on: today }
    if ((await updatePolicyFact(tx, target.id, input.version, next)) === 0) throw conflict()
    return {
      result: { person: target.person_id },
      changes: [
        {
          subject: 'students.policy_fact',
          id: target.id,
          institution: target.institution_id,
          before: { verified_on: null },
          after: next,
        },
      ],
    }
  },
})
