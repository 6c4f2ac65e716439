import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import { actorLabel, type Change } from '#platform/audit/record.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { conflict, precondition } from '#platform/errors.ts'
import { hasErrors, planReorganisation, type Plan } from '../reorganisation.ts'
import { getReorganisation, lockTree, type Reorganisation } from '../store/reorganisations.ts'
import { listAllUnits } from '../store/units.ts'
import { dayBefore } from '../unit.ts'

/** What a draft would change now. */
export async function previewReorganisation(db: Db, draft: Pick<Reorganisation, 'rows'>): Promise<Plan> {
  return planReorganisation(draft.rows, await listAllUnits(db))
}

/** Names exactly what a preview showed, so that nothing else is done. */
export function fingerprintOf(plan: Plan): string {
  const shown = [
    plan.effective_on,
    plan.ending.map((unit) => unit.id),
    plan.beginning,
    plan.links.map((link) => [link.old.id, link.new_code, link.kind]),
  ]
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 32)
}

/**
 * Does a dated reorganisation as it was previewed: old units end the day before, new ones begin, and what became what
 * is kept. All of it or nothing.
 * @throws AppError precondition when it is not a draft or has errors; conflict when the tree changed since the preview
 */
export const reorganise = defineAction({
  name: 'places.reorganise',
  permission: 'places.reorganise',
  input: z.object({ id: z.uuid(), seen: z.string() }),
  find: (db, { id }) => getReorganisation(db, id),
  about: () => ({ province: true }),
  async run(tx, { input, actor, app }) {
    await lockTree(tx)
    const draft = await getReorganisation(tx, input.id)
    if (draft.state !== 'draft') throw precondition('places.reorganise.not_a_draft')
    const plan = await previewReorganisation(tx, draft)
    if (hasErrors(plan) || !plan.effective_on) throw precondition('places.reorganise.has_errors')
    if (fingerprintOf(plan) !== input.seen) throw conflict('places.reorganise.changed')
    const changes = [...(await endUnits(tx, draft.id, plan)), ...(await beginUnits(tx, draft.id, plan))]
    await linkUnits(tx, draft.id, plan)
    await sql`update places.reorganisation set state = 'done', effective_on = ${plan.effective_on}, done_by = ${actorLabel(actor).name},
      done_at = ${app.clock.now()} where id = ${draft.id}::uuid`.execute(tx)
    const after = {
      title: draft.title,
      state: 'done',
      effective_on: plan.effective_on,
      successions: plan.links.length,
    }
    return {
      result: { id: draft.id, ended: plan.ending.length, begun: plan.beginning.length },
      changes: [
        { subject: 'places.reorganisation', id: draft.id, before: { state: 'draft' }, after },
        ...changes,
      ],
    }
  },
})

async function endUnits(tx: Tx, id: string, plan: Plan): Promise<Change[]> {
  const lastDay = dayBefore(plan.effective_on!)
  const ids = plan.ending.map((unit) => unit.id)
  const ended = await sql`update places.unit set to_date = ${lastDay}::date, ended_by = ${id}::uuid
    where id = any (${ids}::uuid[]) and to_date is null`.execute(tx)
  if (Number(ended.numAffectedRows) !== ids.length) throw conflict('places.reorganise.changed')
  return plan.ending.map((unit) => ({
    subject: 'places.unit',
    id: unit.id,
    before: { code: unit.code, name: unit.name, to_date: null },
    after: { code: unit.code, name: unit.name, to_date: lastDay },
  }))
}

async function beginUnits(tx: Tx, id: string, plan: Plan): Promise<Change[]> {
  const begun = await sql<{ id: string; code: string; name: string }>`
    insert into places.unit (code, name, kind, type, parent_code, from_date, source, begun_by)
    select code, name, kind, type, parent_code, ${plan.effective_on}::date, source, ${id}::uuid
    from jsonb_to_recordset(${JSON.stringify(plan.beginning)}::jsonb)
      as r(code text, name text, kind text, type text, parent_code text, source text)
    returning id, code, name`.execute(tx)
  return begun.rows.map((unit) => ({
    subject: 'places.unit',
    id: unit.id,
    before: null,
    after: { code: unit.code, name: unit.name, from_date: plan.effective_on },
  }))
}

async function linkUnits(tx: Tx, id: string, plan: Plan): Promise<void> {
  const links = plan.links.map((link) => ({
    from_unit: link.old.id,
    code: link.new_code,
    kind: link.kind,
    is_part: link.is_part,
    source: link.source,
  }))
  await sql`insert into places.succession (from_unit, to_unit, on_date, kind, is_part, source, reorganisation_id)
    select r.from_unit, u.id, ${plan.effective_on}::date, r.kind, r.is_part, r.source, ${id}::uuid
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as r(from_unit uuid, code text, kind text, is_part boolean, source text)
    join places.unit u on u.code = r.code and u.begun_by = ${id}::uuid`.execute(tx)
}
