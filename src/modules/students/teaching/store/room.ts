import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/database.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { RoomKind } from '../room.ts'

export type Room = {
  id: string
  institution_id: string
  campus_id: string | null
  campus_name: string | null
  code: string
  name: string | null
  kind: RoomKind
  capacity: number | null
  version: number
}

const columns = sql`r.id, r.institution_id, r.campus_id, coalesce(c.name, c.address) as campus_name, r.code, r.name, r.kind, r.capacity, r.version`
const source = sql`students.room r left join institutions.campus c on c.id = r.campus_id`

/** Rooms of an institution by code. */
export async function listRooms(db: Db, institutionId: string): Promise<Room[]> {
  const found =
    await sql<Room>`select ${columns} from ${source} where r.institution_id = ${institutionId}::uuid
    order by r.code, r.id`.execute(db)
  return found.rows
}

/** @throws AppError not_found */
export async function getRoom(db: Db, id: string): Promise<Room> {
  const found = await sql<Room>`select ${columns} from ${source} where r.id = ${id}::uuid`.execute(db)
  const room = found.rows[0]
  if (!room) throw notFound()
  return room
}

export type RoomValues = Pick<Room, 'campus_id' | 'code' | 'name' | 'kind' | 'capacity'>

export async function isRoomCodeTaken(
  db: Db,
  institutionId: string,
  code: string,
  exceptId?: string,
): Promise<boolean> {
  const found =
    await sql`select 1 from students.room where institution_id = ${institutionId}::uuid and lower(code) = lower(${code})
    and id is distinct from ${exceptId ?? null}::uuid`.execute(db)
  return found.rows.length > 0
}

export async function insertRoom(tx: Tx, institutionId: string, values: RoomValues): Promise<string> {
  const made = await tx
    .insertInto('students.room')
    .values({ institution_id: institutionId, ...values })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

/** @throws AppError conflict when somebody else saved first */
export async function updateRoom(tx: Tx, id: string, version: number, values: RoomValues): Promise<void> {
  const done = await tx
    .updateTable('students.room')
    .set({ ...values, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (done.numUpdatedRows !== 1n) throw conflict()
}

export type Campus = { id: string; name: string }

/** Campuses of an institution on a day, to choose from. */
export async function listCampusOptions(db: Db, institutionId: string, on: string): Promise<Campus[]> {
  const found =
    await sql<Campus>`select c.id, coalesce(c.name, c.address, '') as name from institutions.campus c
    where c.institution_id = ${institutionId}::uuid and (c.from_date is null or c.from_date <= ${on}::date)
      and (c.to_date is null or c.to_date >= ${on}::date) order by 2, c.id`.execute(db)
  return found.rows.filter((campus) => campus.name !== '')
}
