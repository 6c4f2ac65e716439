import { defineAction } from '#platform/actions/define.ts'
import { invalid } from '#platform/errors.ts'
import { RoomInput } from '../room.ts'
import {
  getRoom,
  insertRoom,
  isRoomCodeTaken,
  listCampusOptions,
  updateRoom,
  type RoomValues,
} from '../store/room.ts'

/** Adds a room or workshop, or changes it. */
export const saveRoom = defineAction({
  name: 'students.save-room',
  permission: 'students.edit',
  input: RoomInput,
  find: async (db, input) => (input.id ? await getRoom(db, input.id) : undefined),
  about: (room, input) => ({ institution: room?.institution_id ?? input.institution ?? '' }),
  async run(tx, { input, target, today }) {
    const institution = target?.institution_id ?? input.institution ?? ''
    if (await isRoomCodeTaken(tx, institution, input.code, target?.id))
      throw invalid({ code: 'students.teaching.error.room_taken' })
    if (input.campus_id) {
      const campuses = await listCampusOptions(tx, institution, today)
      if (!campuses.some((one) => one.id === input.campus_id))
        throw invalid({ campus_id: 'students.teaching.error.campus' })
    }
    const values: RoomValues = {
      code: input.code,
      name: input.name ?? null,
      kind: input.kind,
      capacity: input.capacity ?? null,
      campus_id: input.campus_id ?? null,
    }
    if (target) await updateRoom(tx, target.id, input.version ?? 0, values)
    const id = target?.id ?? (await insertRoom(tx, institution, values))
    const before = target && {
      code: target.code,
      name: target.name,
      kind: target.kind,
      capacity: target.capacity,
      campus_id: target.campus_id,
    }
    return {
      result: { id },
      changes: [{ subject: 'students.room', id, institution, before: before ?? null, after: { ...values } }],
    }
  },
})
