import { z } from 'zod'

export const roomKinds = [
  'classroom',
  'workshop',
  'laboratory',
  'computer_room',
  'enterprise',
  'online',
] as const
export type RoomKind = (typeof roomKinds)[number]

export const RoomInput = z.object({
  id: z.uuid().optional(),
  version: z.coerce.number().int().optional(),
  institution: z.uuid().optional(),
  code: z.string().trim().min(1, 'students.teaching.error.required').max(30),
  name: z.string().trim().max(200).optional(),
  kind: z.enum(roomKinds),
  capacity: z.coerce
    .number('students.teaching.error.capacity')
    .int('students.teaching.error.capacity')
    .min(1, 'students.teaching.error.capacity')
    .max(2000, 'students.teaching.error.capacity')
    .optional(),
  campus_id: z.uuid().optional(),
})
