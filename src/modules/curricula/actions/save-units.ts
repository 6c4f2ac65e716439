import { z } from 'zod'
import { defineAction } from '#platform/actions/define.ts'
import type { Change } from '#platform/audit/record.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { CourseUnit } from '../course-unit.ts'
import { deleteUnits, insertUnits, listUnits, updateUnits, type UnitRow } from '../store/unit.ts'
import { ticked } from '../typed.ts'
import { isBlank, isUnchanged, UnitForm } from '../unit-form.ts'
import { getDraft, institutionOf } from './draft.ts'

const versionMark = z.coerce.number().int()
const StoredForm = z.object({ version: versionMark, remove: ticked }).and(UnitForm)

/** The whole table as the plain form sends it: stored rows by id, new rows in order. */
export const saveUnits = defineAction({
  name: 'curricula.save-units',
  permission: 'curricula.edit',
  input: z.object({
    version_id: z.uuid(),
    rows: z.record(z.uuid(), StoredForm).default({}),
    fresh: z.array(UnitForm).default([]),
  }),
  find: (db, input) => getDraft(db, input.version_id),
  about: institutionOf,
  async run(tx, { input, target }) {
    const units = await listUnits(tx, target.id)
    const stored = new Map(units.map((unit) => [unit.id, unit]))
    const removed: CourseUnit[] = []
    const written: (UnitRow & { version: number })[] = []
    for (const [id, { version, remove, ...form }] of Object.entries(input.rows)) {
      const before = stored.get(id)
      if (!before) continue
      if (remove || !isUnchanged(form, before)) {
        if (before.version !== version) throw conflict()
        if (remove) removed.push(before)
        else written.push({ ...rowOf(id, form, before.position), version })
      }
    }
    const last = Math.max(0, ...units.map((unit) => unit.position))
    const added = input.fresh
      .filter((form) => !isBlank(form))
      .map((form, at) => rowOf(crypto.randomUUID(), form, last + 1 + at))
    await deleteUnits(
      tx,
      target.id,
      removed.map((unit) => unit.id),
    )
    const done = await updateUnits(tx, target.id, written)
    if (done.length < written.length) throw conflict()
    await insertUnits(tx, target, added)
    return {
      result: { id: target.id, count: removed.length + written.length + added.length },
      changes: [
        ...removed.map((unit) => change(target, unit.id, factsOf(unit), null)),
        ...written.map((row) => change(target, row.id, factsOf(stored.get(row.id)!), factsOf(row))),
        ...added.map((row) => change(target, row.id, null, factsOf(row))),
      ],
    }
  },
})

/**
 * One row, as the island saves it. `version` is absent for a row that is new; sent twice it is written once. The
 * answer bears the row's version now.
 */
export const saveUnit = defineAction({
  name: 'curricula.save-unit',
  permission: 'curricula.edit',
  input: z.object({ version_id: z.uuid(), id: z.uuid(), version: versionMark.optional() }).and(UnitForm),
  find: (db, input) => getDraft(db, input.version_id),
  about: institutionOf,
  async run(tx, { input, target }) {
    const { version_id: _, id, version, ...form } = input
    const units = await listUnits(tx, target.id)
    const before = units.find((unit) => unit.id === id)
    if (before && isUnchanged(form, before)) return { result: { id, version: before.version }, changes: [] }
    if (!before) {
      // It was stored once and somebody removed it.
      if (version !== undefined) throw conflict('curricula.error.row_gone')
      const row = rowOf(id, form, Math.max(0, ...units.map((unit) => unit.position)) + 1)
      await insertUnits(tx, target, [row])
      return { result: { id, version: 1 }, changes: [change(target, id, null, factsOf(row))] }
    }
    const row = { ...rowOf(id, form, before.position), version: version ?? 0 }
    if ((await updateUnits(tx, target.id, [row])).length === 0) throw conflict('curricula.error.row_changed')
    return {
      result: { id, version: before.version + 1 },
      changes: [change(target, id, factsOf(before), factsOf(row))],
    }
  },
})

/** Takes one row out, as the island does. A row that is gone already is no error. */
export const removeUnit = defineAction({
  name: 'curricula.remove-unit',
  permission: 'curricula.edit',
  input: z.object({ version_id: z.uuid(), id: z.uuid() }),
  find: (db, input) => getDraft(db, input.version_id),
  about: institutionOf,
  async run(tx, { input, target }) {
    const before = (await listUnits(tx, target.id)).find((unit) => unit.id === input.id)
    if (!before) return { result: { id: input.id }, changes: [] }
    await deleteUnits(tx, target.id, [before.id])
    return { result: { id: before.id }, changes: [change(target, before.id, factsOf(before), null)] }
  },
})

function rowOf(id: string, form: UnitForm, position: number): UnitRow {
  return { ...form, id, position: form.position ?? position }
}

function factsOf(row: UnitRow): Record<string, unknown> {
  const { code, name, unit_group, credits, hours_total, hours_theory, hours_practice, hours_test } = row
  return { code, name, unit_group, credits, hours: [hours_total, hours_theory, hours_practice, hours_test] }
}

function change(
  version: { institution_id: string },
  id: string,
  before: Change['before'],
  after: Change['after'],
): Change {
  if (!before && !after) throw notFound()
  return { subject: 'curricula.course-unit', id, institution: version.institution_id, before, after }
}
