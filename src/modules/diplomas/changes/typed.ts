import { z } from 'zod'
import { PersonFields } from '#modules/people/index.ts'
import { tidyName } from '#platform/text/index.ts'
import { mediums } from '../diploma.ts'
import { typedDay, typedReason } from '../registers/typed.ts'
import { classes } from './change.ts'

export const version = z.coerce.number().int()

/** Every change rests on a decision and says why. */
export const decided = {
  id: z.uuid(),
  version,
  decision_no: z
    .string({ error: 'diplomas.changes.error.decision_no' })
    .trim()
    .min(1, 'diplomas.changes.error.decision_no')
    .max(60),
  decision_date: typedDay,
  reason: typedReason,
}

/** What the new diploma says of its issue. */
export const issued = {
  medium: z.enum(mediums, 'diplomas.changes.error.medium'),
  issue_place: z
    .string({ error: 'diplomas.changes.error.place' })
    .transform(tidyName)
    .pipe(z.string().min(2, 'diplomas.changes.error.place').max(80)),
  signer_name: z
    .string({ error: 'diplomas.changes.error.signer' })
    .transform(tidyName)
    .pipe(z.string().min(2, 'diplomas.changes.error.signer').max(120)),
  signer_capacity: z
    .string({ error: 'diplomas.changes.error.capacity' })
    .transform(tidyName)
    .pipe(z.string().min(2, 'diplomas.changes.error.capacity').max(120)),
}

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .optional()
    .transform((text) => (text ? text.normalize('NFC') : null))

/** The fields of a diploma that may be corrected; an empty one takes the value away. */
export const correctedFields = {
  full_name: PersonFields.shape.full_name,
  birth: PersonFields.shape.birth,
  sex: PersonFields.shape.sex,
  birth_place: line(200),
  ethnicity: line(60),
  nationality: line(60),
  programme: z
    .string({ error: 'diplomas.changes.error.programme' })
    .trim()
    .min(2, 'diplomas.changes.error.programme')
    .max(300),
  classification: z
    .enum(classes)
    .optional()
    .transform((code) => code ?? null),
}
