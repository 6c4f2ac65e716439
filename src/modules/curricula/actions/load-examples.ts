import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, nothing } from '#platform/actions/define.ts'
import type { Tx } from '#platform/db/database.ts'
import type { DemoOutcome, DemoUnit } from '../demo/draw.ts'
import { insertVersion } from '../store/version-write.ts'
import type { EntryLevel, Level, Mode } from '../programme.ts'

export type ExampleVersion = {
  mode: Mode
  entry_level: EntryLevel
  entry_requirement: string
  duration_months: number
  elective_credits: string | null
  objectives: string
  job_positions: string
  new_technology_note: string
  delivery_note: string
  state: 'draft' | 'under_review' | 'active'
  decision_no: string
  decision_date: string
  units: DemoUnit[]
  outcomes: DemoOutcome[]
}
export type Example = {
  institution_id: string
  code: string
  name: string
  level: Level
  occupation_code: string | null
  versions: ExampleVersion[]
}

/** Example programmes with their versions, as one act. The later of two versions takes the place of the earlier. */
export const loadExamples = defineAction({
  name: 'curricula.load-examples',
  permission: 'curricula.load-examples',
  input: z.object({ examples: z.custom<Example[]>() }),
  find: nothing,
  about: () => ({ province: true }),
  async run(tx, { input, today }) {
    const framework = await sql<{
      id: string
    }>`select framework_id as id from curricula.integration_rule limit 1`.execute(tx)
    for (const example of input.examples) await insertExample(tx, example, framework.rows[0]!.id, today)
    const after = { programmes: input.examples.length }
    return { result: after, changes: [{ subject: 'curricula.examples', id: today, before: null, after }] }
  },
})

async function insertExample(tx: Tx, example: Example, framework: string, today: string): Promise<void> {
  const { versions, ...programme } = example
  const { id } = await tx
    .insertInto('curricula.programme')
    .values({ ...programme, is_demo: true })
    .returning('id')
    .executeTakeFirstOrThrow()
  let previous: string | undefined
  for (const [at, version] of versions.entries()) {
    const { units, outcomes, state, decision_no, decision_date, ...texts } = version
    const owner = { id, institution_id: example.institution_id }
    const change_note = at > 0 ? 'Cập nhật theo góp ý của doanh nghiệp và công nghệ mới.' : ''
    const version_id = await insertVersion(tx, owner, at + 1, { ...texts, change_note })
    await insertContent(
      tx,
      { id: version_id, institution_id: example.institution_id },
      { units, outcomes, framework },
    )
    if (previous) {
      await sql`update curricula.programme_version set based_on = ${previous} where id = ${version_id}`.execute(
        tx,
      )
      await sql`update curricula.programme_version set state = 'superseded', active_to = ${decision_date}::date where id = ${previous}`.execute(
        tx,
      )
    }
    await setState(tx, version_id, { state, decision_no, decision_date, today })
    previous = version_id
  }
}

async function setState(
  tx: Tx,
  id: string,
  to: Pick<ExampleVersion, 'state' | 'decision_no' | 'decision_date'> & { today: string },
): Promise<void> {
  await sql`update curricula.programme_version set is_demo = true where id = ${id}`.execute(tx)
  if (to.state === 'draft') return
  if (to.state === 'under_review') {
    await sql`update curricula.programme_version set state = 'under_review' where id = ${id}`.execute(tx)
    await sql`insert into curricula.review_step (version_id, institution_id, on_date, from_state, to_state, account, account_name)
      select v.id, v.institution_id, ${to.today}, 'draft', 'under_review', 'example', 'Tài khoản ví dụ' from curricula.programme_version v where v.id = ${id}`.execute(
      tx,
    )
    return
  }
  await sql`update curricula.programme_version set state = 'active', decision_no = ${to.decision_no}, decision_date = ${to.decision_date},
    active_from = ${to.decision_date}::date + 1, cohort = 'K' || to_char(${to.decision_date}::date, 'YY') where id = ${id}`.execute(
    tx,
  )
}

async function insertContent(
  tx: Tx,
  version: { id: string; institution_id: string },
  content: { units: DemoUnit[]; outcomes: DemoOutcome[]; framework: string },
): Promise<void> {
  const owner = sql`${version.id}::uuid, ${version.institution_id}::uuid`
  await sql`insert into curricula.course_unit (version_id, institution_id, position, code, name, kind, unit_group, credits, hours_total,
      hours_theory, hours_practice, hours_test, is_condition, is_internship, term, delivery)
    select ${owner}, r.n::int, r.code, r.name, r.kind, r.unit_group, r.credits, r.hours_total, r.hours_theory, r.hours_practice, r.hours_test,
      r.is_condition, r.is_internship, r.term, r.delivery
    from rows from (jsonb_to_recordset(${JSON.stringify(content.units)}::jsonb) as (code text, name text, kind text, unit_group text, credits numeric,
      hours_total integer, hours_theory integer, hours_practice integer, hours_test integer, is_condition boolean, is_internship boolean,
      term smallint, delivery text)) with ordinality as r(code, name, kind, unit_group, credits, hours_total, hours_theory, hours_practice,
      hours_test, is_condition, is_internship, term, delivery, n)`.execute(tx)
  await sql`insert into curricula.learning_outcome (version_id, institution_id, position, code, kind, statement)
    select ${owner}, r.n::int, r.code, r.kind, r.statement
    from rows from (jsonb_to_recordset(${JSON.stringify(content.outcomes)}::jsonb) as (code text, kind text, statement text))
      with ordinality as r(code, kind, statement, n)`.execute(tx)
  const links = content.outcomes.flatMap((one) => one.units.map((unit) => ({ outcome: one.code, unit })))
  await sql`insert into curricula.outcome_unit (outcome_id, unit_id, version_id, institution_id)
    select distinct o.id, u.id, ${owner} from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as r(outcome text, unit text)
    join curricula.learning_outcome o on o.version_id = ${version.id}::uuid and o.code = r.outcome
    join curricula.course_unit u on u.version_id = ${version.id}::uuid and u.code = r.unit`.execute(tx)
  const levels = content.outcomes.flatMap((one) =>
    one.competences.map((level) => ({ outcome: one.code, ...level })),
  )
  await sql`insert into curricula.outcome_component (outcome_id, framework_id, component_code, level, version_id, institution_id)
    select o.id, ${content.framework}, r.component, r.level, ${owner}
    from jsonb_to_recordset(${JSON.stringify(levels)}::jsonb) as r(outcome text, component text, level smallint)
    join curricula.learning_outcome o on o.version_id = ${version.id}::uuid and o.code = r.outcome`.execute(
    tx,
  )
}
