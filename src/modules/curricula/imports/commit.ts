import { sql } from 'kysely'
import { writeChanges, type Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import { precondition } from '#platform/errors.ts'
import type { Batch } from '#platform/imports/define.ts'
import type { CourseUnit } from '../course-unit.ts'
import { insertProgramme } from '../store/programme.ts'
import { insertUnits, listUnits, updateUnits, type UnitRow } from '../store/unit.ts'
import { copyVersion, insertVersion, setElectiveCredits } from '../store/version-write.ts'
import { chosenIn } from './electives.ts'
import { keyOf, readLines, rowOf } from './rows.ts'
import { findTarget, type Target } from './target.ts'

type Owner = { id: string; institution_id: string }

/** Writes the accepted rows into the draft of the programme, making programme and draft as needed. @returns how many changes it wrote */
export async function commitProgramme(tx: Tx, batch: Batch, seq: number): Promise<number> {
  const all = await readLines(tx, batch.id)
  const lines = all.filter((line) => line.accepted && line.values.row === 'unit')
  const electives = all.flatMap((line) => (line.accepted ? (chosenIn(line, all) ?? []) : []))[0]
  if (lines.length === 0 && electives === undefined) return 0
  const changes: Change[] = []
  const target = await findTarget(tx, batch)
  // the draft was submitted since the rows were looked at, or another took the name
  if (target.refusal) throw precondition(target.refusal)
  const version = await draftOf(tx, batch, target, changes)
  if (electives !== undefined) changes.push(await writeElectives(tx, version, target, electives))
  const units = await listUnits(tx, version.id)
  const stored = new Map(units.map((unit) => [keyOf(unit.code), unit]))
  const last = Math.max(0, ...units.map((unit) => unit.position))
  const added: UnitRow[] = []
  const changed: (UnitRow & { version: number })[] = []
  const results: { row_number: number; id: string }[] = []
  for (const line of lines) {
    const unit = stored.get(keyOf(line.values.code))
    const row = rowOf(line, unit, unit?.id ?? crypto.randomUUID(), last + 1 + added.length)
    if (unit) changed.push({ ...row, version: unit.version })
    else added.push(row)
    results.push({ row_number: line.row_number, id: row.id })
    changes.push(unitChange(version, row, unit))
  }
  await insertUnits(tx, version, added)
  await updateUnits(tx, version.id, changed)
  await sql`update platform.import_row r set result_id = f.id from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as f(row_number int, id uuid)
    where r.batch_id = ${batch.id} and r.row_number = f.row_number`.execute(tx)
  return writeChanges(tx, seq, changes)
}

async function draftOf(tx: Tx, batch: Batch, target: Target, changes: Change[]): Promise<Owner> {
  const institution_id = batch.institutionId!
  if (target.draft) return { id: target.draft.id, institution_id }
  let programme = target.programme
  if (!programme) {
    const id = await insertProgramme(tx, { ...target.form!, institution_id })
    programme = { id, institution_id }
    changes.push({
      subject: 'curricula.programme',
      id,
      institution: institution_id,
      before: null,
      after: { ...target.form },
    })
  }
  const number = target.number + 1
  const id = target.source
    ? await copyVersion(tx, target.source, number)
    : await insertVersion(tx, programme, number)
  changes.push({
    subject: 'curricula.version',
    id,
    institution: institution_id,
    before: null,
    after: { programme: programme.id, number, based_on: target.source?.id ?? null },
  })
  return { id, institution_id }
}

async function writeElectives(tx: Tx, version: Owner, target: Target, chosen: number): Promise<Change> {
  await setElectiveCredits(tx, version.id, chosen / 10)
  return {
    subject: 'curricula.version',
    id: version.id,
    institution: version.institution_id,
    before: { elective_credits: target.electiveCredits },
    after: { elective_credits: String(chosen / 10) },
  }
}

/** Whole rows before and after, so that the batch can be taken back by its audit entry. */
function unitChange(version: Owner, row: UnitRow, before: CourseUnit | undefined): Change {
  return {
    subject: 'curricula.course-unit',
    id: row.id,
    institution: version.institution_id,
    before: before ? { ...before } : null,
    after: { ...row },
  }
}
