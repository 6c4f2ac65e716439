import { sql } from 'kysely'
import { z } from 'zod'
import { insertPeople } from '#modules/people/index.ts'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Keys } from '#platform/keys.ts'
import { keepDecision } from '../../store/decision.ts'
import { insertEnrolments } from '../../store/enrolment.ts'
import type { ExampleSchool } from '../demo/draw.ts'
import { insertClass } from '../store/class-group.ts'
import { insertCohort } from '../store/cohort.ts'
import { insertTerm } from '../store/term.ts'

/** Loads generated schools' learners in one act; everything is marked as an example. */
export const loadRecordsExample = defineAction({
  name: 'students.load-records-example',
  permission: 'students.edit',
  input: z.object({
    schools: z.custom<ExampleSchool[]>((value) => Array.isArray(value)),
  }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input: { schools }, app }) {
    const changes: Change[] = []
    for (const school of schools) changes.push(...(await loadSchool(tx, school, app.keys)))
    return { result: schools.length, changes }
  },
})

async function loadSchool(tx: Tx, school: ExampleSchool, keys: Keys): Promise<Change[]> {
  const { institution } = school
  for (const { id, ...term } of school.terms) await insertTerm(tx, id, institution, term, true)
  const changes: Change[] = []
  const decisions = new Map<string, string>()
  for (const cohort of school.cohorts) {
    await insertCohort(tx, cohort, true)
    changes.push({ subject: 'students.cohort', id: cohort.id, institution, before: null, after: cohort })
    const words = { number: `${cohort.name}/QĐ-TT`, signed_on: cohort.from_date }
    const decision = await keepDecision(tx, institution, 'admission', words, true)
    decisions.set(cohort.id, decision.id)
    changes.push(...decision.changes)
  }
  for (const { homeroom, ...group } of school.classes) {
    const row = { ...group, ...(homeroom ? { homeroom } : {}) }
    await insertClass(tx, row, true)
    changes.push({ subject: 'students.class_group', id: group.id, institution, before: null, after: row })
  }
  changes.push(...(await insertPeople(tx, school.people, institution)))
  const placed = school.enrolments.map((row) => ({
    ...row,
    decision_id: decisions.get(row.cohort_id) ?? null,
  }))
  changes.push(...(await insertEnrolments(tx, placed)))
  changes.push(...(await insertFacts(tx, school, keys)))
  return changes
}

async function insertFacts(tx: Tx, { facts, institution }: ExampleSchool, keys: Keys): Promise<Change[]> {
  const rows = facts.map((fact) => ({ ...fact, evidence: keys.seal(fact.evidence) }))
  await sql`insert into students.policy_fact (id, person_id, institution_id, kind, from_date, evidence, verified_by, verified_on, is_demo)
    select id, person_id, ${institution}::uuid, kind, from_date, evidence, 'Phòng Công tác HSSV (ví dụ)', from_date, true
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, person_id uuid, kind text, from_date date, evidence text)`.execute(
    tx,
  )
  return facts.map(({ id, person_id, kind, from_date }) => ({
    subject: 'students.policy_fact',
    id,
    institution,
    before: null,
    after: { person_id, kind, from_date },
  }))
}
