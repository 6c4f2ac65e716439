import { sql } from 'kysely'
import { writeChanges, type Change } from '#platform/audit/record.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Batch } from '#platform/imports/define.ts'
import { codeOf } from './code.ts'
import { itemsOf, key, meant, profileFacts, readKnown, readRows, type HeadedRow, type Known } from './rows.ts'

/** What is under way: institutions by the key of their name, and what was changed so far. */
type Work = {
  tx: Tx
  batch: Batch
  source: string
  known: Known[]
  made: Map<string, string>
  changes: Change[]
}

/** Writes the accepted rows and every change into the audit entry. @returns how many changes it wrote. */
export async function commitInstitutions(tx: Tx, batch: Batch, seq: number): Promise<number> {
  const rows = await readRows(tx, batch.id)
  const names = [...new Set(rows.flatMap((row) => (row.values.name ? [key(row.values.name)] : [])))]
  const file = await sql<{
    file_name: string
  }>`select file_name from platform.import_batch where id = ${batch.id}`.execute(tx)
  const source = `Nhập từ tệp ${file.rows[0]?.file_name ?? ''}`.trim()
  const work: Work = {
    tx,
    batch,
    source,
    known: await readKnown(tx, names, batch.today),
    made: new Map(),
    changes: [],
  }
  const results: { row_number: number; id: string }[] = []
  for (const row of rows) {
    if (!row.accepted || !row.head) continue
    const id = await writeRow(work, row, row.head)
    if (id) results.push({ row_number: row.row_number, id })
  }
  await sql`update platform.import_row r set result_id = f.id from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as f(row_number int, id uuid)
    where r.batch_id = ${batch.id} and r.row_number = f.row_number`.execute(tx)
  return writeChanges(tx, seq, work.changes)
}

/** Writes one row. Occupations of a new institution whose first row was left out are left out with it. */
async function writeRow(
  work: Work,
  row: HeadedRow,
  head: HeadedRow['head'] & object,
): Promise<string | undefined> {
  const name = key(head.values.name!)
  const found = meant(work.known, head.values.name!)
  const known = found === 'many' ? undefined : found
  let id = known?.id ?? work.made.get(name)
  if (!id) {
    if (!head.accepted) return undefined
    id = await insertInstitution(work, head.values)
    work.made.set(name, id)
  } else if (known && row.values.name) await changeProfile(work, known, row.values)
  await writeItems(work, id, row, head, known)
  return id
}

async function insertInstitution(
  { tx, batch, source, changes }: Work,
  values: HeadedRow['values'],
): Promise<string> {
  const code = await codeOf(tx, values.name!)
  const fact = { source, verified: true, confirmedOn: batch.today }
  const given = profileFacts.filter((field) => values[field] !== undefined)
  const row = {
    code,
    type: values.type!,
    ownership: values.ownership ?? null,
    governing_body: values.governing_body ?? null,
    founding_decision: values.founding_decision ?? null,
    facts: JSON.stringify(Object.fromEntries(['type', ...given].map((field) => [field, fact]))),
  }
  const { id } = await tx
    .insertInto('institutions.institution')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  const dated = { institution_id: id, source, is_verified: true, confirmed_on: batch.today }
  await tx
    .insertInto('institutions.institution_name')
    .values({ ...dated, name: values.name! })
    .execute()
  await tx
    .insertInto('institutions.standing')
    .values({ ...dated, status: 'active' })
    .execute()
  changes.push({
    subject: 'institutions.institution',
    id,
    institution: id,
    before: null,
    after: { ...row, name: values.name },
  })
  return id
}

async function changeProfile(
  { tx, batch, source, changes }: Work,
  known: Known,
  values: HeadedRow['values'],
): Promise<void> {
  const changed = profileFacts.filter(
    (field) => values[field] !== undefined && values[field] !== known[field],
  )
  if (changed.length === 0) return
  const after = Object.fromEntries(changed.map((field) => [field, values[field]!]))
  const facts = {
    ...known.facts,
    ...Object.fromEntries(
      changed.map((field) => [field, { source, verified: true, confirmedOn: batch.today }]),
    ),
  }
  await tx
    .updateTable('institutions.institution')
    .set((eb) => ({ ...after, facts: JSON.stringify(facts), version: eb('version', '+', 1) }))
    .where('id', '=', known.id)
    .execute()
  const before = { ...Object.fromEntries(changed.map((field) => [field, known[field]])), facts: known.facts }
  changes.push({
    subject: 'institutions.profile',
    id: known.id,
    institution: known.id,
    before,
    after: { ...after, facts },
  })
}

async function writeItems(
  work: Work,
  institutionId: string,
  row: HeadedRow,
  head: HeadedRow['head'] & object,
  known: Known | undefined,
): Promise<void> {
  const { tx, batch, source, changes } = work
  const confirmed = { source, is_verified: true, confirmed_on: batch.today, is_demo: false }
  for (const item of itemsOf(row.values)) {
    const stored = known?.items.find((one) => one.search === key(item.name) && one.level === item.level)
    if (stored?.quota === item.quota) continue
    if (stored) {
      const before = await tx
        .selectFrom('institutions.licence_item')
        .select(['quota', 'source', 'is_verified', 'confirmed_on', 'is_demo'])
        .where('id', '=', stored.id)
        .executeTakeFirstOrThrow()
      await tx
        .updateTable('institutions.licence_item')
        .set((eb) => ({ ...confirmed, quota: item.quota, version: eb('version', '+', 1) }))
        .where('id', '=', stored.id)
        .execute()
      changes.push({
        subject: 'institutions.licence_item',
        id: stored.id,
        institution: institutionId,
        before,
        after: { ...confirmed, quota: item.quota },
      })
      continue
    }
    const licence_id = await licenceOf(
      work,
      institutionId,
      row.values.licence_number ? row.values : head.values,
    )
    const occupation_code = await occupationOf(tx, item.name, item.level, row.values.occupation_code)
    const fresh = {
      ...confirmed,
      institution_id: institutionId,
      licence_id,
      occupation_code,
      occupation_name: item.name,
      level: item.level,
      quota: item.quota,
    }
    const { id } = await tx
      .insertInto('institutions.licence_item')
      .values(fresh)
      .returning('id')
      .executeTakeFirstOrThrow()
    changes.push({
      subject: 'institutions.licence_item',
      id,
      institution: institutionId,
      before: null,
      after: fresh,
    })
  }
}

/** The licence the row names, made when the register has none of that number; null when the row names none. */
async function licenceOf(
  { tx, batch, source, changes }: Work,
  institution_id: string,
  values: HeadedRow['values'],
): Promise<string | null> {
  if (!values.licence_number) return null
  const stored = await tx
    .selectFrom('institutions.licence')
    .select('id')
    .where('institution_id', '=', institution_id)
    .where('number', '=', values.licence_number)
    .executeTakeFirst()
  if (stored) return stored.id
  const day = values.issued_on ?? null
  const row = {
    institution_id,
    number: values.licence_number,
    issued_on: day,
    from_date: day,
    source,
    is_verified: true,
    confirmed_on: batch.today,
  }
  const { id } = await tx
    .insertInto('institutions.licence')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  changes.push({ subject: 'institutions.licence', id, institution: institution_id, before: null, after: row })
  return id
}

/** The code of the national list: the one written, when the list has it for the level, else the only one of that name and level. */
async function occupationOf(
  tx: Tx,
  name: string,
  level: string,
  written: string | undefined,
): Promise<string | null> {
  const found = await sql<{
    code: string
    is_written: boolean
  }>`select code, code = ${written ?? ''} as is_written from institutions.occupation
    where level = ${level} and (code = ${written ?? ''} or search = institutions.searchable(${name}))`.execute(
    tx,
  )
  const exact = found.rows.find((one) => one.is_written)
  return exact?.code ?? (found.rows.length === 1 ? found.rows[0]!.code : null)
}
