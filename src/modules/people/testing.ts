import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Keys } from '#platform/keys.ts'
import { nameSortKey } from '#platform/text/index.ts'
import { sealCitizenNumber } from './citizen.ts'

/** An institution for tests, active since ever. */
export async function makeInstitution(owner: pg.Pool, code: string): Promise<string> {
  const id = randomUUID()
  await owner.query(`insert into institutions.institution (id, code, type) values ($1, $2, 'college')`, [
    id,
    code,
  ])
  await owner.query(
    `insert into institutions.institution_name (institution_id, name, source) values ($1, $2, 'test')`,
    [id, `Trường ${code}`],
  )
  await owner.query(
    `insert into institutions.standing (institution_id, status, source) values ($1, 'active', 'test')`,
    [id],
  )
  return id
}

/** A person for tests, linked to an institution. */
export async function makePerson(
  owner: pg.Pool,
  name: string,
  institution: string,
  more: { birth?: string; phone?: string; number?: string; keys?: Keys } = {},
): Promise<string> {
  const id = randomUUID()
  const sealed = more.number && more.keys ? sealCitizenNumber(more.keys, more.number) : undefined
  await owner.query(
    `insert into people.person (id, full_name, name_key, birth_date, birth_year, phone, citizen_number_kind, citizen_number_sealed, citizen_number_index, citizen_number_end)
     values ($1, $2, $3, $4::date, extract(year from $4::date), $5, $6, $7, $8, $9)`,
    [
      id,
      name,
      nameSortKey(name),
      more.birth ?? null,
      more.phone ?? null,
      sealed?.citizen_number_kind ?? null,
      sealed?.citizen_number_sealed ?? null,
      sealed?.citizen_number_index ?? null,
      sealed?.citizen_number_end ?? null,
    ],
  )
  await owner.query(`insert into people.link (person_id, institution_id, source) values ($1, $2, 'staff')`, [
    id,
    institution,
  ])
  return id
}
